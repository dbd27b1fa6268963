"""No more questions at once than can be answered well: the rest is told at once to come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from engine import limits


class Overloaded(Exception):
    """Nobody would gain by waiting longer."""


class Gate:
    """Lets `size` in, and `waiting` wait, for `patience` seconds at most.

    Who comes when a place is free takes it, even before who waits: to hand it over would leave it empty until the
    other thread has woken up, a twentieth of all answers.
    """

    def __init__(self, size: int, waiting: int = limits.WAITING_MAX, patience: float = limits.WAIT_MAX_SECONDS) -> None:
        self._places = BoundedSemaphore(size)
        self._most_waiting = waiting
        self._patience = patience
        self._waiting = 0
        self._lock = Lock()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Raises Overloaded."""
        if not self._places.acquire(blocking=False):
            self._wait()
        try:
            yield
        finally:
            self._places.release()

    def _wait(self) -> None:
        with self._lock:
            if self._waiting >= self._most_waiting:
                raise Overloaded
            self._waiting += 1
        try:
            if not self._places.acquire(timeout=self._patience):
                raise Overloaded
        finally:
            with self._lock:
                self._waiting -= 1
