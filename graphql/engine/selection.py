"""What the document that is being answered asks for anywhere in it, known before the first row is read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

COLUMNS = "columns"
COLUMNS_OF_OTHERS = "columns of others"
ANNOUNCED = "announced"


def needs(*columns: str) -> dict[str, Any]:
    """Metadata of a schema field with a resolver: the columns it reads. A model that lacks one is none the worse."""
    return {COLUMNS: columns}


def needs_all(columns: Collection[str]) -> dict[str, Any]:
    """The same for columns that are added up to the first question."""
    return {COLUMNS: columns}


def needs_of(type_name: str, *columns: str) -> dict[str, Any]:
    """Metadata of a schema field with a resolver that reads these columns of rows of another type."""
    return {COLUMNS_OF_OTHERS: {type_name: columns}}


def announced(name: str) -> dict[str, Any]:
    """Metadata of a schema field whose arguments, wherever it is asked, `arguments_asked` tells under this name."""
    return {ANNOUNCED: name}


@dataclass(frozen=True, slots=True)
class Asked:
    """`columns` by object type. `arguments` are converted."""

    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    arguments: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def asking(asked: Asked) -> Iterator[None]:
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


def columns_asked(type_name: str) -> frozenset[str] | None:
    """Returns the columns that the document asks of a type; None outside of a document, where all of them are read."""
    asked = _asked.get()
    return None if asked is None else asked.columns.get(type_name, frozenset())


def arguments_asked(name: str) -> Sequence[Mapping[str, Any]]:
    asked = _asked.get()
    return () if asked is None else asked.arguments.get(name, ())
