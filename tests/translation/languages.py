"""One thing in three languages, and what is told of it in each."""

from typing import Any

from tests import factories as make
from tests.conftest import Graphql

LANGUAGES = ["fi", "sv", "en"]


def in_every_language(graphql: Graphql, field: str, page: Any, facts: str) -> list[Any]:
    query = f"query ($by: ContentBy!, $locales: [LanguageTag!]) {{ {field}(by: $by, locales: $locales) {{ {facts} }} }}"
    by = {"translationKey": str(page.translation_key)}
    return [graphql(query, by=by, locales=[tag])[field] for tag in LANGUAGES]


def translated(page: Any) -> Any:
    for tag in LANGUAGES[1:]:
        make.translate(page, tag)
    return page
