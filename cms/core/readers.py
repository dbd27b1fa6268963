"""Whom an answer is for. `visibility.py` decides what a reader may see; whatever is kept is kept for one reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """Known by `name` wherever something is kept. A partner's key or a preview token will be a reader of its own."""

    name: str


ANONYMOUS = Reader("anonymous")
_reader: ContextVar[Reader] = ContextVar("reader", default=ANONYMOUS)


def current_reader() -> Reader:
    """Anonymous unless somebody was let in: who forgets to say so shows less, never more."""
    return _reader.get()


@contextmanager
def reading_as(reader: Reader) -> Iterator[None]:
    """What is read inside is for this reader."""
    token = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(token)
