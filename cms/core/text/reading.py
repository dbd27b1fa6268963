"""What the readable page shows of other content: only what is public, in the reader's language."""

from collections.abc import Iterable
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.core.languages import full_chain
from cms.core.text.rich_text import Reference, ResolvedText, Target, references
from cms.core.visibility import all_pages


def readable_pages(pages: Iterable[Any], tag: str) -> list[Page]:
    """Returns the published pages for those given, each in the best language for the reader, in the same order."""
    keys = list(dict.fromkeys(page.translation_key for page in pages if page is not None))
    if not keys:
        return []
    chain = full_chain((tag,))
    found = all_pages().best_of_groups(chain).filter(translation_key__in=keys).select_related("locale", "text_state")
    by_key = {page.translation_key: page for page in found}
    return [by_key[key] for key in keys if key in by_key]


def public_rows(rows: Iterable[Any]) -> list[Any]:
    """Returns those of the contacts, images or documents of one model that everybody may see, in the same order."""
    wanted = [row for row in rows if row is not None]
    if not wanted:
        return []
    public = type(wanted[0])._default_manager.public().in_bulk([row.pk for row in wanted])
    return [public[row.pk] for row in wanted if row.pk in public]


def readable_text(source: str, tag: str) -> str:
    """Returns stored rich text as HTML. Only the words are kept of a link to something that is not public."""
    wanted = set(references(source))
    pages = list(Page.objects.filter(pk__in=[reference.pk for reference in wanted if reference.kind == "page"]))
    best = {page.translation_key: page for page in readable_pages(pages, tag)}
    targets = {
        Reference("page", page.pk): Target(best[page.translation_key].url, None, page)
        for page in pages
        if page.translation_key in best
    }
    keys = [reference.pk for reference in wanted if reference.kind == "document"]
    targets |= {
        Reference("document", item.pk): Target(item.url, None, item)
        for item in get_document_model().objects.public().filter(pk__in=keys)
    }
    return ResolvedText(source, targets).html
