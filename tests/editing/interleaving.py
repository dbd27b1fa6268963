"""Runs several requests as one database sees them: statement by statement, in an order that a seed decides.

One request goes on until it comes to a statement that was chosen at random. There it waits, and another goes on. One
that waits for a lock of the database cannot go on: this is asked of the database, not guessed from a clock.
"""

import threading
from collections.abc import Callable
from random import Random
from typing import Any

from django.db import connection, connections

SECONDS = 120.0  # Longer than any request takes on a busy machine.
STATEMENTS = 160  # About as many as a request of an editor has.


class _Request(threading.Thread):
    def __init__(self, job: Callable[[], Any], stops: set[int], turn: threading.Condition) -> None:
        super().__init__(daemon=True)
        self.job, self.stops, self.turn = job, stops, turn
        self.goes = self.is_done = False
        self.result: Any = None
        self.process_id = 0

    def run(self) -> None:
        try:
            connection.ensure_connection()
            self.process_id = connection.connection.info.backend_pid
            self._wait()
            with connection.execute_wrapper(self._before_statement()):
                self.result = self.job()
        except Exception as error:  # noqa: BLE001 (whoever waits for the result raises it)
            self.result = error
        finally:
            connections.close_all()
            with self.turn:
                self.goes, self.is_done = False, True
                self.turn.notify_all()

    def _before_statement(self) -> Any:
        count = 0

        def wrapper(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
            nonlocal count
            count += 1
            if count in self.stops:
                self._wait()
            return execute(sql, params, many, context)

        return wrapper

    def _wait(self) -> None:
        with self.turn:
            self.goes = False
            self.turn.notify_all()
            assert self.turn.wait_for(lambda: self.goes, SECONDS)


def _is_blocked(request: _Request) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [request.process_id])
        return bool(cursor.fetchone()[0])


def interleave(random: Random, *jobs: Callable[[], Any]) -> list[Any]:
    """What each has returned; an exception is what a job has raised."""
    turn = threading.Condition()
    requests = [_Request(job, set(random.sample(range(1, STATEMENTS), 6)), turn) for job in jobs]
    for request in requests:
        request.start()
    with turn:
        assert turn.wait_for(lambda: all(request.process_id for request in requests), SECONDS)
    while waiting := [request for request in requests if not request.is_done]:
        ready = [request for request in waiting if not request.goes]
        if not ready:  # All wait for locks or run to their ends: the database decides.
            with turn:
                assert turn.wait_for(lambda: any(r.is_done or not r.goes for r in waiting), SECONDS)
            continue
        chosen = random.choice(ready)
        with turn:
            chosen.goes = True
            turn.notify_all()
            while chosen.goes and not _is_blocked(chosen):
                turn.wait(0.02)
    for request in requests:
        request.join(SECONDS)
    return [request.result for request in requests]
