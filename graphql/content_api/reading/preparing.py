"""Which statements PostgreSQL prepares: as many as a connection may hold, and each stays while it is used.

psycopg would count for each connection, and forget the oldest count beyond `prepared_max`: of a hundred and ten
statements in turn none is ever prepared. A statement that finds no place is run as it is, which costs no more.
"""

from threading import Lock
from time import monotonic
from typing import Protocol

from engine import limits


class Counted(Protocol):
    runs: int
    is_prepared: bool


class Places:
    """The places for prepared statements in one process. One that is not run for `period` seconds loses its place."""

    def __init__(self, most: int = limits.PREPARED_MAX, period: float = limits.PREPARED_UNUSED_SECONDS) -> None:
        self._most = most
        self._period = period
        self._swept = monotonic()
        # With the runs when it was looked at last.
        self._held: list[tuple[Counted, int]] = []
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def take(self, statement: Counted) -> None:
        """Gives a statement a place, if one is free."""
        with self._lock:
            if statement.is_prepared:
                return
            if len(self._held) >= self._most:
                self._sweep()
            if len(self._held) < self._most:
                self._held.append((statement, statement.runs))
                statement.is_prepared = True

    def _sweep(self) -> None:
        if monotonic() < self._swept + self._period:
            return
        self._swept = monotonic()
        for statement, runs in self._held:
            statement.is_prepared = statement.runs > runs
        self._held = [(statement, statement.runs) for statement, _ in self._held if statement.is_prepared]


places = Places()
