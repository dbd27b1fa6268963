"""What is used of Django and psycopg beyond their documentation is still as we take it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Now

from content_api.reading.internals import compiled, fetched, instance
from organisations.models import Theme
from tests import factories as make

pytestmark = pytest.mark.django_db
MEND = "After an upgrade: mend it in graphql/content_api/reading/internals.py."


def test_a_queryset_is_compiled_into_what_django_would_send() -> None:
    found = compiled(Theme.objects.filter(slug="teema").annotate(word=Value("a")).values_list("names", "word"))

    assert found, f"Django takes the queryset for an empty one. {MEND}"
    assert (found.sql.count("%s"), found.params) == (2, ("a", "teema")), f"The parameters are other ones. {MEND}"
    assert [at for at, *_ in found.converters] == [0], f"The converters are found in other places. {MEND}"
    _, expression, converters = found.converters[0]
    value: Any = '{"fi": "Nimi"}'
    for convert in converters:
        value = convert(value, expression, connection)
    assert value == {"fi": "Nimi"}, f"A converter takes other arguments. {MEND}"


def test_what_finds_nothing_is_known_to_find_nothing() -> None:
    assert compiled(Theme.objects.none()) is None, f"An empty queryset is compiled. {MEND}"


@pytest.mark.parametrize("is_prepared", [False, True])
def test_a_statement_goes_through_djangos_wrappers(count_statements: Callable[..., Any], is_prepared: bool) -> None:
    seen: list[str] = []

    def see(execute: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with count_statements(1), connection.execute_wrapper(see):
        rows = fetched("SELECT %s::int + 1", [1], is_prepared=is_prepared, prepared_max=7)

    assert rows == [(2,)]
    assert seen == ["SELECT %s::int + 1"], f"Django's wrappers do not see the cursor. {MEND}"
    assert connection.connection.prepared_max == 7, f"psycopg limits prepared statements by another name. {MEND}"


def test_what_is_to_be_prepared_is_prepared_on_the_server() -> None:
    sql = "SELECT %s::int + 41, now()"
    fetched(sql, [1], is_prepared=True, prepared_max=7)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::int + 41%'")
        assert cursor.fetchone() == (1,), f"psycopg prepares at another word. {MEND}"


def test_an_instance_is_made_of_its_values_alone() -> None:
    theme = make.theme("teema")

    row = instance(Theme, {"id": theme.pk, "slug": "teema"})

    assert (row == theme, row.get_deferred_fields()) == (True, {"names", "yso_uri"}), (
        f"Rows hold their state elsewhere. {MEND}"
    )
    assert row.names == theme.names


def test_the_servers_clock_is_asked_for_by_every_run() -> None:
    found = compiled(Theme.objects.annotate(at=Now()).values_list("at"))

    assert found
    assert "STATEMENT_TIMESTAMP()" in found.sql, "What expires would be compared with the moment of compiling."
