"""What a dead worker has left is done by another one."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from cms.core.tasks import MOST_ATTEMPTS, take_up_stalled
from syndication.tasks import forget_changes
from tests.content_api.response_cache.serving import SECONDS, environment, until
from tests.units import ROOT, command_of

pytestmark = pytest.mark.usefixtures("transactional_db")


def _deferred(task: Task[Any, Any, Any], at: int) -> int:
    return task.configure().defer(timestamp=at)


def _execute(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def _left_by_a_dead_worker(**fields: int) -> int:
    job = _deferred(forget_changes, 0)
    _execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '31 seconds')")
    _execute(
        "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s,"
        " worker_id = (SELECT max(id) FROM procrastinate_workers) WHERE id = %s",
        fields.get("attempts", 0),
        job,
    )
    return job


def _status(job: int) -> tuple[str, int]:
    found = ProcrastinateJob.objects.get(pk=job)
    return found.status, found.attempts


def test_a_stalled_job_begins_anew_and_one_that_goes_on_is_left_alone() -> None:
    stalled, going_on = _left_by_a_dead_worker(), _left_by_a_dead_worker()
    _execute(
        "UPDATE procrastinate_workers SET last_heartbeat = now() WHERE id = (SELECT max(id) FROM procrastinate_workers)"
    )

    assert async_to_sync(take_up_stalled.func)(timestamp=0) == 1

    assert [_status(stalled), _status(going_on)] == [("todo", 1), ("doing", 0)]


def test_what_has_been_asked_for_again_meanwhile_is_not_done_twice() -> None:
    stalled = _left_by_a_dead_worker()
    again = _deferred(forget_changes, 1)

    assert async_to_sync(take_up_stalled.func)(timestamp=0) == 0

    assert [_status(stalled), _status(again)] == [("failed", 1), ("todo", 0)]


def test_a_job_that_its_workers_die_of_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    job = _left_by_a_dead_worker(attempts=MOST_ATTEMPTS - 1)

    assert async_to_sync(take_up_stalled.func)(timestamp=0) == 0

    assert _status(job)[0] == "failed"
    assert "is given up: 5 workers have died of it." in caplog.text


class Workers:
    """The command line of the unit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self) -> "subprocess.Popen[bytes]":
        log = self._folder / f"worker-{len(self.started)}.log"
        with log.open("wb") as output:
            command = command_of("verkosto-worker.service")
            process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=output, stderr=output)
        self.started.append(process)
        return process


@pytest.fixture
def workers(transactional_db: None, tmp_path: Path) -> Iterator[Workers]:
    made = Workers(tmp_path)
    yield made
    for process in made.started:
        process.kill()
        process.wait()


def _cut_off(allow: bool) -> None:
    """As when the server restarts: who is connected loses his connection and gets no other."""
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {connection.ops.quote_name(name)} ALLOW_CONNECTIONS {str(allow).lower()}")
        if not allow:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def test_killed_and_without_a_database_a_worker_is_replaced_and_no_job_is_lost(workers: Workers) -> None:
    job = _deferred(forget_changes, 0)
    first = workers.start()
    with transaction.atomic():
        _execute("LOCK TABLE syndication_change IN ACCESS EXCLUSIVE MODE")
        until(lambda: _status(job)[0] == "doing")
        os.kill(first.pid, signal.SIGKILL)
        first.wait(SECONDS)
    _execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
    with contextlib.suppress(AlreadyEnqueued):  # By the first, if it came to that.
        _deferred(take_up_stalled, 0)

    second = workers.start()
    until(lambda: _status(job) == ("succeeded", 2))

    _cut_off(allow=False)
    try:
        # It ends by itself, and its supervisor starts another.
        second.wait(2 * SECONDS)
    finally:
        _cut_off(allow=True)
    after = _deferred(forget_changes, 1)
    third = workers.start()
    until(lambda: _status(after)[0] == "succeeded")
    third.terminate()
    assert third.wait(SECONDS) == 0
