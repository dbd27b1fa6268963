"""No answer outlives what it was made of: whatever change makes an answer another one also tells a tag that the
answer was kept under. Every row of every public table is changed, column by column, and every document asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, NamedTuple

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from pytest_django import DjangoDbBlocker
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, PageViewRestriction

from cms.search.models import PageText
from content_api import ids
from content_api.reading.dependencies import recorded, tables_of
from content_api.schema import executor, schema
from home.models import GoneAddress
from news.models import NewsArticlePage
from organisations.models import AdvocacyPositionPage, OrganisationPage, ProjectPage
from syndication.tags import Lead, Source, sources
from tests import factories as make
from tests.conftest import Lasting
from tests.content_api.test_operations import CASES, DOCUMENTS
from tests.content_api.trees.operation_tree import Tree
from tests.engine.test_execution import operation_of
from tests.syndication.told import forget, told
from tests.syndication.tree import every_row

# What clients' documents do not ask: every table alters an answer of one of them or of these.
WHERE = """
query ($path: String!) { route(path: $path) { __typename
  ... on PageRoute { content { title path language { isStale sourceLocale }
    ... on HomePage { ingress } ... on ContentPage { ingress } ... on IndexPage { ingress } } }
  ... on RedirectRoute { location } ... on GoneRoute { goneAt } } }
"""
PROJECT = """
query ($key: ID!) { project(by: {translationKey: $key}) { themes { slug } targetGroups { slug }
  addresses { street } channels { url } resultDocuments { title } } }
"""
EVENTS = """
query {{
  events({part}: 100) {{ nodes {{ themes {{ slug }} areas {{ code }} projects {{ title }} contacts {{ title }} }} }}
  newsArticles({part}: 100) {{ nodes {{ events {{ title }} }} }} }}
"""
SEARCH = """
query ($words: String!) { search(query: $words, first: 100) { edges { titleHighlight highlight node { path } } } }
"""
NODE = "query ($id: ID!) { node(id: $id) { ... on Document { title } } }"

# Of each table; the tree has few rows of most.
ROWS = 2
# Of these the newest belong to nothing that is asked.
MORE_ROWS = {
    "media_document": 4,
    "organisations_projectpage_target_groups": 8,
    "organisations_projectpage_themes": 8,
    "wagtailcore_locale": 4,
}
# What no editor, job or migration changes in a row that stands.
FIXED = {"id", "page_ptr_id", "depth", "numchild", "translation_key", "content_type_id", "search_vector"}
# Collections are moved, and out of a private one they are seen.
TREES = {"wagtailcore_page", "wagtailcore_collection"}
MOVED = {"wagtailcore_collection": ("path", "left(\"path\", 4) || 'ZZZZ'")}


@pytest.fixture(scope="module")
def tree(lasting: Lasting, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    with lasting(), every_row(tmp_path_factory.mktemp("media")) as made:
        yield made


def _questions(tree: Tree) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, cases in CASES.items():
        for number, case in enumerate(cases):
            yield f"{name} {number}", DOCUMENTS[name], case.variables(tree)
    for part in ("first", "last"):
        yield f"events {part}", EVENTS.format(part=part), {}
    # Of the types that no list has, the pages made last, which are those that are changed; what is private among them.
    others = Page.objects.not_type(NewsArticlePage, OrganisationPage, ProjectPage, AdvocacyPositionPage)
    newest = others.filter(depth__gt=1, live=True).order_by("content_type", "-pk").distinct("content_type")
    private_page = PageViewRestriction.objects.get().page
    paths = [private_page.url_path, *newest.values_list("url_path", flat=True)]
    paths += [*GoneAddress.objects.values_list("path", flat=True), *Redirect.objects.values_list("old_path", flat=True)]
    for path in paths:
        yield f"where {path}", WHERE, {"path": path}
    for text in PageText.objects.order_by("-pk").select_related("page")[:ROWS]:
        yield f"search {text}", SEARCH, {"words": text.page.title}
    project = ProjectPage.objects.filter(addresses__isnull=False)[0]
    yield "project", PROJECT, {"key": str(project.translation_key)}
    private = Collection.objects.get(name="Jäsenille")
    for place in (private, make.collection("Kokoukset", private)):
        yield f"document in {place}", NODE, {"id": ids.encode("Document", make.document(collection=place).pk)}


class Answer(NamedTuple):
    data: str
    tags: frozenset[str]
    tables: frozenset[str]


class Answers:
    """Every document with the variables of its cases."""

    def __init__(self, tree: Tree) -> None:
        self._asked = {
            name: (operation_of(schema, document), variables) for name, document, variables in _questions(tree)
        }
        before, seconds = {}, {}
        for name in self._asked:
            began = perf_counter()
            before[name] = self._answer(name)
            seconds[name] = perf_counter() - began
        # What is answered soonest is asked first: often one document that shows a change is all that is looked for.
        self._before = {name: before[name] for name in sorted(before, key=seconds.__getitem__)}

    def _answer(self, name: str) -> Answer:
        operation, variables = self._asked[name]
        tables: set[str] = set()

        def see(run: Any, sql: str, *rest: Any) -> Any:
            tables.update(tables_of(sql))
            return run(sql, *rest)

        with recorded() as read, connection.execute_wrapper(see):
            result = executor.execute(operation, variables)
        return Answer(json.dumps(result.data, sort_keys=True), read.tags, frozenset(tables))

    def altered(self, table: str, unless: frozenset[str] = frozenset()) -> Iterator[str]:
        """Documents that read this table and are answered otherwise now, those kept under one of the tags left out."""
        for name, before in self._before.items():
            if table in before.tables and not unless & before.tags and self._answer(name).data != before.data:
                yield name


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _columns(table: str) -> list[tuple[str, str]]:
    """Name and an expression for another value of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_name = %s AND table_schema = current_schema() ORDER BY ordinal_position",
            [table],
        )
        found = cursor.fetchall()
    kinds = {
        "boolean": "NOT {0}",
        "character varying": "left('q' || {0}, greatest(length({0}), 1))",
        "text": "'q' || {0}",
        "date": "{0} - 4000",
        "timestamp with time zone": "coalesce({0}, now()) - interval '4000 days'",
        "jsonb": "translate({0}::text, 'aö', 'eo')::jsonb",
        "integer": "{0} + 1",
        "smallint": "{0} + 1",
    }
    changes = [
        (name, kinds[kind].format(f'"{name}"'))
        for name, kind in found
        if kind in kinds and name not in FIXED | {"path" if table in TREES else ""}
    ]
    return changes + ([MOVED[table]] if table in MOVED else [])


