"""The WSGI application in front of Django's: what was asked before and has not changed is answered from memory."""

from collections.abc import Callable, Iterable, Mapping, Set
from types import TracebackType
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from content_api import PATH
from content_api.http.bodies import BodyRefused
from content_api.http.registered import REGISTERED
from content_api.reading.dependencies import CACHEABLE
from content_api.response_cache import answers
from content_api.response_cache.answers import Answer, Directives, Form, Headers
from content_api.response_cache.flights import Flights
from content_api.response_cache.questions import Ask, Question, ask_of, environ_for, key_of
from content_api.response_cache.store import Store
from content_api.response_cache.warming import Warmer, warming_environ

ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None
# Headers of Django's that describe its bytes or their caching, which are ours to describe.
_REPLACED = frozenset(
    {"content-length", "vary", "cache-control", "etag", "expires", "content-language", "last-modified"}
)


class Gateway:
    """Django is entered for everything but what is in memory, and nothing in memory is given unless it is trusted.

    `is_trusted` says whether every change up to a moment ago has been told through `change`.
    """

    def __init__(
        self, application: WSGIApplication, *, store: Store, directives: Directives, is_trusted: Callable[[], bool]
    ) -> None:
        self._application = application
        self._store = store
        # Ask is a tuple too: a plain one finds it.
        self._forms: Mapping[tuple[Any, ...], Form] = store.forms
        self._directives = directives
        self._is_trusted = is_trusted
        self._flights = Flights()
        self._warmer = Warmer(self.warm)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != PATH:
            return self._application(environ, start_response)
        try:
            key = key_of(environ) if self._is_trusted() else None
        except BodyRefused as refused:
            return refused.answer(environ, start_response)
        if key is None:
            return self._pass(environ, start_response, answers.BYPASSED)
        form = self._forms.get(key)
        if form is None:
            return self._miss(ask_of(key), environ, start_response)
        form.answer.uses += 1
        if (known := environ.get("HTTP_IF_NONE_MATCH")) and form.not_modified and answers.is_match(known, form.etag):
            start_response("304 Not Modified", form.not_modified)
            return []
        start_response("200 OK", form.headers)
        return form.body

    def change(self, tags: Set[str]) -> None:
        """Drops the answers that depend on one of the tags, and has those that are asked for computed again."""
        self._warmer.add(self._store.change(tags))

    def lose(self) -> None:
        """Changes may have been missed: everything is old."""
        self._store.change(None)

    def warm(self, old: Answer) -> None:
        """Has an answer that was dropped ready again before it is asked for."""
        if self._is_trusted() and self._store.find(old.question) is None:
            environ = warming_environ(old.question)
            question = old.question
            if (flight := self._flights.begin(question, self._store.latest_change)) is None:
                return
            answer = None
            try:
                answer, response = self._compute(question, environ, flight.begun_at)
                response.close()
            finally:
                self._flights.end(question, flight, answer)
            if answer:
                # It fades unless somebody asks.
                answer.uses = old.uses // 2
                for ask in list(old.forms):
                    self._store.keep_form(ask, answer.form(ask))

    def _miss(self, ask: Ask, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        question = ask.question
        if ask.secret is not None:
            return self._pass(environ, start_response, answers.BYPASSED)
        if answer := self._store.find(question):
            answer.uses += 1
            return self._send(ask, answer, environ, start_response, answers.HIT)
        latest = self._store.latest_change
        flight = self._flights.begin(question, latest)
        if flight is None:
            if answer := self._flights.follow(question, latest) or self._store.find(question):
                return self._send(ask, answer, environ, start_response, answers.COLLAPSED)
            return self._pass(environ, start_response, answers.NOT_STORED)
        answer = None
        try:
            # A flight that has just landed has left its answer.
            if answer := self._store.find(question):
                return self._send(ask, answer, environ, start_response, answers.HIT)
            answer, response = self._compute(question, environ, flight.begun_at)
        finally:
            self._flights.end(question, flight, answer)
        if answer is None:
            return response.send(start_response, answers.NOT_STORED, has_body=ask.method != "HEAD")
        status = answers.STORED if self._store.find(question) is answer else answers.NOT_STORED
        # Caches on the way give an answer to GET to others, with every header that it has.
        own = response.of_its_asker() if question.method == "POST" else None
        return self._send(ask, answer, environ, start_response, status, own)

    def _compute(self, question: Question, environ: WSGIEnvironment, begun_at: int) -> "tuple[Answer | None, Response]":
        """The answer, kept if it may be; None when it may not be given to anybody else."""
        shown = environ_for(question, environ)
        response = Response(self._application, shown)
        tags: frozenset[str] | None = shown.get(CACHEABLE)
        if tags is None or not answers.may_be_kept(response.status, response.headers):
            return None, response
        answer = Answer(question, response.headers, response.read(), tags, self._directives)
        answer.is_registered = REGISTERED in shown
        self._store.keep(answer, begun_at=begun_at)
        return answer, response

    def _send(
        self,
        ask: Ask,
        answer: Answer,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        status: str,
        more: Headers | None = None,
    ) -> list[bytes]:
        form = answer.form(ask)
        self._store.keep_form(ask, form)
        known = environ.get("HTTP_IF_NONE_MATCH")
        is_known = bool(known and form.not_modified and answers.is_match(known, form.etag))
        headers = form.not_modified if is_known else form.headers
        if status != answers.HIT:
            headers = [(name, value if name != "Cache-Status" else status) for name, value in headers]
        start_response("304 Not Modified" if is_known else "200 OK", [*headers, *(more or ())])
        return [] if is_known else form.body

    def _pass(self, environ: WSGIEnvironment, start_response: StartResponse, status: str) -> Iterable[bytes]:
        def start(line: str, headers: Headers, exc_info: ExcInfo = None) -> Callable[[bytes], object]:
            return start_response(line, answers.not_kept(headers, status), exc_info)

        return self._application(environ, start)


class Response:
    """The response of an application, held back until it is known how it is sent."""

    def __init__(self, application: WSGIApplication, environ: WSGIEnvironment) -> None:
        self.status = ""
        self.headers: Headers = []
        self._exc_info: ExcInfo = None
        self._chunks: list[bytes] = []
        self._rest: Iterable[bytes] = application(environ, self._start)
        if not self.status:
            # A generator starts its response with its first chunk.
            self.read()

    def _start(self, status: str, headers: Headers, exc_info: ExcInfo = None) -> Callable[[bytes], object]:
        self.status, self.headers, self._exc_info = status, headers, exc_info
        return self._chunks.append

    def read(self) -> bytes:
        """The whole body."""
        try:
            self._chunks.extend(self._rest)
        finally:
            self.close()
        return b"".join(self._chunks)

    def close(self) -> None:
        rest, self._rest = self._rest, ()
        close: Callable[[], Any] | None = getattr(rest, "close", None)
        if close:
            close()

    def of_its_asker(self) -> Headers:
        """Returns the headers that concern only the one who asked, such as the rate limit, and are not kept."""
        return [
            (name, value)
            for name, value in self.headers
            if name.lower() not in answers.KEPT and name.lower() not in _REPLACED
        ]

    def send(self, start_response: StartResponse, status: str, *, has_body: bool) -> Iterable[bytes]:
        start_response(self.status, answers.not_kept(self.headers, status), self._exc_info)
        if not has_body:
            self.close()
            return []
        return [b"".join(self._chunks)] if self._chunks else self._rest
