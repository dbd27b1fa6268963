"""The reader whom an answer is for.

`visibility.py` decides what a reader may see. Answers that are kept are kept for one reader.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, known by `name` wherever something is kept.

    A partner's key or a preview token will be a reader of its own.
    """

    name: str


ANONYMOUS = Reader("anonymous")
_reader: ContextVar[Reader] = ContextVar("reader", default=ANONYMOUS)


def current_reader() -> Reader:
    """Returns the present reader, who is anonymous unless another one was let in.

    Code that forgets to say so therefore shows less, never more.
    """
    return _reader.get()


@contextmanager
def reading_as(reader: Reader) -> Iterator[None]:
    """Sets the reader for whom everything inside the block is read."""
    token = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(token)
