"""No more questions at once than can be answered well: the rest is told at once to come back."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from content_api import limits


class Overloaded(Exception):
    """Nobody would gain by waiting longer."""


class Gate:
    """Lets `size` in, and `waiting` wait in line, for `patience` seconds at most."""

    def __init__(self, size: int, waiting: int = limits.WAITING_MAX, patience: float = limits.WAIT_MAX_SECONDS) -> None:
        self._free = size
        self._most_waiting = waiting
        self._patience = patience
        # Each is released when its turn comes: nobody who comes later is let in before.
        self._line: deque[Lock] = deque()
        self._lock = Lock()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Raises Overloaded."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def _enter(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            if len(self._line) >= self._most_waiting:
                raise Overloaded
            turn = Lock()
            turn.acquire()
            self._line.append(turn)
        if turn.acquire(timeout=self._patience):
            return
        with self._lock:
            if turn in self._line:  # Else it came just now.
                self._line.remove(turn)
                raise Overloaded

    def _leave(self) -> None:
        with self._lock:
            if self._line:
                self._line.popleft().release()
            else:
                self._free += 1
