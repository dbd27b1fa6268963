"""What a request asks: exactly that part of it which can alter the answer."""

from io import BytesIO
from typing import Any, NamedTuple
from wsgiref.types import WSGIEnvironment

from content_api import PATH
from content_api.http.bodies import bodies, length_of
from content_api.http.requests import WARMING
from engine import limits

# Of a question's headers Django is shown these alone, so that no other can alter what others are answered.
# A header that is to alter answers belongs here and into Question.
_SHOWN = {
    "HTTP_HOST": "host",
    "HTTP_ACCEPT": "accept",
    "HTTP_X_FORWARDED_PROTO": "forwarded_proto",
}
# Who asks: for the limits of each client. Alters no answer that is kept.
_WHO = ("REMOTE_ADDR", "REMOTE_PORT", "HTTP_X_FORWARDED_FOR")


class Question(NamedTuple):
    """Two requests with equal questions get the same answer, but for its content coding."""

    method: str  # GET (HEAD is asked as GET) or POST
    query_string: str
    body: bytes
    content_type: str | None
    accept: str | None
    host: str | None
    scheme: str
    forwarded_proto: str | None

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return 400 + len(self.body) + sum(len(part) for part in self if isinstance(part, str))


class Ask(NamedTuple):
    """A request, as far as it decides which bytes are sent. The key of what is answered without Django.

    `secret` is never part of what is kept, so that a request with credentials finds nothing.
    """

    method: str
    question: Question
    accept_encoding: str | None
    secret: str | None


def key_of(environ: WSGIEnvironment) -> tuple[Any, ...] | None:
    """Equal to the request's Ask, but a plain tuple, which takes half the time to make.

    None for a request that is none of the cache's business. Takes the body out of a POST and puts it back. Raises
    BodyRefused.
    """
    get = environ.get
    method = environ["REQUEST_METHOD"]
    body: bytes | None = b""
    kind = None
    if method == "POST":
        body = _body(environ)
        if body is None:
            return None
        asked, kind = "POST", get("CONTENT_TYPE")
    elif method == "GET" or method == "HEAD":
        asked = "GET"
    else:
        return None
    coding = get("HTTP_ACCEPT_ENCODING")
    if coding is not None and len(coding) > limits.ACCEPT_ENCODING_MAX_LENGTH:
        return None
    return (
        method,
        (
            asked,
            environ["QUERY_STRING"],
            body,
            kind,
            get("HTTP_ACCEPT"),
            get("HTTP_HOST"),
            environ["wsgi.url_scheme"],
            get("HTTP_X_FORWARDED_PROTO"),
        ),
        coding,
        get("HTTP_AUTHORIZATION"),
    )


def ask_of(key: tuple[Any, ...]) -> Ask:
    method, question, accept_encoding, secret = key
    return Ask(method, Question._make(question), accept_encoding, secret)


def _body(environ: WSGIEnvironment) -> bytes | None:
    length = length_of(environ)
    if length is None or length > limits.BODY_MAX_BYTES or "HTTP_CONTENT_ENCODING" in environ:
        return None
    body = bodies.small(environ, length)
    environ["wsgi.input"] = BytesIO(body)
    return body if len(body) == length else None


def environ_for(question: Question, environ: WSGIEnvironment) -> WSGIEnvironment:
    """The request as Django is shown it: the server's part of `environ`, the question, and who asks."""
    shown = {
        name: value
        for name, value in environ.items()
        if not name.startswith(("HTTP_", "CONTENT_", "verkosto.")) or name in _WHO or name == WARMING
    }
    shown |= {
        "REQUEST_METHOD": question.method,
        "PATH_INFO": PATH,
        "QUERY_STRING": question.query_string,
        "CONTENT_LENGTH": str(len(question.body)) if question.method == "POST" else "",
        "CONTENT_TYPE": question.content_type or "",
        "wsgi.input": BytesIO(question.body),
        "wsgi.url_scheme": question.scheme,
    }
    for name, field in _SHOWN.items():
        if (value := getattr(question, field)) is not None:
            shown[name] = value
    return shown
