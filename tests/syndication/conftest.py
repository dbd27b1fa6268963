"""A listener beside the tests, and what it was told."""

import threading
from collections.abc import Callable, Iterator
from time import monotonic

import pytest

from syndication.listener import Listener

SECONDS = 10.0  # Longer than anything takes on a busy machine.

Tags = frozenset[str]


class Ears:
    """What a listener has told, in order; a loss is None. Waits for what is to come, never longer than `SECONDS`."""

    def __init__(self) -> None:
        self.told: list[Tags | None] = []
        self._news = threading.Condition()
        self.listener = Listener(self._hear, lambda: self._hear(None))

    def _hear(self, tags: Tags | None) -> None:
        with self._news:
            self.told.append(tags)
            self._news.notify_all()

    def wait(self, found: Callable[[list[Tags | None]], bool]) -> None:
        """Until `found` in what was told; fails when it does not come."""
        with self._news:
            assert self._news.wait_for(lambda: found(self.told), SECONDS), self.told

    def forget(self) -> None:
        with self._news:
            self.told.clear()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """For trust, which comes and goes in silence."""
        deadline, turn = monotonic() + SECONDS, threading.Event()
        while not holds():
            assert monotonic() < deadline
            turn.wait(0.01)

    def wait_for_trust(self) -> None:
        self.wait_until(self.listener.is_trusted)


@pytest.fixture
def ears(transactional_db: None) -> Iterator[Ears]:
    """Listening, trusted, and nothing told yet."""
    made = Ears()
    made.listener.start()
    try:
        made.wait_for_trust()
        made.forget()
        yield made
    finally:
        made.listener.stop()
