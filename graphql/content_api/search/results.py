"""What search answers: a connection of pages of whatever type, with what was found in them."""

import base64
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import strawberry
from django.contrib.contenttypes.models import ContentType as ModelType

from content_api.base.content import Content
from content_api.kinds import KINDS, ContentType
from content_api.lists.connections import Entries, PageInfo, Slice
from content_api.reading import loading
from content_api.scalars import Cursor
from content_api.search.finding import Asked, Found, Hit, find
from content_api.search.marking import Marked, mark
from content_api.search.suggesting import suggestion
from engine import limits
from engine.errors import InvalidArgument

_MARK = "search"


@dataclass(frozen=True, slots=True)
class _SearchEntries(Entries):
    """One page of what was found. A cursor holds the place of its entry."""

    hits: list[Hit] = field(default_factory=list)

    def cursor(self, position: int) -> Cursor | None:
        return _cursor(self.hits[position]) if self.hits else None


def _cursor(hit: Hit) -> Cursor:
    data = json.dumps([_MARK, *hit.place], separators=(",", ":"))
    return Cursor(base64.urlsafe_b64encode(data.encode()).decode("ascii"))


def _place(cursor: str, argument: str) -> tuple[int, ...]:
    try:
        if len(cursor) > limits.CURSOR_MAX_LENGTH:
            raise ValueError
        mark_, *place = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True).decode("utf-8"))
        if mark_ != _MARK or len(place) != 3 or not all(type(part) is int for part in place):
            raise ValueError
    except Exception as error:
        raise InvalidArgument(
            argument, "not a cursor of a search. Take it from an answer to the same question."
        ) from error
    return tuple(place)


class Results:
    """What was found, and what is asked of it only when a client wants it."""

    def __init__(self, asked: Asked, part: Slice) -> None:
        self.asked = asked
        self.part = part
        self.found = find(asked)

    @cached_property
    def entries(self) -> _SearchEntries:
        """The page that was asked for."""
        hits, has_more = self._hits()
        rows = loading.specific_content([(hit.pk, hit.content_type) for hit in hits], self.asked.locales)
        shown = [hit for hit in hits if hit.pk in rows]
        return _SearchEntries(
            [rows[hit.pk] for hit in shown], (), self.part, has_more, lambda: len(self.found.hits), shown
        )

    def _hits(self) -> tuple[list[Hit], bool]:
        part, hits = self.part, self.found.hits
        # The hits go down; what is compared goes up.
        places = [tuple(-number for number in hit.place) for hit in hits]
        if part.backwards:
            end = len(hits)
            if part.before is not None:
                end = bisect_left(places, tuple(-number for number in _place(part.before, "before")))
            start = max(0, end - part.size)
            return hits[start:end], start > 0
        start = 0
        if part.after is not None:
            after = tuple(-number for number in _place(part.after, "after"))
            start = bisect_left(places, after)
            start += start < len(places) and places[start] == after
        return hits[start : start + part.size], start + part.size < len(hits)

    @cached_property
    def marked(self) -> Mapping[int, Marked]:
        return mark(self.found.words, [hit.pk for hit in self.entries.hits])

    @cached_property
    def of_every_type(self) -> Found:
        return find(replace(self.asked, types=())) if self.asked.types else self.found

    @cached_property
    def suggestion(self) -> str | None:
        return None if any(hit.is_whole for hit in self.found.hits) else suggestion(self.asked)


@strawberry.type(description="How many entries of one kind were found.")
class TypeCount:
    type: ContentType = strawberry.field(description="The kind.")
    count: int = strawberry.field(description="How many; at least so many where `isCountExact` is false.")


@strawberry.type(description="Something that was found, with its position and where the words stand in it.")
class SearchEdge:
    results: strawberry.Private[Results]
    hit: strawberry.Private[Hit]
    node: Content = strawberry.field(description="The entry.")

    @strawberry.field(description="Position of this entry: pass it as `after` or `before`.")
    def cursor(self) -> Cursor:
        return _cursor(self.hit)

    @strawberry.field(
        description="A piece of the text as HTML: the words that were found are in `<mark>`, in whatever form they "
        "stand; everything else is escaped. Where they stand in the title alone, the beginning of the text."
    )
    def highlight(self) -> str:
        marked = self.results.marked.get(self.hit.pk)
        return marked.text if marked else ""

    @strawberry.field(description="The title as HTML, as in `highlight`.")
    def title_highlight(self) -> str:
        marked = self.results.marked.get(self.hit.pk)
        return marked.title if marked else ""


@strawberry.type(description="What was found, the best first.")
class SearchConnection:
    results: strawberry.Private[Results]

    @strawberry.field(description="The entries with their cursors and with where the words stand.")
    def edges(self) -> list[SearchEdge]:
        entries = self.results.entries
        return [
            SearchEdge(results=self.results, hit=hit, node=row)
            for hit, row in zip(entries.hits, entries.rows, strict=True)
        ]

    @strawberry.field(description="The entries without their cursors.")
    def nodes(self) -> list[Content]:
        return self.results.entries.rows

    @strawberry.field(description="Whether there is more, and where to go on.")
    def page_info(self) -> PageInfo:
        return PageInfo(entries=self.results.entries)

    @strawberry.field(description="How many entries there are in all pages; see `isCountExact`.")
    def total_count(self) -> int:
        return len(self.results.found.hits)

    @strawberry.field(
        description=f"False when a word stands in so many texts that not all were ranked: then these are the newest "
        f"{limits.SEARCH_RANKED_MAX} of each language, those with the words in their title first, and the counts are "
        "less than what there is. Narrow the question."
    )
    def is_count_exact(self) -> bool:
        return self.results.found.is_complete

    @strawberry.field(description="How many there are of each kind, the most first, whatever `types` asks for.")
    def counts(self) -> list[TypeCount]:
        hits = self.results.of_every_type.hits
        counted = Counter(KINDS[ModelType.objects.get_for_id(hit.content_type).model_class()] for hit in hits)
        return [
            TypeCount(type=kind, count=number)
            for kind, number in sorted(counted.items(), key=lambda item: (-item[1], item[0].name))
        ]

    @strawberry.field(
        description="The question with mistyped words replaced by words that stand in public texts; null when the "
        "words were found as they are, or nothing better is known."
    )
    def did_you_mean(self) -> str | None:
        return self.results.suggestion
