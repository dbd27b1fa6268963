"""Answers from memory are as fresh behind a pooler, whether it brings notifications or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from cms.dev import pgbouncer
from tests.content_api.response_cache.serving import PRODUCTION, Workers, all_see, serving, until
from tests.factories import article, publish

NEWS = "{ newsArticles { nodes { title } } }"


@pytest.fixture(scope="session")
def program() -> Path:
    found = pgbouncer.ensure()
    if found is None:
        pytest.skip(pgbouncer.HINT)  # Debian's: only root can install it.
    return found


@pytest.fixture(params=["session", "transaction"])
def workers(request: pytest.FixtureRequest, program: Path, transactional_db: None, tmp_path: Path) -> Iterator[Workers]:
    article("Vanha")
    database = connection.settings_dict
    host, port = database["HOST"] or "localhost", str(database["PORT"] or 5432)
    user, password = database["USER"], database["PASSWORD"]
    with pgbouncer.running(program, request.param, host=host, port=port, user=user, password=password) as own:
        variables = {
            **PRODUCTION,
            "DATABASE_URL": f"postgresql://{user}@{pgbouncer.HOST}:{own}/{database['NAME']}",
            "DATABASE_TRANSACTION_POOLER": str(request.param == "transaction").lower(),
        }
        with serving(tmp_path / "server.log", **variables) as found:
            yield found


def test_behind_a_pooler_nothing_old_is_given(workers: Workers) -> None:
    news = article("Toinen")
    for number in range(4):
        for worker in workers:
            until(lambda worker=worker: worker.ask(NEWS).is_hit)  # type: ignore[misc]
        # More often than a statement is run before it is prepared, over connections that come and go.
        for turn in range(8):
            assert {worker.ask(f"{NEWS} # {number} {turn}").status for worker in workers} == {200}
        news.title = f"Otsikko {number}"
        publish(news)

        all_see(workers, NEWS, lambda data, title=news.title: title in str(data))  # type: ignore[misc]
