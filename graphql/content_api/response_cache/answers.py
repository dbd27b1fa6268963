"""An answer as it is kept: its bytes, what it depends on, and the ready-made response for each way of asking."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from content_api.response_cache.codings import IDENTITY, best_coding, encoded
from content_api.response_cache.questions import Ask, Question
from engine import limits

Headers = list[tuple[str, str]]

NAME = "verkosto"  # of this cache, in Cache-Status (RFC 9211)
VARY = "Accept, Accept-Encoding"
HIT = f"{NAME}; hit"
STORED = f"{NAME}; fwd=uri-miss; stored"
NOT_STORED = f"{NAME}; fwd=uri-miss"
COLLAPSED = f"{NAME}; fwd=uri-miss; collapsed"
BYPASSED = f"{NAME}; fwd=bypass"

# Of the headers that Django gave. What concerns one client (its rate limit) or one moment is not for others.
KEPT = frozenset(
    {
        "content-type",
        "surrogate-key",
        "x-content-type-options",
        "x-frame-options",
        "referrer-policy",
        "cross-origin-opener-policy",
        "content-security-policy",
        "strict-transport-security",
    }
)
_NEVER_KEPT_WITH = frozenset({"set-cookie", "content-encoding", "www-authenticate"})
# Bytes that a tag, a form and an answer take beside their text, roughly.
_OVERHEAD_OF_TAG = 120
_OVERHEAD_OF_FORM = 1500


@dataclass(frozen=True, slots=True)
class Directives:
    """What caches between us and the reader are told: Cache-Control for each method, CDN-Cache-Control (RFC 9213) for
    those that work for us, and Vary."""

    get: str
    cdn: str
    vary: str = VARY
    # Nothing between us and the client can know that two POSTs ask the same.
    post: str = "no-store"


class Form:
    """A response, ready to be sent: what one `Ask` gets."""

    __slots__ = ("answer", "body", "etag", "headers", "not_modified")

    def __init__(self, answer: "Answer", etag: str, headers: Headers, body: list[bytes], not_modified: Headers) -> None:
        self.answer = answer
        self.etag = etag
        self.headers = headers
        # A list: Granian sends it in one piece, anything else is sent piece by piece.
        self.body = body
        # Headers of 304; empty for methods that have none.
        self.not_modified = not_modified


class Answer:
    """Immutable but for `forms` and `uses`."""

    __slots__ = (
        "_bodies",
        "_digest",
        "_directives",
        "_headers",
        "forms",
        "is_registered",
        "question",
        "size",
        "tags",
        "uses",
    )

    def __init__(
        self, question: Question, headers: Iterable[tuple[str, str]], body: bytes, tags: frozenset[str], on: Directives
    ) -> None:
        self.question = question
        self.tags = tags
        # How often it was given from memory since the store last looked. Counted without a lock: roughly.
        self.uses = 0
        # Of a document in graphql/operations: worth having ready.
        self.is_registered = False
        # The forms that are found by their ask.
        self.forms: dict[Ask, Form] = {}
        self._headers = [(name, value) for name, value in headers if name.lower() in KEPT]
        self._directives = on
        self._bodies = {IDENTITY: body}
        kind = next((value for name, value in self._headers if name.lower() == "content-type"), "")
        digest = hashlib.blake2b(kind.encode() + b"\0" + body, digest_size=15).digest()
        self._digest = base64.urlsafe_b64encode(digest).decode()
        self.size = question.size + len(body) + sum(len(tag) + _OVERHEAD_OF_TAG for tag in tags)

    @property
    def body(self) -> bytes:
        return self._bodies[IDENTITY]

    def form(self, ask: Ask, status: str = HIT) -> Form:
        """Makes the form that answers this ask.

        It is not added to `forms` here: the store does, which knows its memory.
        """
        coding = best_coding(ask.accept_encoding) if len(self.body) >= limits.ENCODED_MIN_BYTES else IDENTITY
        body = self._bodies.get(coding)
        if body is None:
            body = encoded(self.body, coding)
            self._bodies[coding] = body
        is_post = self.question.method == "POST"
        etag = f'"{self._digest}"' if coding == IDENTITY else f'"{self._digest}-{coding}"'
        caching = [
            ("ETag", etag),
            ("Cache-Control", self._directives.post if is_post else self._directives.get),
            *([] if is_post else [("CDN-Cache-Control", self._directives.cdn)]),
            ("Vary", self._directives.vary),
            ("Cache-Status", status),
        ]
        headers = [*self._headers, ("Content-Length", str(len(body))), *caching]
        if coding != IDENTITY:
            headers.append(("Content-Encoding", coding))
        keys = [(name, value) for name, value in self._headers if name.lower() == "surrogate-key"]
        return Form(
            answer=self,
            etag=etag,
            headers=headers,
            body=[] if ask.method == "HEAD" else [body],
            not_modified=[] if is_post else [*caching, *keys],
        )

    def size_of(self, form: Form) -> int:
        """Returns the bytes that keeping a form takes: its headers, and its body unless that is the answer's own."""
        own = sum(len(part) for part in form.body if part is not self.body)
        return _OVERHEAD_OF_FORM + own


def not_kept(headers: Headers, status: str) -> Headers:
    """The headers of an answer that is for its asker alone."""
    caching = [] if any(name.lower() == "cache-control" for name, _ in headers) else [("Cache-Control", "no-store")]
    return [*headers, *caching, ("Cache-Status", status)]


def may_be_kept(status: str, headers: Iterable[tuple[str, str]]) -> bool:
    return status.startswith("200") and not any(name.lower() in _NEVER_KEPT_WITH for name, _ in headers)


def is_match(if_none_match: str, etag: str) -> bool:
    """Weak comparison, as If-None-Match has it (RFC 9110, 13.1.2)."""
    if if_none_match.strip() == "*":
        return True
    return any(part.strip().removeprefix("W/") == etag for part in if_none_match.split(","))
