"""The root's search: its arguments, and what is refused."""

from typing import Annotated

import strawberry

from content_api.kinds import ContentType
from content_api.lists import conditions
from content_api.lists.arguments import After, Before, First, Last, LocalesArgument
from content_api.lists.connections import Slice
from content_api.lists.entries import locales_of
from content_api.lists.filters import AREAS_HELP
from content_api.search.finding import Asked
from content_api.search.results import Results, SearchConnection
from engine import limits

QueryArgument = Annotated[
    str,
    strawberry.argument(
        description=f"Words to find, at most {limits.SEARCH_WORDS_MAX_LENGTH} characters, as in the `query` of lists: "
        "in whatever form they stand, and as parts of compounds, which come after whole words. Quotation marks keep "
        "words together, a minus sign excludes, OR gives a choice, and an asterisk after a word finds what begins so."
    ),
]
TypesArgument = Annotated[
    list[ContentType] | None, strawberry.argument(description="Only these kinds. Left out or empty: all of them.")
]
AreasArgument = Annotated[
    list[str] | None, strawberry.argument(description=f"{AREAS_HELP} What has no areas is left out.")
]
ThemesArgument = Annotated[
    list[str] | None,
    strawberry.argument(description="Slugs of themes; any of them. What has no themes is left out."),
]


def search(
    query: QueryArgument,
    locales: LocalesArgument = None,
    types: TypesArgument = None,
    areas: AreasArgument = None,
    themes: ThemesArgument = None,
    first: First = limits.PAGE_SIZE_DEFAULT,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> SearchConnection | None:
    words = conditions.checked_words(query)
    conditions.check_vocabulary("themes", conditions.bounded(themes or (), "themes"))
    asked = Asked(
        words,
        locales_of(locales),
        tuple(dict.fromkeys(types or ())),
        tuple(dict.fromkeys(conditions.bounded(areas or (), "areas"))),
        tuple(dict.fromkeys(themes or ())),
    )
    return SearchConnection(results=Results(asked, Slice.asked(first, after, last, before)))
