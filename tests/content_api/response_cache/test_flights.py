from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Semaphore
from typing import Any

import pytest

from content_api.response_cache.flights import Flights
from tests.content_api.response_cache.asking import NEWS_TAG, Asking, Got

SECONDS = 10


class Held:
    """An application that answers when it is let go."""

    def __init__(self, asking: Asking) -> None:
        self.entered = Semaphore(0)
        self._go = Event()
        self._answer = asking.application.answer
        asking.application.answer = self._wait

    def _wait(self, environ: Any) -> bytes:
        content = self._answer(environ)
        self.entered.release()
        assert self._go.wait(SECONDS)
        return content

    def let_go(self) -> None:
        self._go.set()


@pytest.fixture
def held(asking: Asking) -> Held:
    return Held(asking)


@pytest.fixture
def follow(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Waits until one more request follows a computation under way."""
    following = Semaphore(0)
    original = Flights.follow

    def noticed(self: Flights, *arguments: Any) -> Any:
        following.release()
        return original(self, *arguments)

    monkeypatch.setattr(Flights, "follow", noticed)

    def wait() -> None:
        assert following.acquire(timeout=SECONDS)

    return wait


def test_one_computation_however_many_ask(asking: Asking, held: Held, follow: Callable[[], None]) -> None:
    with ThreadPoolExecutor(8) as pool:
        got: list[Future[Got]] = [pool.submit(asking.get)]
        assert held.entered.acquire(timeout=SECONDS)
        got += [pool.submit(asking.get) for _ in range(7)]
        for _ in range(7):
            follow()
        held.let_go()
        answers = [one.result(SECONDS) for one in got]
    assert asking.entered == 1
    assert {answer.body for answer in answers} == {b'{"data":1}'}
    assert answers[0].cache == "fwd=uri-miss; stored"
    assert {answer.cache for answer in answers[1:]} == {"fwd=uri-miss; collapsed"}


def test_what_is_for_its_asker_alone_is_computed_by_each(
    asking: Asking, held: Held, follow: Callable[[], None]
) -> None:
    asking.application.tags = None
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(asking.get)
        assert held.entered.acquire(timeout=SECONDS)
        second = pool.submit(asking.get)
        follow()
        held.let_go()
        assert {first.result(SECONDS).body, second.result(SECONDS).body} == {b'{"data":1}', b'{"data":2}'}


def test_followers_of_a_leader_that_fails_compute_themselves(
    asking: Asking, held: Held, follow: Callable[[], None]
) -> None:
    inner = asking.application.answer

    def fail_first(environ: Any) -> bytes:
        content = inner(environ)
        if asking.entered == 1:
            raise SystemExit
        return content

    asking.application.answer = fail_first
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(asking.get)
        assert held.entered.acquire(timeout=SECONDS)
        second = pool.submit(asking.get)
        follow()
        held.let_go()
        with pytest.raises(SystemExit):
            first.result(SECONDS)
        assert second.result(SECONDS).body == b'{"data":2}'


def test_a_change_meanwhile_keeps_the_answer_out_of_memory(asking: Asking, held: Held) -> None:
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(asking.get)
        assert held.entered.acquire(timeout=SECONDS)
        asking.gateway.change(NEWS_TAG)
        held.let_go()
        assert first.result(SECONDS).cache == "fwd=uri-miss"
    assert len(asking.store) == 0
    assert asking.get().body == b'{"data":2}'


def test_a_change_of_something_else_meanwhile_does_not(asking: Asking, held: Held) -> None:
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(asking.get)
        assert held.entered.acquire(timeout=SECONDS)
        asking.gateway.change(frozenset({"organisation"}))
        held.let_go()
        first.result(SECONDS)
    assert asking.get().cache == "hit"


def test_a_loss_meanwhile_keeps_every_answer_out_of_memory(asking: Asking, held: Held) -> None:
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(asking.get)
        assert held.entered.acquire(timeout=SECONDS)
        asking.gateway.lose()
        held.let_go()
        first.result(SECONDS)
    assert len(asking.store) == 0


def test_nobody_joins_a_computation_begun_before_a_change(asking: Asking, held: Held) -> None:
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(asking.get)
        assert held.entered.acquire(timeout=SECONDS)
        asking.gateway.change(NEWS_TAG)
        second = pool.submit(asking.get)
        assert held.entered.acquire(timeout=SECONDS)
        held.let_go()
        assert (first.result(SECONDS).body, second.result(SECONDS).body) == (b'{"data":1}', b'{"data":2}')
    assert asking.get().body == b'{"data":2}'


def test_only_so_many_wait(asking: Asking) -> None:
    flights = Flights(followers_max=0)
    asking.get()
    question = next(iter(asking.store.forms.values())).answer.question
    assert flights.begin(question, 0)
    assert flights.begin(question, 0) is None
    assert flights.follow(question, 0) is None
    assert flights.followers == 0
