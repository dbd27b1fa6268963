from collections.abc import Mapping
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
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
        serialize=canonical,
        parse_value=_parse_tag,
    ),
    Cursor: strawberry.scalar(
        name="Cursor",
        description="Opaque position in a connection. Never parsed by a client.",
        serialize=str,
        parse_value=_parse_cursor,
    ),
}
