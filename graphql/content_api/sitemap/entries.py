"""The addresses that search engines are told of: every public text, but not what is kept out of search engines.

Aliases and copies on which nothing is translated are none: they show another page's words. The entries are read along
their keys, some at a time, so that a part of them costs the same whatever the site holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType as ModelType
from django.db.models import BooleanField, Case, Max, OuterRef, Subquery, Value, When
from wagtail.models import Page

from cms.core.visibility import ContentQuerySet, published_pages
from content_api.kinds import KINDS
from content_api.reading.statements import Slot, Statement, kept
from engine import limits


@dataclass(frozen=True, slots=True)
class Address:
    """Where a text in a language stands."""

    tag: str
    path: str

    @property
    def url(self) -> str:
        return f"{settings.FRONTEND_BASE_URL}{self.path}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An address with those of the other languages of the thing, itself among them, in the site's order."""

    pk: int
    address: Address
    changed_at: datetime
    languages: tuple[Address, ...]


def listed_pages() -> ContentQuerySet:
    """Returns the pages whose addresses search engines are told of."""
    models = ModelType.objects.get_for_models(*KINDS)
    kept_out = Case(
        *(
            # A value, where EXISTS would be made of a hash of whole tables.
            When(content_type=found.pk, then=Subquery(own.filter(pk=OuterRef("pk")).values("no_index")))
            for own, found in ((model._default_manager, found) for model, found in models.items())
        ),
        # What is no content of the API has no address there.
        default=Value(value=True),
        output_field=BooleanField(),
    )
    return published_pages().annotate(is_kept_out=kept_out).filter(is_kept_out=False)


_COLUMNS = {
    "id": "pk",
    "group": "translation_key",
    "tag": "locale__language_code",
    "path": "url_path",
    "changed_at": "last_published_at",
}


def read(pages: Any) -> list[Entry]:
    """Returns the entries of these pages, in their order."""
    return _entries(Statement(pages, _COLUMNS).values())


def _entries(rows: Sequence[dict[str, Any]]) -> list[Entry]:
    languages = _languages({row["group"] for row in rows})
    return [
        Entry(row["id"], Address(row["tag"], row["path"]), row["changed_at"], languages[row["group"]]) for row in rows
    ]


@kept
def _of_groups() -> Statement:
    columns = {name: _COLUMNS[name] for name in ("group", "tag", "path")}
    return Statement(listed_pages().filter(translation_key__any_of=Slot("groups")), columns)


def _languages(groups: Iterable[UUID]) -> dict[UUID, tuple[Address, ...]]:
    found: dict[UUID, list[Address]] = defaultdict(list)
    for row in _of_groups().values(groups=list(groups)):
        found[row["group"]].append(Address(row["tag"], row["path"]))
    order = {tag: rank for rank, tag in enumerate(settings.CONTENT_LANGUAGES)}
    return {group: tuple(sorted(of, key=lambda address: order[address.tag])) for group, of in found.items()}


# No key is so large.
_PARTS_MAX = 1_000_000_000

# Parts are ranges of keys: which are there is known without counting, and a page stays in the part that it is in.


def part_size() -> int:
    """Returns how many keys a part has: as many as a file may hold addresses, or less where languages are many."""
    return min(limits.SITEMAP_ADDRESSES_MAX, limits.SITEMAP_LINKS_MAX // (len(settings.CONTENT_LANGUAGES) + 1))


def parts() -> list[int]:
    """Returns the numbers of the parts that hold something."""
    last = Page.objects.aggregate(last=Max("pk"))["last"] or 0
    return [number for number in range(last // part_size() + 1) if has_part(number)]


def has_part(number: int) -> bool:
    """Whether a part holds something."""
    return 0 <= number <= _PARTS_MAX and bool(_rows(number, 0, size=1))


def entries_of(number: int) -> Iterator[Entry]:
    """Yields the entries of a part, of which it holds a few at a time."""
    after = 0
    while rows := _rows(number, after, size=limits.SITEMAP_ROWS):
        yield from _entries(rows)
        after = rows[-1]["id"]


def _rows(number: int, after: int, size: int) -> list[dict[str, Any]]:
    start = number * part_size()
    return _range(size).values(first=max(start, after + 1), last=start + part_size() - 1)


@kept
def _range(size: int) -> Statement:
    pages = listed_pages().filter(id__at_least=Slot("first"), id__at_most=Slot("last")).order_by("pk")
    return Statement(pages[:size], _COLUMNS)
