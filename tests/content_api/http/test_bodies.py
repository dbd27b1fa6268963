"""A body that does not come holds up nobody but its client."""

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from content_api.http.bodies import Bodies, BodyRefused, with_bodies
from engine import limits
from tests.content_api.response_cache.serving import HOST, SECONDS, Workers, serving, until
from tests.factories import article

HALF_SENT = 200
NEIGHBOUR = "127.0.0.2"
POST = b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"


@pytest.fixture
def workers(transactional_db: None, tmp_path: Path) -> Iterator[Workers]:
    article("Uutinen")
    with serving(tmp_path / "server.log") as found:
        yield found


def _half_sent(port: int, count: int, path: bytes = b"/graphql/") -> list[socket.socket]:
    found = [socket.create_connection((HOST, port), timeout=SECONDS) for _ in range(count)]
    for connection in found:
        connection.sendall(POST % path)
    return found


def _post(port: int, source: str, path: str = "/graphql/", body: str = '{"query": "{ site { name } }"}') -> int:
    connection = HTTPConnection(HOST, port, timeout=SECONDS, source_address=(source, 0))
    connection.request("POST", path, body, {"Content-Type": "application/json"})
    status = connection.getresponse().status
    connection.close()
    return status


def test_half_sent_bodies_stop_nobody_else(workers: Workers) -> None:
    port = workers.port
    stuck = _half_sent(port, HALF_SENT // 2) + _half_sent(port, HALF_SENT // 2, b"/admin/login/")
    try:
        # Those beyond what one client may have on its way are told at once, in each worker.
        kept = 2 * (limits.PROMPT_BODIES_MAX + limits.BODIES_OF_A_CLIENT_MAX)
        until(lambda: len(_readable(stuck)) >= HALF_SENT - kept)
        assert {_status(connection) for connection in _readable(stuck)} == {503}

        for turn in range(4):
            for worker in workers:
                assert worker.ask(f"{{ newsArticles {{ nodes {{ title }} }} }} # {turn}").status == 200
            assert [_post(port, NEIGHBOUR) for _ in range(8)] == [200] * 8
            # A form of the admin is refused for its missing token, by Django.
            assert _post(port, NEIGHBOUR, "/admin/login/") == 403
    finally:
        for connection in stuck:
            connection.close()

    # Who has gone away holds nothing any more.
    until(lambda: [_post(port, HOST) for _ in range(8)] == [200] * 8)


def _readable(connections: list[socket.socket]) -> list[socket.socket]:
    found = []
    for connection in connections:
        connection.setblocking(False)
        try:
            connection.recv(1, socket.MSG_PEEK)
            found.append(connection)
        except BlockingIOError:
            pass
        finally:
            connection.settimeout(SECONDS)
    return found


def _status(connection: socket.socket) -> int:
    return int(connection.recv(16, socket.MSG_PEEK).split()[1])


class Slow:
    """A body of which only so much has come."""

    def __init__(self, arrived: bytes = b"") -> None:
        self.arrived = arrived
        self.go_on = threading.Event()

    def read(self, size: int) -> bytes:
        if self.arrived:
            arrived, self.arrived = self.arrived[:size], self.arrived[size:]
            return arrived
        self.go_on.wait(SECONDS)
        return b""


def _environ(source: Any, address: str = "192.0.2.1", **more: str) -> dict[str, Any]:
    return {"wsgi.input": source, "REMOTE_ADDR": address, "REQUEST_METHOD": "POST", "PATH_INFO": "/admin/", **more}


def _told(refused: pytest.ExceptionInfo[BodyRefused]) -> str:
    started: list[str] = []
    refused.value.answer({"PATH_INFO": "/graphql/"}, lambda status, *_: started.append(status))  # type: ignore[arg-type]
    return started[0]


def test_a_body_is_given_up_when_nothing_comes_of_it() -> None:
    bodies, slow = Bodies(patience=0.01), Slow(b"half")

    with pytest.raises(BodyRefused) as refused:
        bodies.whole(_environ(slow), 8)

    assert _told(refused) == "408 Request Timeout"
    slow.go_on.set()
    until(lambda: bodies._reading.total() == 0)


def test_no_more_bodies_are_on_their_way_than_may_be_of_one_client_and_of_all() -> None:
    bodies, slow = Bodies(prompt=1, most=3, of_a_client=2, patience=0.01), Slow()
    direct = threading.Thread(target=bodies.small, args=[_environ(slow), 8])
    direct.start()
    until(lambda: not bodies._places)

    statuses = []
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.3"):
        with pytest.raises(BodyRefused) as refused:
            bodies.small(_environ(slow, address), 8)
        statuses.append(_told(refused)[:3])
    assert statuses == ["408", "408", "503", "408", "503"]

    slow.go_on.set()
    direct.join(SECONDS)
    until(lambda: bodies._reading.total() == 0)
    assert bodies.small(_environ(BytesIO(b"arrived.")), 8) == b"arrived."
    with bodies.whole(_environ(BytesIO(b"arrived.")), 8) as file:
        assert file.read() == b"arrived."


def test_a_body_that_comes_slowly_but_surely_is_read() -> None:
    chunk = b"x" * limits.BODY_CHUNK_BYTES

    with Bodies(patience=SECONDS).whole(_environ(Slow(chunk * 40)), len(chunk) * 40) as file:
        assert file.read() == chunk * 40


def _entered(**more: str) -> tuple[str | None, bytes | None]:
    """The status that the application was not asked for, or what it was given."""
    seen: list[bytes] = []
    started: list[str] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ["wsgi.input"].read(100))
        return []

    with_bodies(application)(_environ(Slow(b"body"), **more), lambda status, *_: started.append(status))  # type: ignore[arg-type]
    return next(iter(started), None), next(iter(seen), None)


def test_what_is_refused_by_its_headers_alone_is_left_unread() -> None:
    large = str(limits.UPLOAD_MAX_BYTES + 1)
    assert _entered(CONTENT_LENGTH=large) == ("413 Content Too Large", None)
    assert _entered(CONTENT_LENGTH="4") == (None, b"body")
    # Not read: what is asked reads it itself, or never.
    assert _entered(CONTENT_LENGTH="four") == (None, b"body")
    assert _entered(CONTENT_LENGTH=large, PATH_INFO="/graphql/") == (None, b"body")
    assert _entered(CONTENT_LENGTH="4", REQUEST_METHOD="GET") == (None, b"body")


def test_a_disk_that_is_full_is_told_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("content_api.http.bodies.SpooledTemporaryFile.write", full)

    assert _entered(CONTENT_LENGTH="4")[0] == "503 Service Unavailable"
    assert "No space left on device" in caplog.text
