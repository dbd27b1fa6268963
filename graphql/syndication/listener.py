"""Hears what has changed, in every process, at once; and says whether it can be sure to have heard everything."""

import logging
import os
import selectors
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, time, timedelta
from time import monotonic
from typing import Any

import psycopg
from django.db import connections
from django.utils import timezone
from psycopg.pq import ExecStatus

from syndication.functions import CHANNEL
from syndication.heartbeat import Beat, question
from syndication.tags import ALL

logger = logging.getLogger(__name__)

# In seconds. What the server answers to a question asked at t holds everything committed before t.
HEARTBEAT = 0.25
LEASE = 0.8
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0

APPLICATION_NAME = "verkosto listener"


class ConnectionLost(Exception):
    """The server is gone or does not answer in time."""


class NotAllowed(ConnectionLost):
    """The server refuses what it is asked."""


class Listener:
    """Calls `on_change` with the tags of each committed change, and `on_loss` when some may have been missed.

    Both are called in the listener's own thread and must not wait. Time is a change too: the moments that
    `tags.turns` names, a page's expiry among them, and the day, with which projects end, positions lapse and consents
    run out.

    It may be started before a fork, after it, or both: each process that calls `start` has a thread of its own.
    """

    def __init__(
        self, on_change: Callable[[frozenset[str]], None], on_loss: Callable[[], None], *, using: str = "default"
    ) -> None:
        # By `time.monotonic`. Only while it is ahead may anything be answered from memory.
        self.trusted_until = 0.0
        self._on_change = on_change
        self._on_loss = on_loss
        self._using = using
        self._starting = threading.Lock()
        self._process = 0
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._waker: socket.socket | None = None
        self._day = timezone.localdate()

    def is_trusted(self) -> bool:
        """Whether everything committed until `LEASE` seconds ago has been told to `on_change`."""
        return monotonic() < self.trusted_until

    def start(self) -> None:
        """Begins to listen, unless this process does already. Trust comes when the server has answered."""
        if self._process == os.getpid():
            return
        with self._starting:
            if self._process == os.getpid():
                return
            self.trusted_until = 0.0
            self._stopping = threading.Event()
            self._waker, woken = socket.socketpair()
            self._thread = threading.Thread(target=self._run, args=[woken], name=APPLICATION_NAME, daemon=True)
            self._thread.start()
            self._process = os.getpid()

    def stop(self, timeout: float = 5.0) -> None:
        """Ends the thread and the trust; `start` begins anew."""
        with self._starting:
            thread, self._thread = self._thread, None
            if thread is None or self._process != os.getpid():
                return
            self._stopping.set()
            if self._waker is not None:
                self._waker.close()  # Its other end wakes up.
            thread.join(timeout)
            self._process = 0

    def _run(self, woken: socket.socket) -> None:
        pause = FIRST_PAUSE
        stopping = self._stopping
        while not stopping.is_set():
            began = monotonic()
            try:
                self._follow(woken)
            except (ConnectionLost, psycopg.Error, OSError) as error:
                if self.trusted_until:
                    logger.warning("The connection that changes are heard on is lost: %s", error)
            except Exception:
                logger.exception("A change could not be told.")
            finally:
                self._lose()
            pause = FIRST_PAUSE if monotonic() - began > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
            stopping.wait(pause)
        woken.close()

    def _lose(self) -> None:
        self.trusted_until = 0.0
        self._on_loss()

    def _follow(self, woken: socket.socket) -> None:
        """Listens on one connection until it is lost, or until `stop`."""
        parameters = connections[self._using].get_connection_params()
        with (
            # Closed without a word: whoever does not answer would be waited for.
            closing(
                psycopg.connect(**parameters | {"application_name": APPLICATION_NAME}, autocommit=True)
            ) as connection,
            selectors.DefaultSelector() as selector,
        ):
            selector.register(connection.fileno(), selectors.EVENT_READ)
            selector.register(woken, selectors.EVENT_READ)
            line = Line(connection.pgconn, selector)
            self._set_the_alarm(line)
            # What is remembered may be older than this.
            self._lose()
            self._day = timezone.localdate()
            last: Beat | None = None
            asked = question()
            while not self._stopping.is_set():
                sent = monotonic()
                seen = (last.now, last.snapshot) if last else (None, None)
                beat = Beat._make(line.ask(asked, sent + LEASE, *seen))
                arrived = monotonic()
                _check(beat, last)
                self._tell(beat)
                self._notice_the_day()
                last = beat
                self.trusted_until = sent + LEASE
                # Committed while the server answered, it may not have been in the answer.
                if not line.has_rung():
                    self._sleep(line, arrived + _seconds_to_sleep(beat))

    def _set_the_alarm(self, line: "Line") -> None:
        """A pooler or a server that does not let us listen only makes us wait for the next heartbeat."""
        try:
            line.ask(f"LISTEN {CHANNEL}".encode(), monotonic() + LEASE)
        except NotAllowed as error:
            logger.warning("Changes are heard of by heartbeats alone: %s", error)

    def _sleep(self, line: "Line", until: float) -> None:
        """Sleeps until then, or until a change is told: that may also have brought the next turn nearer."""
        while not self._stopping.is_set() and (left := until - monotonic()) > 0:
            line.wait(left)
            if line.has_rung():
                return

    def _tell(self, beat: Beat) -> None:
        for tags in (beat.changes or b"").splitlines():
            self._on_change(frozenset(tags.decode().split()))
        if beat.turned:
            self._on_change(frozenset(beat.turned.decode().split()))

    def _notice_the_day(self) -> None:
        """Tells that everything has changed when a new day has begun, by this process's clock, which the models read
        too.
        """
        if self._day != (today := timezone.localdate()):
            self._day = today
            self._on_change(frozenset({ALL}))


