"""A real server with several workers on the test's database, and a connection to each of them."""

import contextlib
import http.client
import itertools
import json
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import quote

from django.db import connection

from tests.units import command_of

ROOT = Path(__file__).resolve().parents[3]
HOST = "127.0.0.1"
SECONDS = 60.0  # Longer than anything takes on a busy machine.
WORKERS = 2
# What is asked this long after a commit sees it, however busy the machine is.
FRESH_SECONDS = 1.0

# Production's settings, with its pool of connections, where a test needs them.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.base",
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "BASE_URL": "https://cms.example.org",
    "FRONTEND_BASE_URL": "https://www.example.org",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SECURE_SSL_REDIRECT": "false",
    "LOG_LEVEL": "WARNING",
}

_numbers = itertools.count(1)


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()
        assert self.status in (200, 304, 400, 414), (self.status, self.headers, self.body)

    @property
    def is_hit(self) -> bool:
        return self.headers["cache-status"] == "verkosto; hit"

    @property
    def is_stored(self) -> bool:
        return self.headers["cache-status"].endswith("stored")

    @property
    def data(self) -> Any:
        return json.loads(self.body)["data"]


class Worker:
    """One connection, which stays with the worker that accepted it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS)

    def ask(self, document: str, method: str = "GET", **headers: str) -> Answer:
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(method, f"/graphql/?query={quote(document)}", headers=fields)
        return Answer(self._connection.getresponse())

    def post(self, document: str, **variables: Any) -> Answer:
        body = json.dumps({"query": document, "variables": variables})
        self._connection.request("POST", "/graphql/", body, {"Content-Type": "application/json"})
        return Answer(self._connection.getresponse())

    def close(self) -> None:
        self._connection.close()


class Workers(list[Worker]):
    """One connection to each; `server` is the process that started them."""

    def __init__(self, server: "subprocess.Popen[bytes]", found: list[Worker]) -> None:
        super().__init__(found)
        self.server = server
        self.port = found[0].port


@contextlib.contextmanager
def serving(log: Path, **variables: str) -> Iterator[Workers]:
    """A connection to each worker of a server that has begun to answer from memory; with these environment variables
    beside the test's."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    command = command_of("verkosto-web.service", host=HOST, port=port, workers=WORKERS, workers_kill_timeout=2)
    own = {**environment(), **variables}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=output, stderr=output)
        try:
            workers = Workers(process, one_of_each(port, process, log))
            yield workers
            for worker in workers:
                worker.close()
        finally:
            process.terminate()
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def environment() -> dict[str, str]:
    """The process's, with the address of the test's own database."""
    address, _, query = os.environ["DATABASE_URL"].partition("?")
    address = f"{address.rpartition('/')[0]}/{connection.settings_dict['NAME']}" + (f"?{query}" if query else "")
    own = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": f"{ROOT}"}
    return {**os.environ, **own}


def until(holds: Callable[[], bool], seconds: float = SECONDS) -> None:
    """Asks again and again; fails when it does not come."""
    deadline, turn = monotonic() + seconds, Event()
    while not holds():
        assert monotonic() < deadline
        turn.wait(0.01)


def fresh_question() -> str:
    """One that nobody has asked before."""
    return f"{{ site {{ name }} }} # {next(_numbers)}"


def one_of_each(port: int, process: "subprocess.Popen[bytes]", log: Path) -> list[Worker]:
    def answers() -> bool:
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, port), timeout=SECONDS).close()
            return True
        return False

    until(answers)
    found: list[Worker] = []

    def found_all() -> bool:
        """A worker that has not computed a question yet is one that has not been met."""
        question = fresh_question()
        for worker in found:
            worker.ask(question)
        if not all(worker.ask(question).is_hit for worker in found):
            return False
        other = Worker(port)
        if other.ask(question).is_stored:
            found.append(other)
        else:
            other.close()
        return len(found) == WORKERS

    until(found_all)
    return found


def all_see(workers: list[Worker], document: str, expected: Callable[[Any], bool]) -> None:
    """Called right after a commit: nothing old is given to whoever asks `FRESH_SECONDS` later."""
    committed = monotonic()
    for worker in workers:
        while True:
            asked = monotonic()
            if expected(worker.ask(document).data):
                break
            assert asked < committed + FRESH_SECONDS, "An old answer."
