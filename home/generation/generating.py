"""Fills a site with as much made-up content as is asked for: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from wagtail.models import Page

from cms.search import vocabulary
from cms.search.models import PageText, Word
from cms.translation.pages import ListPageMixin
from home.demo.loading import Progress
from home.generation import library as library_of
from home.generation.articles import Articles
from home.generation.directory import Contacts, Organisations, Projects
from home.generation.events import Events
from home.generation.library import IMAGES, Library
from home.generation.names import BusinessIds
from home.generation.others import KINDS, Made, Others
from home.generation.pages import PageSheet
from home.generation.sheets import Sheets
from home.generation.translations import bring_to_desk
from home.generation.tree import Place, places
from home.generation.words import Prose
from news.models import EventPage, NewsArticlePage
from organisations.models import Contact, OrganisationPage, ProjectPage

_LISTED = (EventPage, NewsArticlePage, OrganisationPage, ProjectPage, *(kind.model for kind in KINDS))


@dataclass(frozen=True)
class Amounts:
    """How many things of each kind are made, `others` of each that is not named. Each has a page in every language.

    With `at_desk` the news are translated at the translators' desk, as if each had been begun there.
    """

    news: int
    organisations: int
    projects: int
    events: int
    others: int
    languages: tuple[str, ...]
    seed: int = 1
    images: int = IMAGES
    at_desk: bool = False

    def of_each(self) -> tuple[int, ...]:
        return self.news, self.organisations, self.projects, self.events, self.others


def obstacle(amounts: Amounts, *, force: bool) -> str:
    """Returns why nothing can be generated here, or "" if it can."""
    if not amounts.languages or len(set(amounts.languages)) != len(amounts.languages):
        return "Name at least one language, and each once."
    if missing := [tag for tag in amounts.languages if tag not in settings.CONTENT_LANGUAGES]:
        return f"CONTENT_LANGUAGES lacks: {', '.join(missing)}."
    if min(*amounts.of_each(), amounts.images - 1) < 0:
        return "Amounts are not negative, and there is at least one image."
    if not amounts.organisations and any(amounts.of_each()):
        return "Whatever else there is refers to organisations: generate at least one."
    if not force and Page.objects.filter(depth__gt=2).exists():
        return "This site has content of its own. Generated content is for an empty one; --force adds it nevertheless."
    return ""


def generate(amounts: Amounts, progress: Progress) -> None:
    """Generates the content.

    On any error or interruption the database is as before, and files already written are deleted.
    """
    files: list[Any] = []
    try:
        with transaction.atomic():
            _generate(amounts, progress, files)
            if amounts.at_desk:
                bring_to_desk(amounts.languages, progress)
    except BaseException:
        for file in files:
            file.storage.delete(file.name)
        raise
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _text_indexes_rebuilt() -> Iterator[None]:
    """Drops the indexes of words, and builds them again at the end.

    Such an index grows ten times faster from a full table than row by row.
    """
    tables = [model._meta.db_table for model in (*_LISTED, PageText, Word)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes "
            "WHERE schemaname = current_schema() AND tablename = ANY(%s) AND indexdef LIKE '%%USING gin%%'",
            [tables],
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        # The time to build such an index depends on this setting, and its default is 64 MB.
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _, definition in found:
            cursor.execute(definition)


def _generate(amounts: Amounts, progress: Progress, files: list[Any]) -> None:
    prose = [Prose(tag, amounts.seed) for tag in amounts.languages]
    tags = [*amounts.languages]
    lists = {model: places(_list_of(model), tags) for model in _LISTED}
    drawn = library_of.create_images(amounts.images, prose, files)
    library = Library(
        images=list(progress.each(drawn, "Images", amounts.images)),
        themes=library_of.themes(),
        key_figures=library_of.key_figures(amounts.seed, prose),
        municipalities=library_of.municipalities(),
    )
    with connection.cursor() as cursor:
        # Constraints are checked row by row, because checks that wait for the end would fill the memory.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with _text_indexes_rebuilt():
        _generate_pages(amounts, progress, prose, library, lists)


def _list_of(model: Any) -> Any:
    """Returns the type of page that lists pages of this type."""
    return next(parent for parent in model.allowed_parent_page_models() if issubclass(parent, ListPageMixin))


def _generate_pages(
    amounts: Amounts, progress: Progress, prose: list[Prose], library: Library, lists: dict[Any, list[Place]]
) -> None:
    sheets = Sheets()
    sheets.of(Page)  # The page's sheet comes before whatever refers to it.
    made: Made = {}
    taken = OrganisationPage.objects.exclude(business_id="").count()

    def run(total: int, model: Any, maker: Any, label: str) -> None:
        pages = PageSheet(model, lists[model], prose, sheets)
        made[model] = []
        for number in progress.each(range(total), label, total):
            random = maker.random(number)
            made[model].append(pages.add(random, maker.facts(random), maker.text))
            sheets.write_when_full()
        sheets.write()
        vocabulary.learn(pages.words)

    contacts = Contacts(sheets.of(Contact), prose)
    organisations = Organisations(amounts.seed, library, contacts, BusinessIds(1_000_000 + taken * 2))
    run(amounts.organisations, OrganisationPage, organisations, "Organisations")
    directory = made[OrganisationPage]
    run(amounts.projects, ProjectPage, Projects(amounts.seed, library, contacts, directory), "Projects")
    run(amounts.events, EventPage, Events(amounts.seed, library, directory), "Events")
    for kind in KINDS:
        label = str(kind.model._meta.verbose_name_plural).capitalize()
        run(amounts.others, kind.model, Others(kind, amounts.seed, library, made), label)
    run(amounts.news, NewsArticlePage, Articles(amounts.seed, library, directory), "News articles")
    sheets.close()
    for places_of_one in lists.values():
        for place in places_of_one:
            place.close()
