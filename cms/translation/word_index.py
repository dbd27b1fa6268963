"""Writes down the words of pages that were not, or by other rules or without the dictionary of today.

So it is after an update that changes the rules, when dictionaries are made later than pages, and for pages that are
older than the index. It goes on where it was interrupted.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Locale, Page

from cms.core.visibility import all_pages
from cms.editing.locks import lock_pages
from cms.search.models import PageText
from cms.search.words import made_with

_TOGETHER = 50


def waiting() -> QuerySet[Page]:
    """Returns the pages whose words are not written down as they would be now."""
    current = PageText.objects.none()
    for locale in Locale.objects.filter(language_code__in=settings.CONTENT_LANGUAGES):
        current = current | PageText.objects.filter(locale=locale, made_with=made_with(locale.language_code))
    known = current.filter(page=OuterRef("pk"))
    return all_pages().filter(~Exists(known), locale__language_code__in=settings.CONTENT_LANGUAGES, depth__gt=1)


def write_waiting() -> Iterator[int]:
    """Writes down the words of all pages that wait, some at a time, and yields how many of them were done each time."""
    last = 0
    while keys := list(waiting().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_TOGETHER]):
        last = keys[-1]
        _write(keys)
        yield len(keys)


@transaction.atomic
def _write(keys: list[int]) -> None:
    # Nobody saves one of them meanwhile: the words are those of the row.
    lock_pages(*keys)
    pages: Any = all_pages().filter(pk__in=keys).specific()
    for page in pages:
        if hasattr(page, "index_text"):
            page.index_text()
