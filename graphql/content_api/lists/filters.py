"""What lists can be filtered by: closed, typed inputs, each field of which says what it means.

`criterion` declares a field by the condition that it stands for; the functions below it make the usual ones. The model
is that of the type whose list is filtered.
"""

import dataclasses
from collections.abc import Callable, Hashable, Iterator
from typing import Any, ClassVar, Self

import strawberry
from django.db.models import Q
from strawberry.utils.str_converters import to_camel_case

from content_api.enums import LanguageStatus
from content_api.lists import conditions
from content_api.reading.loading import Locales
from content_api.type_names import TYPE_NAMES
from engine import limits

CONDITION = "condition"
IS_KEPT = "is kept"
# What a field's value means, of a model, for readers along these languages. The text is the argument's name.
Condition = Callable[[Any, Any, str, Locales], Q]

AREAS_HELP = (
    "Keys of areas (`Area.key`); any of them. One matches what serves that area: the municipality itself, its region "
    "and its wellbeing services county, and the whole country. Write 049, FI, REGION:01 or WELLBEING_COUNTY:01."
)
WITHIN_HELP = (
    "Keys of areas, written as in `areas`. Matches what has an area that lies in them: REGION:01 finds what is of the "
    "region, of one of its municipalities or of a wellbeing services county inside it, but not what is of the whole "
    "country."
)


def criterion(condition: Condition, description: str, *, is_kept: bool = True) -> Any:
    """A field of a filter. A condition that is made of what the database says when it is made is not kept."""
    return strawberry.field(default=None, description=description, metadata={CONDITION: condition, IS_KEPT: is_kept})


def compared(lookup: str, description: str) -> Any:
    """A column compared with the value, as Django's lookup has it: `date__gte`."""
    return criterion(lambda model, value, argument, locales: Q(**{lookup: value}), description)


def instants(lookup: str, description: str) -> Any:
    """A moment compared with the value, as `compared`; one without an offset is refused."""
    return criterion(
        lambda model, value, argument, locales: Q(**{lookup: conditions.instant(value, argument)}), description
    )


def chosen(column: str, description: str) -> Any:
    """A column that holds one of these choices."""
    return criterion(
        lambda model, values, argument, locales: Q(**{f"{column}__in": [value.value for value in values]}), description
    )


def ticked(field: str, description: str) -> Any:
    """A field with the vocabulary of one of these slugs in it."""
    return criterion(lambda model, slugs, argument, locales: conditions.by_slugs(model, field, slugs), description)


def linked(relation: str, description: str) -> Any:
    """A foreign key to pages, or rows that link to them, named by global ID in any language."""
    return criterion(
        lambda model, values, argument, locales: conditions.by_linked(model, relation, values, argument), description
    )


def spoken_in(column: str, description: str) -> Any:
    """A list of languages that people speak, with one of these in it."""
    return criterion(lambda model, tags, argument, locales: conditions.by_spoken(column, tags, argument), description)


@strawberry.input
class Filter:
    """What every filter has: conditions can be joined and negated."""

    model: ClassVar[Any]

    and_: list[Self] | None = strawberry.field(name="and", default=None, description="All of these must match as well.")
    or_: list[Self] | None = strawberry.field(
        name="or", default=None, description="At least one of these must match as well."
    )
    not_: Self | None = strawberry.field(name="not", default=None, description="This must not match.")

    def condition(self, locales: Locales, depth: int = 1) -> Q:
        return conditions.combined(self, lambda: self._own(locales), locales, depth)

    def can_be_kept(self) -> bool:
        """Whether the statement that it is part of is worth keeping, and says the same the next time."""
        if len(repr(self)) > limits.KEPT_FILTER_MAX_LENGTH:
            return False
        return all(
            field.metadata.get(IS_KEPT, True) for part in conditions.parts(self) for field, _ in part.given_fields()
        )

    def given_fields(self) -> Iterator[tuple[Any, Any]]:
        """Yields this input's own fields that have a value, each with its value."""
        definition: Any = type(self).__strawberry_definition__  # type: ignore[attr-defined]
        for field in definition.fields:
            if CONDITION in field.metadata and (value := getattr(self, field.python_name)) is not None:
                yield field, value

    def _own(self, locales: Locales) -> Q:
        whole = Q()
        for field, value in self.given_fields():
            whole &= field.metadata[CONDITION](self.model, value, to_camel_case(field.python_name), locales)
        return whole


@strawberry.input
class ContentFilter(Filter):
    """What every list of content can be filtered by. Conditions act on the entry that is shown."""

    ids: list[strawberry.ID] | None = criterion(
        lambda model, values, argument, locales: conditions.by_ids(values, TYPE_NAMES[model], argument),
        "Only these, each named by its global ID in any of its languages.",
    )
    not_ids: list[strawberry.ID] | None = criterion(
        lambda model, values, argument, locales: ~conditions.by_ids(values, TYPE_NAMES[model], argument),
        "All but these, each named by its global ID in any of its languages: what a page shows already.",
    )
    themes: list[str] | None = ticked("themes", "Slugs of themes; any of them.")
    query: str | None = criterion(
        lambda model, words, argument, locales: conditions.by_words(words, locales),
        "Words to find, in whatever form they stand, and as parts of compounds; quotation marks keep words "
        "together, a minus sign excludes, OR gives a choice. An asterisk after a word finds what begins so: "
        f"kump* finds kumppanuus; at most {limits.SEARCH_BEGINNINGS_MAX} of these.",
    )
    language_status: list[LanguageStatus] | None = chosen(
        "text_state__status", "What the text that is shown is, an original or a translation; any of them."
    )
    is_fallback: bool | None = criterion(
        lambda model, wanted, argument, locales: conditions.by_fallback(wanted, locales),
        "Shown in another language than the one asked for first, or not.",
    )


class Given:
    """A filter as what a statement is known by: equal when every part of it is."""

    __slots__ = ("_key", "filter")

    def __init__(self, filter: Filter) -> None:
        self.filter = filter
        self._key = _frozen(filter)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Given) and self._key == other._key


def _frozen(value: Any) -> Hashable:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if dataclasses.is_dataclass(value):
        return (type(value), *((name, _frozen(part)) for name, part in vars(value).items() if part is not None))
    return value


@strawberry.input
class AreaFilter(ContentFilter):
    """What lists of content with areas can be filtered by as well."""

    areas: list[str] | None = criterion(
        lambda model, codes, argument, locales: conditions.by_areas(model, codes), AREAS_HELP, is_kept=False
    )
    within: list[str] | None = criterion(
        lambda model, codes, argument, locales: conditions.by_areas_within(model, codes), WITHIN_HELP, is_kept=False
    )
