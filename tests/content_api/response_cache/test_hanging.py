"""A database that hangs, restarts or is full costs a reader seconds, and is told honestly."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from psycopg.errors import DiskFull, TooManyConnections

from content_api import queries
from tests.content_api.response_cache.serving import HOST, PRODUCTION, SECONDS, Workers, fresh_question, serving, until
from tests.factories import article
from tests.stalling import Line, line_to

NEWS = "{ newsArticles { nodes { title } } }"
# On an idle machine a reader waits 3 seconds at most; a busy one may take its time to answer.
READER_SECONDS = 3.0
SLACK = 5.0


@pytest.fixture
def line(transactional_db: None) -> Iterator[Line]:
    article("Uutinen")
    database = connection.settings_dict
    with line_to(database["HOST"] or "localhost", int(database["PORT"] or 5432)) as made:
        yield made


@pytest.fixture
def workers(line: Line, tmp_path: Path) -> Iterator[Workers]:
    database = connection.settings_dict
    address = f"postgresql://{database['USER']}:{database['PASSWORD']}@{HOST}:{line.port}/{database['NAME']}"
    with serving(tmp_path / "server.log", **PRODUCTION, DATABASE_URL=address) as found:
        yield found


def _ask(port: int, path: str = "/graphql/?query=%7Bsite%7Bname%7D%7D") -> tuple[int, str | None, str]:
    """Past what is in memory."""
    asker = http.client.HTTPConnection(HOST, port, timeout=SECONDS)
    asker.request("GET", path, headers={"Authorization": "Bearer x"})
    response = asker.getresponse()
    found = response.status, response.getheader("Retry-After"), response.read().decode()
    asker.close()
    return found


def test_a_database_that_hangs_costs_a_reader_three_seconds(workers: Workers, line: Line) -> None:
    assert _ask(workers.port)[0] == 200
    line.hold()

    # First with connections that wait in the pool, then with none.
    for _ in range(6):
        begun = monotonic()
        status, retry, body = _ask(workers.port)
        assert (status, retry) == (503, "1")
        assert json.loads(body)["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
        assert monotonic() - begun < READER_SECONDS + SLACK

    line.let_go()
    until(lambda: {_ask(workers.port)[0] for _ in range(4)} == {200})
    until(lambda: all(worker.ask(NEWS).is_hit for worker in workers))


def test_after_a_restart_of_the_database_no_reader_sees_an_error(workers: Workers, line: Line) -> None:
    for _ in range(8):
        assert _ask(workers.port)[0] == 200
    line.cut()

    assert {_ask(workers.port)[0] for _ in range(8)} == {200}
    assert workers[0].ask(fresh_question()).status == 200


def test_the_admin_gets_a_page_that_says_so(workers: Workers, line: Line) -> None:
    assert _ask(workers.port, "/fi/ei-ole/")[0] == 404
    line.cut()
    line.hold()

    status, retry, body = _ask(workers.port, "/fi/ei-ole/")

    assert (status, retry) == (503, "5")
    assert "Tietokanta ei vastaa" in body
    assert "Traceback" not in body


@pytest.mark.parametrize("cause", [DiskFull("could not write"), TooManyConnections("sorry, too many clients already")])
@pytest.mark.django_db
def test_a_full_disk_and_too_many_connections_are_told_and_logged(
    cause: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(locales: Any) -> None:
        raise OperationalError(str(cause)) from cause

    monkeypatch.setattr(queries, "load_site", fail)

    response = Client().get("/graphql/", {"query": "{ site { name } }"})

    assert (response.status_code, response["Retry-After"]) == (503, "1")
    assert response.json()["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}
    assert str(cause) in caplog.text
    assert str(cause) not in response.content.decode()
