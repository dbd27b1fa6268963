"""Loads the demo: all of it, or nothing."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from cms.users.models import User
from home.demo import content, indexes, library, pages, site, special_cases, translations
from home.demo.accounts import ACCOUNTS, COMMUNICATOR, create_accounts, translator_into
from home.demo.content import LANGUAGES, Shelf

T = TypeVar("T")

_ANALYSE_EVERY = 70


class Progress(Protocol):
    def each(self, things: Iterable[T], name: str, total: int) -> Iterable[T]:
        """Passes the things on and shows how many of them are done."""


def is_loaded() -> bool:
    """Whether the demo is loaded: it asks for the one page that every demo has and nothing else has."""
    return Page.objects.filter(translation_key=pages.translation_key("example-network")).exists()


def obstacle() -> str:
    """Returns why the demo cannot be loaded here, or "" if it can."""
    if missing := [tag for tag in LANGUAGES if tag not in settings.CONTENT_LANGUAGES]:
        return f"The demo is written in languages that CONTENT_LANGUAGES lacks: {', '.join(missing)}."
    if settings.CONTENT_LANGUAGES[0] != LANGUAGES[0]:
        return f"The demo is written in {LANGUAGES[0]}: name that language first in CONTENT_LANGUAGES."
    if Page.objects.filter(depth__gt=2).exists():
        return "This site has content of its own. The demo is for an empty one."
    names = [account.name for account in ACCOUNTS]
    if taken := User.objects.filter(username__in=names).values_list("username", flat=True):
        return f"There are users already with names of the demo's: {', '.join(taken)}."
    return ""


def load(progress: Progress) -> None:
    """Loads the demo.

    On any error or interruption the database is as before, and files already written are deleted.
    """
    files: list[Any] = []
    try:
        with transaction.atomic(), indexes.held_back():
            _load(progress, files)
    except BaseException:
        for file in files:
            file.storage.delete(file.name)
        raise


def _load(progress: Progress, files: list[Any]) -> None:
    shelf = Shelf()
    vocabulary, media = content.read("vocabulary"), ("images", "documents")
    users = create_accounts()
    author = users[COMMUNICATOR.name]
    lists, leaves = content.indexes(), content.leaves()

    words = len(vocabulary["themes"]) + len(vocabulary["target_groups"])
    _run(progress.each(library.create_vocabulary(shelf), "Vocabulary", words))
    _run(progress.each(library.create_terms(), "Terms", len(content.read("terms")["terms"])))
    number = sum(len(vocabulary[name]) for name in media)
    _run(progress.each(library.create_media(shelf, files), "Images and documents", number))

    pages.find_home(shelf)
    # The lists are translated first: a text written in Swedish needs the Swedish list as its parent.
    for leaf in progress.each(lists, "Lists", len(lists)):
        pages.create_draft(leaf, shelf, author)
        pages.complete(leaf, shelf, author)
        for tag in leaf.targets:
            translations.translate(leaf, tag, shelf, translator_into(tag, users))
    for leaf in progress.each(leaves, "Drafts", len(leaves)):
        pages.create_draft(leaf, shelf, author)
    records = len(library.record_entries())
    _run(progress.each(library.create_records(shelf), "Contacts, figures, relations", records))

    _complete(progress, [content.home(), *leaves], shelf, users)
    site.create_settings(files)
    site.create_menus_and_footer(shelf, users)
    special_cases.add_alias(shelf, users)
    special_cases.revise(leaves, shelf, users)
    special_cases.plan_release(shelf, users)
    things = indexes.work()
    indexes.index(progress.each(things, "Indexes", len(things)))


def _complete(progress: Progress, whole: list[content.Leaf], shelf: Shelf, users: dict[str, User]) -> None:
    """Gives each page its texts and facts, then its translations."""
    for leaf in progress.each(whole, "Pages", len(whole)):
        pages.complete(leaf, shelf, users[COMMUNICATOR.name], publish=leaf.case != "draft")
        if leaf.case == "private":
            special_cases.make_private(shelf.page(leaf.key))
        elif leaf.case == "expired":
            special_cases.expire(shelf.page(leaf.key))
    work = [(leaf, tag) for leaf in whole for tag in leaf.targets]
    for number, (leaf, tag) in enumerate(progress.each(work, "Translations", len(work))):
        if number % _ANALYSE_EVERY == 0:
            translations.refresh_statistics()
        translations.translate(leaf, tag, shelf, translator_into(tag, users))


def _run(things: Iterable[Any]) -> None:
    for _ in things:
        pass
