"""Arguments that every list or single thing has, with the same meaning."""

from typing import Annotated

import strawberry

from content_api.scalars import Cursor, LanguageTag
from engine import limits

LocalesArgument = Annotated[
    list[LanguageTag] | None,
    strawberry.argument(
        description="Languages, best first. A page comes once, in the first of them it can be read in, and is left out "
        "when it can be read in none; names and labels come in the best there is. Left out: the site's own order; of "
        "one thing named by its ID or path, its own language first."
    ),
]
RelatedLocalesArgument = Annotated[
    list[LanguageTag] | None,
    strawberry.argument(
        description="Languages for what it refers to and for names, best first; a page itself is given in its own. "
        "Left out: a page's own language first, else the site's own order."
    ),
]
First = Annotated[int | None, strawberry.argument(description=f"How many from the start, 1 to {limits.PAGE_SIZE_MAX}.")]
After = Annotated[Cursor | None, strawberry.argument(description="Only what comes after this cursor.")]
Last = Annotated[
    int | None,
    strawberry.argument(description=f"How many from the end, 1 to {limits.PAGE_SIZE_MAX}; instead of `first`."),
]
Before = Annotated[
    Cursor | None, strawberry.argument(description="Only what comes before this cursor; goes with `last`.")
]
FILTER_HELP = "Which of them. Acts on the entry that is shown. What is empty counts as left out."
ORDER_HELP = "By what, the most important first."
