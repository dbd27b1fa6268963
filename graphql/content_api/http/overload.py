"""Limits how many questions are computed at the same time. Those beyond are refused at once and told to come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from engine import limits


class Overloaded(Exception):
    """Raised for a question that found no place in time. Waiting longer would only make all answers later."""


class Gate:
    """Lets `size` threads in at the same time. `waiting` more may wait, each for at most `patience` seconds.

    A thread that arrives when a place is free takes it, even if others wait. Handing the place to a waiting thread
    would leave it empty until that thread has woken up, which was measured to cost a twentieth of all answers.
    """

    def __init__(self, size: int, waiting: int = limits.WAITING_MAX, patience: float = limits.WAIT_MAX_SECONDS) -> None:
        self._places = BoundedSemaphore(size)
        self._most_waiting = waiting
        self._patience = patience
        self._waiting = 0
        self._lock = Lock()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Holds a place while the block runs. Raises Overloaded when there is none in time."""
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
