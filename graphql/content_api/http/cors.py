"""Pages of other origins may ask from the reader's browser: outermost in WSGI, since answers are kept for all origins.

No cookie and no key of a reader is ever asked for, so nothing is allowed that would send one.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from content_api import PATH

PREFLIGHT = [
    ("Access-Control-Allow-Methods", "GET, POST"),
    # Tools for tracing and GraphQL clients add headers of their own, none of which alters an answer. The star is for
    # these and never for Authorization, which no page of another origin may send.
    ("Access-Control-Allow-Headers", "*, Accept, Content-Type, If-None-Match"),
    ("Access-Control-Max-Age", "86400"),
    ("Content-Length", "0"),
]
EXPOSED = ("Access-Control-Expose-Headers", "ETag, RateLimit, RateLimit-Policy, Retry-After")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]


def with_cors(application: Application, origins: Sequence[str]) -> Application:
    """`origins` as browsers write them, or one star for all. Without any the application is left as it is."""
    if not origins:
        return application
    named, everybody = frozenset(origins), "*" in origins

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        origin = environ.get("HTTP_ORIGIN")
        if origin is None or environ.get("PATH_INFO") != PATH:
            return application(environ, start_response)
        allowed = ("Access-Control-Allow-Origin", "*" if everybody else origin)
        may = everybody or origin in named
        if environ["REQUEST_METHOD"] == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ:
            start_response("204 No Content", [("Vary", "Origin"), *([allowed, *PREFLIGHT] if may else [])])
            return []

        def start(status: str, headers: Headers, *rest: Any) -> Any:
            return start_response(status, [*headers, allowed, EXPOSED] if may else headers, *rest)

        return application(environ, start)

    return answer
