"""What the whole site has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import strawberry
from django.conf import settings
from wagtail.models import Site as WagtailSite

from cms.core.languages import content_languages, fallbacks, full_chain
from cms.core.text.foreign import Words
from cms.core.text.localised_text import LocalisedText
from cms.core.text.web_addresses import followable
from cms.media import models as media_models
from content_api.base.content import Content
from content_api.base.language import page_url, title_tag
from content_api.base.localised import Localised, TextDirection, direction_of
from content_api.base.media import Image
from content_api.base.places import Address, Channel, channels_of
from content_api.reading import loading
from content_api.reading.loading import Locales
from content_api.reading.stored_streams import Wanted, entries, struct_of
from content_api.scalars import LanguageTag
from content_api.streams.blocks import Block
from content_api.streams.building import Builder
from content_api.streams.library import Library
from home import models as home_models


@strawberry.type(description="A language the site publishes in.")
class LocaleInfo:
    tag: LanguageTag = strawberry.field(description="BCP 47 tag.")
    name: str = strawberry.field(description="Name in English.")
    native_name: str = strawberry.field(description="Name in the language itself.")
    direction: TextDirection = strawberry.field(description="Direction of writing.")
    is_easy: bool = strawberry.field(
        description="Whether it is an easy language, for those to whom the language itself is hard, like easy Finnish."
    )
    is_default: bool = strawberry.field(description="The language content is written in unless said otherwise.")
    fallback: list[LanguageTag] = strawberry.field(description="Where its readers look next, nearest first.")
    path: str | None = strawberry.field(
        description="Path of its home page, at which its part of the site begins; null while that is not public."
    )


@strawberry.type(description="An entry of a menu.")
class MenuItem(Localised):
    tag: strawberry.Private[str]
    title: str = strawberry.field(description="Words to show; the page's own title unless the editor chose others.")
    url: str = strawberry.field(description="Where it leads, as a full address.")
    path: str | None = strawberry.field(description="Path of the page it leads to, when it is one of ours.")
    content: Content | None = strawberry.field(description="The page it leads to, when it is one of ours.")
    children: list["MenuItem"] = strawberry.field(description="Entries below it.")


@strawberry.type(description="A menu.")
class Menu:
    handle: str = strawberry.field(description="Lasting name, like main or footer.")
    items: list[MenuItem] = strawberry.field(description="Entries whose pages are public, in order.")


@strawberry.type(description="Where readers leave their address.")
class SignUp(Localised):
    tag: strawberry.Private[str]
    label: str = strawberry.field(description="What one signs up for, in the reader's language.")
    url: str = strawberry.field(description="Where.")


def _best_per(rows: list[Any], locales: Locales, key: Callable[[Any], Any]) -> list[Any]:
    """One row for each value of `key`, in the best language."""
    rank = {tag: number for number, tag in enumerate(full_chain(locales))}
    best: dict[Any, Any] = {}
    for row in sorted(rows, key=lambda row: (rank.get(row.locale.language_code, len(rank)), row.pk)):
        if row.locale.language_code in rank:
            best.setdefault(key(row), row)
    return [best[value] for value in sorted(best)]


@dataclass(frozen=True)
class _Family:
    """The rows of one menu or footer in several languages. `original` says what there is, and in which order."""

    original: Any
    by_tag: dict[str, Any]

    @classmethod
    def of(cls, best: Any, rows: list[Any], locales: Locales) -> "_Family":
        """That of the row that is best for the reader. Its rows are in the order in which the reader wants them."""
        own = [row for row in rows if row.translation_key == best.translation_key]
        tags = {row.locale.language_code: row for row in own}
        original = min(own, key=lambda row: row.pk)
        wanted = [*full_chain(locales), original.locale.language_code]
        return cls(original, {tag: tags[tag] for tag in wanted if tag in tags})


def _stored_items(row: Any) -> list[tuple[Any, Any]]:
    return [(block.get("id"), block["value"]) for block in row.items.raw_data]


def _flat(stored: list[tuple[Any, Any]]) -> dict[Any, Any]:
    """Entries of both levels by their ids."""
    found: dict[Any, Any] = {}
    for key, value in stored:
        found |= {key: struct_of(value), **_flat(entries(struct_of(value).get("children")))}
    return found


def _page_ids(by_id: dict[Any, Any]) -> set[int]:
    return {value["page"] for value in by_id.values() if isinstance(value.get("page"), int)}


@dataclass(frozen=True)
class _Entries:
    """The entries of a menu by their ids, in each language, and the pages that they lead to."""

    original: str
    by_tag: dict[str, dict[Any, Any]]
    pages: dict[int, Any]

    def build(self, stored: list[tuple[Any, Any]]) -> list[MenuItem]:
        """An entry leads where that of the reader's best language does, and has the nearest title that there is."""
        built = []
        for key, first in stored:
            in_languages = {tag: found[key] for tag, found in self.by_tag.items() if key and key in found}
            in_languages = in_languages or {self.original: struct_of(first)}
            value = next(iter(in_languages.values()))
            page = self.pages.get(value.get("page") or 0)
            url = page_url(page) if page else followable(value.get("url"))
            if not url:
                continue  # Its page is not public, or its address none to follow.
            titles = ((other["title"], tag) for tag, other in in_languages.items() if other.get("title"))
            title, tag = next(titles, (page.title, title_tag(page)) if page else ("", self.original))
            below = self.build(entries(struct_of(first).get("children")))
            path = page.url_path if page else None
            built.append(MenuItem(tag=tag, title=title, url=url, path=path, content=page, children=below))
        return built


