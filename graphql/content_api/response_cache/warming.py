"""Registered operations that were asked for and have changed are computed again before the next reader asks."""

import heapq
import logging
import sys
from collections import deque
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Event, Lock, Thread
from wsgiref.types import WSGIEnvironment

from content_api.http.requests import WARMING
from content_api.response_cache.answers import Answer
from content_api.response_cache.questions import Question
from engine import limits

logger = logging.getLogger(__name__)


class Warmer:
    """A thread of its own, from the first answer that is worth it."""

    def __init__(self, warm: Callable[[Answer], None]) -> None:
        self._warm = warm
        self._waiting: deque[Answer] = deque(maxlen=limits.WARMING_WAITING_MAX)
        self._lock = Lock()
        self._wake = Event()
        self._thread: Thread | None = None
        self._pause = Event()

    def add(self, dropped: Iterable[Answer]) -> None:
        worth = [answer for answer in dropped if answer.is_registered and answer.uses]
        if not worth:
            return
        with self._lock:
            self._waiting.extend(heapq.nlargest(limits.WARMED_PER_CHANGE, worth, key=lambda answer: answer.uses))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="warming", daemon=True)
                self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            while self._waiting:
                answer = self._waiting.popleft()
                try:
                    self._warm(answer)
                except Exception:
                    # The next reader meets the same error and is told.
                    logger.warning("A registered operation could not be computed again", exc_info=True)
                self._pause.wait(limits.WARMING_PAUSE_SECONDS)


def warming_environ(question: Question) -> WSGIEnvironment:
    """A request that no client sent; what it asks is added by the question."""
    return {
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443" if question.scheme == "https" else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "warming",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": question.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        WARMING: True,
    }
