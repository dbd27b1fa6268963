import contextlib
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import brotli
import psutil
import pytest
from django.db import connection, transaction
from wagtail.models import Page, PageViewRestriction

from engine import limits
from news.models import NewsArticlePage
from tests.content_api.response_cache.serving import SECONDS, Workers, all_see, one_of_each, serving, until
from tests.factories import article, organisation, publish

NEWS = "{ newsArticles { nodes { title } } }"
ORGANISATIONS = "{ organisations { nodes { name: title } } }"


@pytest.fixture
def news(transactional_db: None) -> NewsArticlePage:
    organisation("Yhdistys")
    return article("Vanha")


@pytest.fixture
def workers(news: NewsArticlePage, tmp_path: Path) -> Iterator[Workers]:
    with serving(tmp_path / "server.log") as found:
        yield found


def titles(data: Any) -> list[str]:
    return [node["title"] for node in data["newsArticles"]["nodes"]]


def warm(workers: Workers, *documents: str) -> None:
    for worker in workers:
        for document in documents:
            until(lambda worker=worker, document=document: worker.ask(document).is_hit)  # type: ignore[misc]


def set_title(page: Page, title: str) -> None:
    """Without a signal, as by hand in the database."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE id = %s", [title, page.pk])


def test_every_worker_sees_every_change_at_once(workers: Workers, news: NewsArticlePage) -> None:
    warm(workers, NEWS, ORGANISATIONS)

    news.title = "Uusi"
    publish(news)
    all_see(workers, NEWS, lambda data: titles(data) == ["Uusi"])
    assert [worker.ask(ORGANISATIONS).is_hit for worker in workers] == [True, True]

    warm(workers, NEWS)
    draft = NewsArticlePage.objects.get(pk=news.pk)
    draft.title = "Luonnos"
    draft.save_revision()
    assert [worker.ask(NEWS).is_hit for worker in workers] == [True, True]

    set_title(news, "Käsin")
    all_see(workers, NEWS, lambda data: titles(data) == ["Käsin"])

    warm(workers, NEWS)
    restriction = PageViewRestriction.objects.create(page=news, restriction_type="login")
    all_see(workers, NEWS, lambda data: titles(data) == [])
    warm(workers, NEWS)
    restriction.delete()
    all_see(workers, NEWS, lambda data: titles(data) == ["Käsin"])

    warm(workers, NEWS)
    NewsArticlePage.objects.get(pk=news.pk).unpublish()
    all_see(workers, NEWS, lambda data: titles(data) == [])


def test_a_worker_that_cannot_hear_gives_nothing_old(workers: Workers, news: NewsArticlePage) -> None:
    for number in range(5):
        warm(workers, NEWS)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'verkosto listener' AND datname = current_database()"
            )
            assert cursor.rowcount == 2
        title = f"Otsikko {number}"
        set_title(news, title)
        all_see(workers, NEWS, lambda data, title=title: titles(data) == [title])  # type: ignore[misc]


def test_what_a_partner_sees_of_it(workers: Workers) -> None:
    worker = workers[0]
    document = "{ __schema { types { name description } } }"
    first = worker.ask(document, Accept_Encoding="br")
    again = worker.ask(document, Accept_Encoding="br")
    assert brotli.decompress(again.body) == worker.ask(document).body
    assert first.headers["etag"] == again.headers["etag"]
    assert again.headers["content-length"] == str(len(again.body))
    assert again.headers["cache-control"] == "public, max-age=1, stale-while-revalidate=10, stale-if-error=3600"
    assert again.headers["cdn-cache-control"] == again.headers["cache-control"]
    assert "ratelimit" not in first.headers
    assert again.headers["vary"] == "Accept, Accept-Encoding"
    assert again.headers["surrogate-key"] == "all"

    unchanged = worker.ask(document, Accept_Encoding="br", If_None_Match=again.headers["etag"])
    assert (unchanged.status, unchanged.body) == (304, b"")
    head = worker.ask(document, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(worker.ask(document).body))
    # Past the cache the server leaves the body out; with it, the next answer on this connection would be garbled.
    passed = worker.ask(document, method="HEAD", Authorization="Bearer x")
    assert (passed.status, passed.headers["cache-status"]) == (200, "verkosto; fwd=bypass")
    assert worker.ask(document, Authorization="Bearer x").body == worker.ask(document).body
    assert worker.post(NEWS).headers["cache-control"] == "no-store"
    assert worker.post(NEWS).is_hit
    assert worker.ask("{ nothing }").headers["cache-control"] == "no-store"


def test_an_address_that_is_too_long_is_refused_with_a_word(workers: Workers) -> None:
    refused = workers[0].ask("{ __typename } #" + "x" * limits.ADDRESS_MAX_BYTES)

    assert refused.status == 414
    assert b"ask by POST, or by the document's hash" in refused.body


def test_a_worker_that_dies_is_replaced(workers: Workers, tmp_path: Path) -> None:
    before = _processes(workers)
    before[0].kill()

    # Gone with its sockets: who is in their queue would be thrown out.
    before[0].wait(SECONDS)
    until(lambda: len(_processes(workers)) == len(before))
    # Both answer, from memory too.
    found = one_of_each(workers.port, workers.server, tmp_path / "server.log")
    assert len(found) == len(before) == 2
    assert before[0].pid not in [process.pid for process in _processes(workers)]
    for worker in found:
        worker.close()


def _processes(workers: Workers) -> list[psutil.Process]:
    """Of the workers; beside them Python may have helpers of its own."""
    children = psutil.Process(workers.server.pid).children(recursive=True)
    found = []
    for process in children:
        with contextlib.suppress(psutil.NoSuchProcess):  # Ended since it was listed.
            if process.num_threads() > 1:
                found.append(process)
    return found


def test_who_is_being_answered_when_the_server_stops_gets_the_answer(workers: Workers) -> None:
    answers: list[Any] = []
    asker = Thread(target=lambda: answers.append(workers[0].ask("{ themes { name } } # slow")))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE organisations_theme IN ACCESS EXCLUSIVE MODE")
        asker.start()
        until(lambda: _waiting_for_the_lock() == 1)
        workers.server.terminate()

    asker.join(SECONDS)
    assert [(answer.status, answer.data) for answer in answers] == [(200, {"themes": []})]
    assert workers.server.wait(SECONDS) == 0


def _waiting_for_the_lock() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return int(cursor.fetchone()[0])