class Line:
    """Questions and notifications on one connection, never waiting longer than told."""

    def __init__(self, connection: Any, selector: selectors.BaseSelector) -> None:
        self._connection = connection
        self._selector = selector

    def wait(self, seconds: float) -> None:
        """Waits until something has arrived, for at most so many seconds."""
        self._selector.select(seconds)
        self._connection.consume_input()

    def has_rung(self) -> bool:
        """Whether a notification has arrived. What it says stands in the log."""
        rung = False
        while self._connection.notifies():
            rung = True
        return rung

    def ask(self, statement: bytes, deadline: float, *parameters: bytes | None) -> list[bytes | None]:
        """The first row as text, or nothing. One statement and one transaction, whatever pooler stands in between."""
        connection = self._connection
        connection.send_query_params(statement, parameters)
        while connection.flush():
            self._expect(deadline)
        row: list[bytes | None] = []
        error = b""
        while True:
            connection.consume_input()
            if connection.is_busy():
                self._expect(deadline)
                continue
            if (result := connection.get_result()) is None:
                break
            if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
                error = result.error_message
            row = [result.get_value(0, column) for column in range(result.nfields)] if result.ntuples else row
        if error:
            raise NotAllowed(" ".join(error.decode(errors="replace").split()))
        return row

    def _expect(self, deadline: float) -> None:
        left = deadline - monotonic()
        if left <= 0:
            raise ConnectionLost("the server does not answer.")
        self._selector.select(left)


def _check(beat: Beat, last: Beat | None) -> None:
    """Checks that the answer comes from the server that was asked before.

    Raises ConnectionLost when it proves nothing.
    """
    if beat.is_replica == b"t":
        raise ConnectionLost("a replica answers, which may be behind.")
    if last and beat.server != last.server:
        raise ConnectionLost("another server answers.")


def _seconds_to_sleep(beat: Beat) -> float:
    turn = [float(beat.seconds_to_turn)] if beat.seconds_to_turn else []
    return max(0.0, min([HEARTBEAT, seconds_until_midnight(), *turn]))


def seconds_until_midnight() -> float:
    """Returns the seconds until the next midnight in the site's time zone."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
    return (midnight - now).total_seconds()
