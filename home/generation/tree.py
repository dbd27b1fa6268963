"""Finds or makes the lists below which generated pages stand, in each language, and gives out the places below them."""

from typing import Any

from django.db.models import F
from wagtail.models import Locale, Page

from cms.core.languages import Language, language
from home.demo.content import INDEXES, read
from home.demo.prose import slug
from home.models import HomePage


def _published(page: Any) -> Any:
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _home(locale: Locale) -> Any:
    home = HomePage.objects.get(locale=locale)
    return home if home.live else _published(home)


def _titled(page: Any, tag: str) -> Any:
    """As the demo's list of the same type is called."""
    entry = next(entry for entry in read("pages")["indexes"] if INDEXES[entry["key"]] is type(page))
    page.title = page.draft_title = entry["title"].get(tag, entry["title"]["en"])
    page.slug = slug(page.title)
    return page


class Place:
    """The list of one language, and the next free place in it."""

    def __init__(self, index: Any, locale: Locale) -> None:
        self.index = index
        self.locale = locale
        self.language: Language = language(locale.language_code)
        last = index.get_last_child()
        self._number = Page.numconv_obj().str2int(last.path[-Page.steplen :]) if last else 0
        self._added = 0

    def next_path(self) -> str:
        self._number += 1
        self._added += 1
        step = Page.numconv_obj().int2str(self._number).rjust(Page.steplen, Page.alphabet[0])
        return f"{self.index.path}{step}"

    def close(self) -> None:
        Page.objects.filter(pk=self.index.pk).update(numchild=F("numchild") + self._added)


def places(model: Any, tags: list[str]) -> list[Place]:
    """Returns the places of a list in each language. The first language is that of the original."""
    found = []
    original: Any = None
    for tag in tags:
        locale = Locale.objects.get(language_code=tag)
        index = model.objects.filter(locale=locale, alias_of__isnull=True).first()
        home = _home(locale)
        if index is None and original is None:
            index = home.add_child(instance=_titled(model(locale=locale, live=False), tag))
        elif index is None:
            index = original.copy_for_translation(locale)
        if not index.live:
            index = _published(_titled(index, tag))
        original = original or index
        found.append(Place(index, locale))
    return found
