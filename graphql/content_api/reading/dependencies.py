"""What an answer depends on, as tags: the names under which a change makes it old (syndication.tags)."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from types import TracebackType
from typing import Any

from django.apps import apps
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from engine import limits
from syndication.tags import ALL, PAGE, statement_tags

# In the WSGI environment of a request whose answer may be given again until one of these tags changes.
CACHEABLE = "verkosto.cacheable"
_GROUP = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# Django quotes every name, hand-written SQL does not: both are looked up among the tables there are.
_NAME = re.compile(r'"([^"]+)"|([A-Za-z_]\w*)')
_LITERAL = re.compile(r"'(?:[^']|'')*'")
# What follows may be a table that no model has. `FROM "table"."column"` (of EXTRACT) and functions are none.
_SOURCE = re.compile(
    r'\b(?:FROM|JOIN)\s+(?:ONLY\s+|LATERAL\s+)?(?:"([^"]+)"|([a-z_]\w*))(?!\w)(?!\s*[.(])', re.IGNORECASE
)
_OWN = re.compile(r'(?:"([^"]+)"|(\w+))\s+AS\s+(?:(?:NOT\s+)?MATERIALIZED\s+)?\(', re.IGNORECASE)
_READS = re.compile(r"\s*\(*\s*(?:SELECT|WITH)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|FOR\s+(?:UPDATE|SHARE|NO\s+KEY|KEY))\b", re.IGNORECASE
)
# Statements that neither read nor write rows.
_FRAME = re.compile(r"\s*(?:BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|SHOW)\b", re.IGNORECASE)


class Dependencies:
    """Collects the tags of what the statements of an answer have read so far."""

    __slots__ = ("_tags", "is_cacheable")

    def __init__(self) -> None:
        self._tags: set[str] = {ALL}
        # False once anything was read that no tag stands for, or anything was written.
        self.is_cacheable = True

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(self._tags)

    def add(self, *tags: str) -> None:
        self._tags.update(tags)

    def refuse(self) -> None:
        self.is_cacheable = False

    def see(self, sql: str, narrowing: tuple[str, ...] | None) -> None:
        tags = tags_of(sql)
        if tags is None:
            self.is_cacheable = False
        elif narrowing is not None:
            self._tags.update(narrowing)
        else:
            self._tags |= tags


_recorder: ContextVar[Dependencies | None] = ContextVar("recorder", default=None)
_narrowing: ContextVar[tuple[str, ...] | None] = ContextVar("narrowing", default=None)


@contextmanager
def recorded() -> Iterator[Dependencies]:
    """Records what this thread's statements read until the block ends.

    Those through Django's cursors: who reads past them says so with `depends_on`.
    """
    dependencies = Dependencies()

    def see(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        dependencies.see(sql if isinstance(sql, str) else str(sql), _narrowing.get())
        try:
            return execute(sql, params, many, context)
        except BaseException:
            # Whatever is made of it (an error, an answer without a part): next time it may go well.
            dependencies.refuse()
            raise

    token = _recorder.set(dependencies)
    try:
        with connection.execute_wrapper(see):
            yield dependencies
    finally:
        _recorder.reset(token)


class depending_only_on:  # noqa: N801 (reads as a word: `with depending_only_on("image:5"):`)
    """Statements inside chose their rows by these keys: they depend on these tags, not on all rows of their kind.

    What else such a statement reads beside the rows it chose must be named too.
    """

    __slots__ = ("_tags", "_token")

    def __init__(self, *tags: str) -> None:
        self._tags = tags

    def __enter__(self) -> None:
        self._token = _narrowing.set(self._tags)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        _narrowing.reset(self._token)


def depends_on(*tags: str) -> None:
    """Adds tags to the answer under way, for what is read without a statement."""
    if recorder := _recorder.get():
        recorder.add(*tags)


def do_not_keep() -> None:
    """Marks the answer under way as one that must not be kept.

    For answers that question and content do not determine: an error of ours, or what only this process remembers.
    """
    if recorder := _recorder.get():
        recorder.refuse()


def recorded_answer(request: HttpRequest, compute: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Computes an answer and tells caches what it depends on."""
    with recorded() as read:
        response = compute()
    response["Surrogate-Key"] = surrogate_key(read.tags)
    if read.is_cacheable and response.status_code == 200 and not _is_refusal(response):
        request.META[CACHEABLE] = read.tags
    return response


def surrogate_key(tags: frozenset[str]) -> str:
    """The tags as a header. What is too long for one names kinds: purged oftener, never less."""
    key = " ".join(sorted(tags))
    if len(key) <= limits.SURROGATE_KEY_MAX_LENGTH:
        return key
    return " ".join(sorted({_kind(tag) for tag in tags}))


def _kind(tag: str) -> str:
    return PAGE if _GROUP.fullmatch(tag) else tag.partition(":")[0]


def _is_refusal(response: HttpResponseBase) -> bool:
    content = getattr(response, "content", b"")
    return content.startswith((b'{"errors"', b'{"data":null'))


def tags_of(sql: str) -> frozenset[str] | None:
    """The tags of what a statement reads; None when it writes, or reads what no tag stands for."""
    # A text that a client's words have made long is not worth the memory.
    return _tags_of(sql) if len(sql) <= limits.TAGGED_STATEMENT_MAX_LENGTH else _tags_of.__wrapped__(sql)


@lru_cache(maxsize=2048)
def _tags_of(sql: str) -> frozenset[str] | None:
    if _FRAME.match(sql):
        return None if tables_of(sql) else frozenset()
    # Words that somebody looks for are no part of the statement.
    if not _READS.match(sql) or _WRITES.search(_LITERAL.sub("''", sql)):
        return None
    return statement_tags(tables_of(sql))


def tables_of(sql: str) -> frozenset[str]:
    """The tables that a statement names."""
    text = _LITERAL.sub("''", sql)
    known = _tables()
    names = {quoted or bare.lower() for quoted, bare in _NAME.findall(text)}
    own = {quoted or bare.lower() for quoted, bare in _OWN.findall(text)}
    sources = {quoted or bare.lower() for quoted, bare in _SOURCE.findall(text)}
    # A derived table or common table expression is made of the statement's own parts.
    return frozenset((names & known) | (sources - own - known))


@cache
def _tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))