@strawberry.type(description="The site: its languages, menus, footer, contact and channels.")
class Site(Localised):
    languages: strawberry.Private[Locales]
    settings: strawberry.Private[Any]

    @property
    def tag(self) -> str:
        """Returns the language of the site's name. Every other text of the site tells its own."""
        return LocalisedText(self.settings.name if self.settings else {}).best_tag(self.languages)

    @strawberry.field(description="Name of the site in the reader's language.")
    def name(self) -> str:
        return (self.settings.name.best(self.languages) if self.settings else "") or settings.WAGTAIL_SITE_NAME

    @strawberry.field(description="Logo of the site; null when none was chosen or when it is not public.")
    def logo(self) -> Image | None:
        key = self.settings.logo_id if self.settings else None
        return loading.load(media_models.Image, [key], self.languages).get(key) if key else None

    @strawberry.field(description="The languages it publishes in, the default first.")
    def locales(self) -> list[LocaleInfo]:
        homes = dict(home_models.HomePage.objects.shown().values_list("locale__language_code", "url_path"))
        return [
            LocaleInfo(
                tag=LanguageTag(item.tag),
                name=item.name,
                native_name=item.native_name,
                direction=direction_of(item.tag),
                is_easy=item.is_easy,
                is_default=item.tag == settings.LANGUAGE_CODE,
                fallback=[LanguageTag(tag) for tag in fallbacks(item.tag)],
                path=homes.get(item.tag),
            )
            for item in content_languages()
        ]

    @strawberry.field(description="Ways through the site, each found by its `handle`.")
    def menus(self) -> list[Menu]:
        rows = list(home_models.Menu.objects.select_related("locale"))
        best = _best_per(rows, self.languages, lambda row: row.handle)
        families = [_Family.of(menu, rows, self.languages) for menu in best]
        by_tag = [{tag: _flat(_stored_items(row)) for tag, row in family.by_tag.items()} for family in families]
        wanted = [_page_ids(found) for languages in by_tag for found in languages.values()]
        pages = loading.best_of_any_type(set().union(*wanted), self.languages)
        made = []
        for family, found in zip(families, by_tag, strict=True):
            items = _Entries(family.original.locale.language_code, found, pages).build(_stored_items(family.original))
            made.append(Menu(handle=family.original.handle, items=items))
        return made

    @strawberry.field(description="What stands at the foot of every page.")
    def footer(self) -> list[Block]:
        rows = list(home_models.Footer.objects.select_related("locale"))
        for footer in _best_per(rows, self.languages, lambda row: None):
            return self._blocks(_Family.of(footer, rows, self.languages))
        return []

    def _blocks(self, family: _Family) -> list[Block]:
        """Each block in the nearest language that has it."""
        by_tag = {tag: {block.get("id"): block for block in row.body.raw_data} for tag, row in family.by_tag.items()}
        shown = []
        for block in family.original.body.raw_data:
            there = ((tag, found[block.get("id")]) for tag, found in by_tag.items() if block.get("id") in found)
            shown.append(next(there, (family.original.locale.language_code, block)))
        wanted, anchors = Wanted(), set[str]()
        wanted.gather([block for _tag, block in shown])
        library = Library(wanted, self.languages)
        return [
            built for tag, block in shown for built in Builder(library, anchors, Words(tag)).blocks([block], "body")
        ]

    @strawberry.field(description="Where it is found online.")
    def channels(self) -> list[Channel]:
        rows = self.settings.channels.order_by("sort_order", "pk") if self.settings else []
        return channels_of(loading.together(rows, self.languages))

    @strawberry.field(description="Its street address.")
    def address(self) -> Address | None:
        has_one = self.settings and (self.settings.street or self.settings.city)
        return Address(row=self.settings) if has_one else None

    @strawberry.field(description="E-mail address.")
    def email(self) -> str | None:
        return (self.settings.email or None) if self.settings else None

    @strawberry.field(description="Telephone number in international form.")
    def phone(self) -> str | None:
        return (self.settings.phone or None) if self.settings else None

    @strawberry.field(description="Newsletters and the like that readers may sign up for.")
    def sign_ups(self) -> list[SignUp]:
        rows = self.settings.sign_ups.order_by("sort_order", "pk") if self.settings else []
        return [
            SignUp(tag=row.label.best_tag(self.languages), label=row.label.best(self.languages), url=url)
            for row in rows
            if (url := followable(row.url))
        ]


def load_site(locales: Locales) -> Site:
    site = WagtailSite.objects.filter(is_default_site=True).first()
    found = home_models.SiteSettings.objects.filter(site=site).first() if site else None
    return Site(languages=locales, settings=found)
