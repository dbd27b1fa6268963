from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.schema.types.base_scalars import DateDefinition, DateTimeDefinition, TimeDefinition
from strawberry.types.scalar import ScalarDefinition

from cms.core.languages import canonical, is_well_formed

LanguageTag = NewType("LanguageTag", str)
Cursor = NewType("Cursor", str)


def _parse_tag(value: Any) -> str:
    """Which languages there are, the argument knows. An empty tag counts as left out in a filter."""
    if not isinstance(value, str) or (value and not is_well_formed(value)):
        raise GraphQLError('A language tag is a string like "sv" or "fi-FI", as BCP 47 has it.')
    return canonical(value)


def _parse_cursor(value: Any) -> str:
    if not isinstance(value, str):
        raise GraphQLError("A cursor is a string from an earlier answer.")
    return value


SCALARS: Mapping[object, ScalarDefinition] = {
    LanguageTag: strawberry.scalar(
        name="LanguageTag",
        description=(
            "BCP 47 tag of a language, like fi, sv, en, ru; `site { locales }` lists those the site publishes in. "
            "Its case does not matter, and a longer tag leads to the nearest shorter one there is: fi-FI to fi."
        ),
        specified_by_url="https://www.rfc-editor.org/info/bcp47",
        serialize=canonical,
        parse_value=_parse_tag,
    ),
    Cursor: strawberry.scalar(
        name="Cursor",
        description="Opaque position in a connection. Never parsed by a client.",
        specified_by_url="https://relay.dev/graphql/connections.htm#sec-Cursor",
        serialize=str,
        parse_value=_parse_cursor,
    ),
    date: replace(
        DateDefinition,
        description="A day in the calendar, like 2026-11-26.",
        specified_by_url="https://scalars.graphql.org/andimarek/local-date.html",
    ),
    datetime: replace(
        DateTimeDefinition,
        description="An instant with its offset from UTC, like 2026-11-26T16:00:00+02:00.",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time.html",
    ),
    time: replace(
        TimeDefinition,
        description="A time on the clock, like 13:00:00: the partial time of RFC 3339.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
    ),
}
