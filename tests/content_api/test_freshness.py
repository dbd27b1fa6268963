"""No answer outlives what it was made of: whatever change makes an answer another one also tells a tag that the
answer was kept under. Every row of every public table is changed, column by column, and every document asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from pytest_django import DjangoDbBlocker

from content_api.dependencies import recorded, tables_of
from content_api.execution import execute
from content_api.schema import schema
from syndication.tags import Lead, Source, sources
from tests.content_api.conftest import Lasting
from tests.content_api.operation_tree import Tree, operation_tree
from tests.content_api.test_execution import operation_of
from tests.content_api.test_operations import CASES, DOCUMENTS
from tests.syndication.told import forget, told

# Of each table; the tree has few rows of most.
ROWS = 2
# What no editor, job or migration changes in a row that stands.
FIXED = {"id", "page_ptr_id", "path", "depth", "numchild", "translation_key", "content_type_id", "search_vector"}


@pytest.fixture(scope="module")
def tree(lasting: Lasting, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    with lasting(), operation_tree(tmp_path_factory.mktemp("media")) as made:
        yield made


class Answer(NamedTuple):
    data: str
    tags: frozenset[str]
    tables: frozenset[str]


class Answers:
    """Every document with the variables of its cases."""

    def __init__(self, tree: Tree) -> None:
        self._asked = {
            f"{name} {number}": (operation_of(schema, DOCUMENTS[name]), case.variables(tree))
            for name, cases in CASES.items()
            for number, case in enumerate(cases)
        }
        self._before = {name: self._answer(name) for name in self._asked}

    def _answer(self, name: str) -> Answer:
        operation, variables = self._asked[name]
        tables: set[str] = set()

        def see(run: Any, sql: str, *rest: Any) -> Any:
            tables.update(tables_of(sql))
            return run(sql, *rest)

        with recorded() as read, connection.execute_wrapper(see):
            result = execute(operation, variables)
        return Answer(json.dumps(result.data, sort_keys=True), read.tags, frozenset(tables))

    def altered(self, table: str, unless: frozenset[str] = frozenset()) -> list[str]:
        """Documents that read this table and are answered otherwise now, those kept under one of the tags left out."""
        return [
            name
            for name, before in self._before.items()
            if table in before.tables and not unless & before.tags and self._answer(name).data != before.data
        ]


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
        "jsonb": "replace({0}::text, 'a', 'e')::jsonb",
        "integer": "{0} + 1",
        "smallint": "{0} + 1",
    }
    return [(name, kinds[kind].format(f'"{name}"')) for name, kind in found if kind in kinds and name not in FIXED]


def _rows(table: str, key: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{key}" FROM "{table}" ORDER BY "{key}" DESC LIMIT {ROWS}')
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


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("table", sorted(sources()))
def test_no_changed_row_leaves_an_answer_as_it_was(answers: Answers, table: str) -> None:
    source = sources()[table]
    for key in _rows(table, source.primary_key):
        for sql in _changes(source, key):
            with undone():
                forget()
                if _do(sql):
                    assert answers.altered(table, unless=frozenset(told())) == [], (sql, told())


@pytest.mark.usefixtures("db")
def test_the_changes_do_alter_answers(answers: Answers) -> None:
    """Else nothing would be shown above."""
    with undone():
        assert _do("UPDATE organisations_theme SET names = replace(names::text, 'a', 'e')::jsonb")
        altered = {name.partition(" ")[0] for name in answers.altered("organisations_theme")}

    assert altered >= {"newest-articles", "news-article", "organisation", "vocabularies"}
