"""How a type of the schema is declared: what each of its fields shows of a row of the model.

A field is one line: its type, and `column`, `related` or another word of these with a description. What the field reads
follows from its name and the model, so the row is read with it when a document asks for the field, and not otherwise.
A resolver of one's own stands beside them as in any Strawberry type, and says by `needs` which columns it reads.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from inspect import get_annotations
from typing import Any, ForwardRef, get_args

import strawberry
import strawberry_django
from django.db.models import CharField, Model, TextField
from django.utils import timezone
from strawberry.types.lazy_type import LazyType, StrawberryLazyReference

from cms.core.text.web_addresses import followable
from content_api import labels
from content_api.reading import loading
from content_api.reading.columns import is_page, link_of
from content_api.type_names import TYPES, named
from engine.selection import needs

Resolve = Callable[[Any], Any]


@dataclass(frozen=True)
class _Named(LazyType[Any, Any]):
    """A type of the schema by its name, looked up when the schema is made: no module imports another for it."""

    def resolve_type(self) -> type[Any]:
        return TYPES[self.type_name]


class _ByName(StrawberryLazyReference):
    def __init__(self) -> None:
        super().__init__(__name__)

    def resolve_forward_ref(self, forward_ref: ForwardRef) -> LazyType[Any, Any]:
        return _Named(forward_ref.__forward_arg__, self.module)


# For a type that is declared in another module of the same room: Annotated["Organisation", BY_NAME].
BY_NAME = _ByName()


@dataclass(frozen=True)
class Declared:
    """A field that is made when its model is known. `make` gets the model, the field's name and its annotation, and
    returns the resolver and the columns that it reads; no resolver means the attribute of the same name."""

    description: str
    make: Callable[[Any, str, Any], tuple[Resolve | None, Sequence[str]]]

    def made(self, model: Any, name: str, annotation: Any, module: str) -> Any:
        resolve, columns = self.make(model, name, annotation)
        if resolve is None:
            return strawberry.field(description=self.description)

        def resolver(self: Any) -> Any:
            return resolve(self)

        resolver.__annotations__ = {"return": annotation}
        resolver.__name__ = name
        # Where names in the annotation are looked up.
        resolver.__module__ = module
        return strawberry.field(resolver=resolver, description=self.description, metadata=needs(*columns))


def declared(model: type[Model], *, description: str) -> Callable[[type[Any]], type[Any]]:
    """Makes a class a type of the schema, named as the class is, for rows of a model."""

    def declare(of: type[Any]) -> type[Any]:
        for name, annotation in get_annotations(of).items():
            field = of.__dict__.get(name)
            if not isinstance(field, Declared):
                continue
            made = field.made(model, name, annotation, of.__module__)
            setattr(of, name, made)
            if made.base_resolver is not None:
                del of.__annotations__[name]
        made_type: Any = strawberry_django.type(model, name=named(of.__name__, model), description=description)(of)
        TYPES[of.__name__] = made_type
        return made_type

    return declare


def column(description: str, name: str = "", *, reads: Sequence[str] = ()) -> Any:
    """A column of the row, of the field's own name if none is given. An empty text is null where the type allows it; a
    choice becomes its enum value. What is computed of others names these in `reads`."""

    def make(model: Any, field: str, annotation: Any) -> tuple[Resolve | None, Sequence[str]]:
        source = name or field
        if reads:
            convert: Callable[[Any], Any] = annotation
            return lambda row: convert(getattr(row, source)), reads
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return lambda row: annotation(getattr(row, source)), [source]
        stored = _field_of(model, source)
        if type(None) in get_args(annotation) and isinstance(stored, CharField | TextField):
            return lambda row: getattr(row, source) or None, [source]
        return (None if source == field else lambda row: getattr(row, source)), [source]

    return Declared(description, make)


def moment(description: str, name: str = "", *, reads: Sequence[str] = ()) -> Any:
    """An instant with the offset that our time zone has then, so that its text tells the time on the clock there.
    `reads` is as with `column`."""

    def make(model: Any, field: str, annotation: Any) -> tuple[Resolve, Sequence[str]]:
        source = name or field
        return lambda row: (at := getattr(row, source)) and timezone.localtime(at), reads or [source]

    return Declared(description, make)


def label(of: str, *, reads: Sequence[str] = ()) -> Any:
    """A choice in words for readers, in the first of their languages that the interface is translated into. `reads`
    names the columns of which a choice that is no column is computed."""

    def make(model: Any, field: str, annotation: Any) -> tuple[Resolve, Sequence[str]]:
        stored = _field_of(model, of)
        if stored is None:
            return lambda row: labels.label_of(getattr(row, of), row.batch.locales), reads
        words = dict(stored.flatchoices)
        return lambda row: labels.translated(words[getattr(row, of)], row.batch.locales), [of]

    return Declared(labels.HELP.format(f"`{of}`"), make)


def best_text(description: str, name: str = "names", *, otherwise: Any = "") -> Any:
    """The best for the reader of a column that holds a text in each language; `otherwise` where there is none."""

    def make(model: Any, field: str, annotation: Any) -> tuple[Resolve, Sequence[str]]:
        return lambda row: getattr(row, name).best(row.batch.locales) or otherwise, [name]

    return Declared(description, make)


def web_address(description: str, name: str = "") -> Any:
    """An address on the web that may be followed, or null."""

    def make(model: Any, field: str, annotation: Any) -> tuple[Resolve, Sequence[str]]:
        source = name or field
        return lambda row: followable(getattr(row, source)) or None, [source]

    return Declared(description, make)


def related(description: str, name: str = "") -> Any:
    """What the model's field or relation of that name leads to, as far as it is public: a foreign key, many-to-many
    field, or rows that do nothing but link. Pages come in their best language for the reader."""

    def make(model: Any, field: str, annotation: Any) -> tuple[Resolve, Sequence[str]]:
        source = name or field
        target, many = target_of(model, source)
        suffix = ("key" if is_page(target) else "id") + ("s" if many else "")
        read = f"{source}_{suffix}"
        follow = loading.linked if many else loading.linked_one
        return lambda row: follow(row, read, target), [read]

    return Declared(description, make)


def target_of(model: Any, name: str) -> tuple[Any, bool]:
    """The model to which a relation leads, and whether to many rows of it."""
    relation = model._meta.get_field(name)
    if relation.many_to_one:
        return relation.related_model, False
    if relation.many_to_many:
        return relation.related_model, True
    key = link_of(relation)
    if key is None:
        raise TypeError(f"{model.__name__}.{name} leads to rows of their own: declare `children`.")
    return key.related_model, True


def _field_of(model: Any, name: str) -> Any:
    return next((field for field in model._meta.concrete_fields if field.name == name), None)
