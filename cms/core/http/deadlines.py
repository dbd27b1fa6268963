"""Ends the wait for a database that does not answer.

A frozen server holds its connections: no keepalive and no timeout of its own ends a wait for it. A connection on which
an answer is overdue is cut here, and whoever waits gets the error of a lost connection.
"""

import contextlib
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

SECONDS_BETWEEN_LOOKS = 0.1


class Watch:
    """Watches over the database connection of one thread."""

    __slots__ = ("deadline", "has_cut", "raw")

    def __init__(self) -> None:
        self.raw: Any = None
        self.deadline = inf
        self.has_cut = False

    def expect(self, raw: Any, seconds: float) -> None:
        """Begins to wait for an answer on this connection of psycopg's, for so many seconds at most."""
        self.raw = raw
        self.deadline = monotonic() + seconds

    def done(self) -> None:
        self.deadline = inf

    def over_statements(self, seconds: float) -> Callable[..., Any]:
        """Returns a wrapper for `connection.execute_wrapper` under which each statement may take so many seconds."""

        def wrap(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
            self.expect(context["connection"].connection, seconds)
            try:
                return execute(sql, params, many, context)
            finally:
                self.deadline = inf

        return wrap

    def cut(self) -> None:
        self.has_cut = True
        self.deadline = inf
        # The connection may be closed by now, or be closing.
        with contextlib.suppress(Exception), socket.socket(fileno=os.dup(self.raw.pgconn.socket)) as its_socket:
            its_socket.shutdown(socket.SHUT_RDWR)


class Watchdog:
    """One thread for all watches of a process. It starts with the first watch."""

    def __init__(self) -> None:
        self._watches: set[Watch] = set()
        self._thread: Thread | None = None
        self._lock = Lock()
        self._awake = Event()

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        watch = Watch()
        self._watches.add(watch)
        self._awake.set()
        if self._thread is None or not self._thread.is_alive():
            self._start()
        try:
            yield watch
        finally:
            self._watches.discard(watch)

    def _start(self) -> None:
        """Starts the thread. After a fork this happens again, because a fork takes no threads along."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="watchdog", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        pause = Event()
        while True:
            self._awake.clear()
            if not self._watches:
                self._awake.wait()
            pause.wait(SECONDS_BETWEEN_LOOKS)
            for watch in list(self._watches):
                if watch.deadline < monotonic():
                    watch.cut()


watchdog = Watchdog()
