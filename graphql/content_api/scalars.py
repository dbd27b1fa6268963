from collections.abc import Mapping
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from cms.core.languages import SPOKEN, UnknownLanguage, chain

LanguageTag = NewType("LanguageTag", str)
Cursor = NewType("Cursor", str)


def _parse_tag(value: Any) -> str:
    """The languages the site publishes in, and those in which people are served."""
    if not isinstance(value, str):
        raise GraphQLError('A language tag is a string like "sv".')
    if value in SPOKEN:
        return value
    try:
        chain([value])
    except UnknownLanguage as error:
        raise GraphQLError(str(error)) from None
    return value


def _parse_cursor(value: Any) -> str:
    if not isinstance(value, str):
        raise GraphQLError("A cursor is a string from an earlier answer.")
    return value


SCALARS: Mapping[object, ScalarDefinition] = {
    LanguageTag: strawberry.scalar(
        name="LanguageTag",
        description=(
            "BCP 47 tag of a language, like fi, sv, en, ru. `site { locales }` lists those the site publishes in."
        ),
        serialize=str,
        parse_value=_parse_tag,
    ),
    Cursor: strawberry.scalar(
        name="Cursor",
        description="Opaque position in a connection. Never parsed by a client.",
        serialize=str,
        parse_value=_parse_cursor,
    ),
}
