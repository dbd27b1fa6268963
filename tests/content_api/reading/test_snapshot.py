"""An answer is read in one state of the database, which it cannot change and cannot hold up."""

import threading

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client

from content_api import queries
from content_api.reading import snapshot
from content_api.reading.snapshot import snapshot as in_snapshot
from engine import limits
from tests import factories as make

THEMES = "SELECT count(*) FROM organisations_theme"


def _one(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_what_changes_meanwhile_is_not_seen_and_nothing_can_be_changed() -> None:
    with in_snapshot():
        before = _one(THEMES)
        other = threading.Thread(target=_add_a_theme)
        other.start()
        other.join(30)
        assert _one(THEMES) == before
        assert _one("SHOW transaction_isolation") == "repeatable read"
        assert _one("SHOW statement_timeout") == "3s"
        assert _one("SHOW jit") == "off"
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            connection.connection.execute("DELETE FROM organisations_theme")

    assert _one(THEMES) == int(str(before)) + 1
    assert _one("SHOW statement_timeout") == "0"
    assert _one("SHOW transaction_read_only") == "off"


def _add_a_theme() -> None:
    try:
        make.theme()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_takes_too_long_is_given_up_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "BEGIN", snapshot.BEGIN.replace(b"3000", b"10"))
    monkeypatch.setattr(queries, "load_site", lambda locales: _one("SELECT pg_sleep(30)"))

    response = Client().get("/graphql/", {"query": "{ site { name } }"})

    assert response.status_code == 200
    answer = response.json()
    assert answer["data"] is None
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "LIMIT_EXCEEDED", "limit": "statementSeconds", "maximum": 3}
    assert _one("SHOW transaction_read_only") == "off"  # The connection is good for the next request.


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_not_begun_outside_a_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(snapshot, "BEGIN", b"BEGIN; SELECT 1/0")
        assert Client().get("/graphql/", {"query": "{ site { name } }"}).status_code == 503

    assert Client().get("/graphql/", {"query": "{ site { name } }"}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_without_a_database_clients_are_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError("connection refused by db.internal")

    monkeypatch.setattr(connection, "ensure_connection", fail)

    response = Client().get("/graphql/", {"query": "{ site { name } }"})

    assert (response.status_code, response["Retry-After"]) == (503, "1")
    assert response.json()["errors"] == [
        {
            "message": "The database cannot be reached: try again in a moment.",
            "extensions": {"code": "UNAVAILABLE"},
        }
    ]


@pytest.mark.django_db
def test_an_answer_that_is_too_large_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    query = "{ site { name } }"
    size = len(Client().get("/graphql/", {"query": query}).content)
    monkeypatch.setattr(limits, "RESPONSE_MAX_BYTES", size)
    assert Client().get("/graphql/", {"query": query}).json()["data"]

    monkeypatch.setattr(limits, "RESPONSE_MAX_BYTES", size - 1)
    answer = Client().get("/graphql/", {"query": query}).json()

    assert answer["data"] is None
    assert answer["errors"][0]["extensions"] == {
        "code": "LIMIT_EXCEEDED",
        "limit": "responseBytes",
        "maximum": size - 1,
        "requested": size,
    }
