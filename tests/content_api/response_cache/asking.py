"""A gateway before an application that answers as told, without Django and without a server."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, NamedTuple
from wsgiref.types import StartResponse, WSGIEnvironment

from content_api.http.registered import REGISTERED
from content_api.reading.dependencies import CACHEABLE
from content_api.response_cache.answers import Directives
from content_api.response_cache.gateway import Gateway
from content_api.response_cache.store import Store

NEWS = frozenset({"all", "news-article"})
NEWS_TAG = frozenset({"news-article"})


class Got(NamedTuple):
    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def cache(self) -> str:
        return self.headers["Cache-Status"].removeprefix("verkosto; ")


class Body:
    """An iterable that tells whether it was closed."""

    def __init__(self, *chunks: bytes) -> None:
        self.chunks = chunks
        self.closed = 0

    def __iter__(self) -> Any:
        return iter(self.chunks)

    def close(self) -> None:
        self.closed += 1


class Application:
    """Counts how often it is entered. `answer` may be replaced by what a test needs."""

    def __init__(self) -> None:
        self.asked: list[WSGIEnvironment] = []
        self.bodies: list[Body] = []
        self.tags: frozenset[str] | None = NEWS
        self.status = "200 OK"
        self.more: list[tuple[str, str]] = []
        self.answer: Callable[[WSGIEnvironment], bytes] = lambda environ: b'{"data":%d}' % len(self.asked)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.asked.append(environ)
        content = self.answer(environ)
        if self.tags is not None:
            environ[CACHEABLE] = self.tags
            if environ["QUERY_STRING"].startswith("documentId"):
                environ[REGISTERED] = True
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        headers += [("Surrogate-Key", " ".join(sorted(self.tags or ()))), ("Vary", "Cookie"), *self.more]
        start_response(self.status, headers)
        self.bodies.append(Body(content[:3], content[3:]))
        return self.bodies[-1]


class Asking:
    def __init__(self, max_bytes: int = 10_000_000) -> None:
        self.application = Application()
        self.store = Store(max_bytes)
        self.trusted = True
        directives = Directives("public, max-age=1, stale-while-revalidate=10", "public, max-age=60")
        self.gateway = Gateway(
            self.application, store=self.store, directives=directives, is_trusted=lambda: self.trusted
        )

    @property
    def entered(self) -> int:
        """How often the application was asked."""
        return len(self.application.asked)

    def get(self, query: str = "query=a", method: str = "GET", **headers: str) -> Got:
        return self.send({"REQUEST_METHOD": method, "QUERY_STRING": query}, headers)

    def post(self, body: bytes = b'{"query":"a"}', **headers: str) -> Got:
        environ = {
            "REQUEST_METHOD": "POST",
            "QUERY_STRING": "",
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/json",
            "wsgi.input": BytesIO(body),
        }
        return self.send(environ, headers)

    def send(self, environ: dict[str, Any], headers: dict[str, str]) -> Got:
        started: list[Any] = []

        def start_response(status: str, fields: list[tuple[str, str]], exc_info: Any = None) -> Callable[..., object]:
            started[:] = [status, fields]
            return lambda _: None

        whole = {
            "PATH_INFO": "/graphql/",
            "SCRIPT_NAME": "",
            "REMOTE_ADDR": "192.0.2.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "HTTP_HOST": "localhost",
            **environ,
            **{name if name.isupper() else f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        result = self.gateway(whole, start_response)
        body = b"".join(result)
        if close := getattr(result, "close", None):
            close()
        status, fields = started
        assert len({name.lower() for name, _ in fields}) == len(fields), fields
        return Got(status, dict(fields), body)
