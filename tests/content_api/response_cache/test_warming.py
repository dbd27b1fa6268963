from threading import Event
from typing import Any

import pytest

from content_api.http.requests import WARMING
from tests.content_api.response_cache.asking import NEWS_TAG, Asking

SECONDS = 10
REGISTERED = "documentId=a"


@pytest.fixture
def warmed(asking: Asking) -> Event:
    """Set when an answer has been made ready again."""
    done = Event()
    warm = asking.gateway._warmer._warm

    def noticed(answer: Any) -> None:
        warm(answer)
        done.set()

    asking.gateway._warmer._warm = noticed
    return done


def test_a_registered_operation_is_ready_again_after_a_change(asking: Asking, warmed: Event) -> None:
    for _ in range(3):
        asking.get(REGISTERED)
    asking.gateway.change(NEWS_TAG)
    assert warmed.wait(SECONDS)
    got = asking.get(REGISTERED)
    assert (got.body, got.cache) == (b'{"data":2}', "hit")
    assert asking.application.asked[1][WARMING] is True
    assert asking.application.asked[1]["QUERY_STRING"] == REGISTERED


def test_every_way_it_was_asked_in_is_ready(asking: Asking, warmed: Event) -> None:
    for _ in range(2):
        asking.get(REGISTERED)
        asking.get(REGISTERED, accept_encoding="br")
    forms = set(asking.store.forms)
    asking.gateway.change(NEWS_TAG)
    assert warmed.wait(SECONDS)
    assert set(asking.store.forms) == forms


def test_what_nobody_asks_again_is_not_computed_for_ever(asking: Asking, warmed: Event) -> None:
    for _ in range(3):
        asking.get(REGISTERED)
    for uses in (1, 0):
        asking.gateway.change(NEWS_TAG)
        assert warmed.wait(SECONDS)
        warmed.clear()
        assert next(iter(asking.store.forms.values())).answer.uses == uses
    asking.gateway.change(NEWS_TAG)
    assert not asking.gateway._warmer._waiting
    assert len(asking.store) == 0


def test_other_questions_wait_for_their_reader(asking: Asking) -> None:
    for _ in range(3):
        asking.get("query=a")
    asking.gateway.change(NEWS_TAG)
    assert asking.gateway._warmer._thread is None
    assert asking.entered == 1


def test_an_error_does_not_end_the_warming(asking: Asking, warmed: Event) -> None:
    def fail(environ: Any) -> bytes:
        warmed.set()
        raise RuntimeError("No database")

    for _ in range(9):
        asking.get(REGISTERED)
        asking.get(REGISTERED + "&operationName=")
    works, asking.application.answer = asking.application.answer, fail
    asking.gateway.change(NEWS_TAG)
    assert warmed.wait(SECONDS)
    warmed.clear()
    asking.application.answer = works
    asking.get(REGISTERED)
    asking.get(REGISTERED)
    asking.gateway.change(NEWS_TAG)
    assert warmed.wait(SECONDS)
