"""Reads the bodies of requests whole before an answer is computed, and gives up those that do not come.

The server reads a body in the thread of its request, and waits for as long as the client likes. Here no more threads
than `limits` allows wait for bodies, counted for each client and for all, and the threads that compute answers are
never among them (docs/decisions/0013).
"""

import json
import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable
from io import BytesIO
from tempfile import SpooledTemporaryFile
from threading import Event, Lock, Thread
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from cms.core.http.clients import client_of
from content_api import PATH
from engine import limits

logger = logging.getLogger(__name__)

# Django does not read a body with these methods.
_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS"})


class BodyRefused(Exception):
    """Raised for a body that was not read. `answer` tells the client why: in JSON at the API, else as plain text."""

    def __init__(self, status: str, code: str, message: str, retry: int | None = None) -> None:
        super().__init__(message)
        self._status, self._code, self._message, self._retry = status, code, message, retry

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        of_api = environ["PATH_INFO"] == PATH
        error = {"message": self._message, "extensions": {"code": self._code}}
        content = json.dumps({"errors": [error]}).encode() if of_api else f"{self._message}\n".encode()
        headers = [
            ("Content-Type", "application/json" if of_api else "text/plain; charset=utf-8"),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
            # The rest of the body will not be read, so the connection cannot be used again.
            ("Connection", "close"),
        ]
        start_response(self._status, headers + ([("Retry-After", str(self._retry))] if self._retry else []))
        return [content]


def _too_slow() -> BodyRefused:
    seconds = limits.BODY_CHUNK_SECONDS
    return BodyRefused("408 Request Timeout", "REQUEST_TIMEOUT", f"Nothing has come of the body for {seconds} seconds.")


def _too_many() -> BodyRefused:
    message = "Too many bodies are on their way at once: try again in a moment."
    return BodyRefused("503 Service Unavailable", "OVERLOADED", message, retry=1)


def _too_large() -> BodyRefused:
    return BodyRefused(
        "413 Content Too Large", "BAD_REQUEST", f"The body is larger than {limits.UPLOAD_MAX_BYTES:,} bytes."
    )


class Bodies:
    """The bodies that one process reads at the same time, and their limits."""

    def __init__(
        self,
        prompt: int = limits.PROMPT_BODIES_MAX,
        most: int = limits.BODIES_MAX,
        of_a_client: int = limits.BODIES_OF_A_CLIENT_MAX,
        patience: float = limits.BODY_CHUNK_SECONDS,
    ) -> None:
        # A semaphore that costs nothing: taking from a deque and putting back are atomic.
        self._places = deque([None] * prompt)
        self._most = most
        self._of_a_client = of_a_client
        self._patience = patience
        self._reading: Counter[str] = Counter()
        self._lock = Lock()

    def small(self, environ: WSGIEnvironment, length: int) -> bytes:
        """Reads a body in this thread. Raises BodyRefused.

        Nearly every body arrives together with its headers, and handing it to another thread would take longer than
        answering. Only a limited number of threads read in this way at once.
        """
        try:
            place = self._places.pop()
        except IndexError:
            with self.whole(environ, length) as file:
                return bytes(file.read())
        try:
            body: bytes = environ["wsgi.input"].read(length)
            return body
        finally:
            self._places.append(place)

    def whole(self, environ: WSGIEnvironment, length: int) -> Any:
        """Reads a body in a thread of its own that may have to wait, and returns it as a file. Raises BodyRefused when
        nothing arrives for too long, or too many bodies are on their way already.
        """
        client = client_of(environ)
        with self._lock:
            if self._reading.total() >= self._most or self._reading[client] >= self._of_a_client:
                raise _too_many()
            self._reading[client] += 1
        reading = _Reading(environ["wsgi.input"], length, lambda: self._ended(client))
        try:
            reading.start()
        except RuntimeError:  # The system gives no more threads.
            self._ended(client)
            raise _too_many() from None
        return reading.wait(self._patience)

    def _ended(self, client: str) -> None:
        with self._lock:
            self._reading[client] -= 1
            if not self._reading[client]:
                del self._reading[client]


class _Reading(Thread):
    """The thread that reads one body. It ends when the body or its connection does: a read cannot be broken off."""

    def __init__(self, source: Any, length: int, on_end: Callable[[], None]) -> None:
        super().__init__(name="body", daemon=True)
        self._source, self._left, self._on_end = source, length, on_end
        self._body = SpooledTemporaryFile(limits.BODY_IN_MEMORY_BYTES)  # noqa: SIM115 (closed with the request)
        self._news = Event()
        self._has_ended = False
        self._is_given_up = False
        self._error: Exception | None = None

    def run(self) -> None:
        try:
            while self._left and not self._is_given_up:
                chunk = self._source.read(min(self._left, limits.BODY_CHUNK_BYTES))
                if not chunk:
                    break  # The client has gone away.
                self._body.write(chunk)
                self._left -= len(chunk)
                self._news.set()
        except Exception as error:  # noqa: BLE001 (told by who waits)
            self._error = error
        finally:
            if self._is_given_up or self._error:
                self._body.close()
            self._on_end()
            self._has_ended = True
            self._news.set()

    def wait(self, patience: float) -> Any:
        while not self._has_ended:
            if not self._news.wait(patience):
                self._is_given_up = True
                raise _too_slow()
            self._news.clear()
        if self._error is not None:
            logger.error("A body could not be kept", exc_info=self._error)
            raise BodyRefused("503 Service Unavailable", "UNAVAILABLE", "The body could not be kept.", retry=60)
        self._body.seek(0)
        return self._body


bodies = Bodies()


def length_of(environ: WSGIEnvironment) -> int | None:
    """The Content-Length of a request in bytes; None when the header is missing or is no number."""
    length = environ.get("CONTENT_LENGTH") or ""
    return int(length) if length.isascii() and length.isdecimal() and len(length) <= 18 else None


def with_bodies(application: WSGIApplication) -> WSGIApplication:
    """Wraps `application` so that it is called when the body has been read. A body that the application refuses by the
    headers alone is not read.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = length_of(environ)
        if not length or isinstance(environ["wsgi.input"], BytesIO) or environ["REQUEST_METHOD"] in _WITHOUT_BODY:
            return application(environ, start_response)
        if environ["PATH_INFO"] == PATH:
            if environ["REQUEST_METHOD"] != "POST" or length > limits.BODY_MAX_BYTES:
                return application(environ, start_response)
        elif length > limits.UPLOAD_MAX_BYTES:
            return _too_large().answer(environ, start_response)
        try:
            file = bodies.whole(environ, length)
        except BodyRefused as refused:
            return refused.answer(environ, start_response)
        with file:
            environ["wsgi.input"] = file
            return application(environ, start_response)

    return answer