def _rows(source: Source) -> list[Any]:
    table, key = source.table, source.primary_key
    # Of pages, those that can be seen.
    live = f'WHERE "{key}" IN (SELECT id FROM wagtailcore_page WHERE live)' if source.is_page_type else ""
    if table == "organisations_area":  # The newest is asked for by nobody.
        live = "WHERE code = '049'"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{key}" FROM "{table}" {live} ORDER BY "{key}" DESC LIMIT {MORE_ROWS.get(table, ROWS)}')
        return [row[0] for row in cursor.fetchall()]


def _do(sql: str) -> bool:
    """Whether the database lets it be done: some columns are unique, or name rows that are not there."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            connection.check_constraints()
    except (IntegrityError, DataError):
        return False
    return True


@pytest.fixture(scope="module")
def answers(tree: Tree, django_db_blocker: DjangoDbBlocker) -> Answers:
    with django_db_blocker.unblock():
        return Answers(tree)


def _changes(source: Source, key: Any) -> list[str]:
    """Statements about one row. All its columns at once where the database lets them be, else one by one."""
    where = f'WHERE "{source.primary_key}" = {key}'
    settings = [f'"{name}" = {other}' for name, other in _columns(source.table)]
    together = f'UPDATE "{source.table}" SET {", ".join(settings)} {where}'
    with undone():
        is_allowed = source.lead is not Lead.TREE and bool(settings) and _do(together)
    updates = [together] if is_allowed else [f'UPDATE "{source.table}" SET {one} {where}' for one in settings]
    has_own_row = source.is_page_type or source.lead is Lead.TREE
    return updates if has_own_row else [*updates, f'DELETE FROM "{source.table}" {where}']


def _alike(source: Source, key: Any) -> list[tuple[frozenset[str], list[str]]]:
    """Changes of one row that are told by the same tags. They are tried together, as asking takes its time: what one of
    them alters untold, all of them alter.
    """
    by_tags: dict[frozenset[str], list[str]] = {}
    for sql in _changes(source, key):
        with undone():
            forget()
            if _do(sql):
                by_tags.setdefault(frozenset(told()), []).append(sql)
    found = []
    for tags, statements in by_tags.items():
        with undone():
            possible = all(_do(sql) for sql in statements)
        found += [(tags, statements)] if possible else [(tags, [sql]) for sql in statements]
    return found


def _is_seen(answers: Answers, table: str, sql: str) -> bool:
    with undone():
        return _do(sql) and any(answers.altered(table))


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("table", sorted(sources()))
def test_no_changed_row_leaves_an_answer_as_it_was(answers: Answers, table: str) -> None:
    source = sources()[table]
    changes = [alike for key in _rows(source) for alike in _alike(source, key)]
    for tags, statements in changes:
        with undone():
            assert all(_do(sql) for sql in statements)
            assert list(answers.altered(table, unless=tags)) == [], (statements, tags)
    assert any(_is_seen(answers, table, sql) for _, statements in changes for sql in statements), (
        "No change alters any answer: were this table forgotten, nobody would see it."
    )
