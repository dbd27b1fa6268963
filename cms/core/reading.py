"""What the readable page shows of things that others own: only what is public, in the reader's language."""

import html
import re
from collections.abc import Iterable
from typing import Any

import nh3
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.core.languages import full_chain
from cms.core.visibility import published_pages

TAGS = {"a", "b", "strong", "i", "em", "p", "ul", "ol", "li", "br", "sub", "sup"}
_ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([\w-]+)\s*=\s*"([^"]*)"')


def readable_pages(pages: Iterable[Any], tag: str) -> list[Page]:
    """Published pages in the place of those given, each in the best language for the reader, in the same order."""
    keys = list(dict.fromkeys(page.translation_key for page in pages if page is not None))
    if not keys:
        return []
    chain = full_chain((tag,))
    found = published_pages().filter(translation_key__in=keys).best_of(chain).select_related("locale")
    by_key = {page.translation_key: page for page in found}
    return [by_key[key] for key in keys if key in by_key]


def public_rows(rows: Iterable[Any]) -> list[Any]:
    """Of contacts, images or documents of one model, those that everybody may see, in the same order."""
    wanted = [row for row in rows if row is not None]
    if not wanted:
        return []
    public = type(wanted[0])._default_manager.public().in_bulk([row.pk for row in wanted])
    return [public[row.pk] for row in wanted if row.pk in public]


def _linked(source: str, kind: str) -> list[int]:
    found = [dict(_ATTRIBUTE.findall(attributes)) for attributes, _words in _ANCHOR.findall(source)]
    return [int(item["id"]) for item in found if item.get("linktype") == kind and item.get("id", "").isdigit()]


def readable_text(source: str, tag: str) -> str:
    """Stored rich text as HTML. A link to something that is not public keeps its words only."""
    pages = list(Page.objects.filter(pk__in=_linked(source, "page")))
    best = {page.translation_key: page for page in readable_pages(pages, tag)}
    addresses = {("page", page.pk): best[page.translation_key].url for page in pages if page.translation_key in best}
    documents = get_document_model().objects.public().filter(pk__in=_linked(source, "document"))
    addresses |= {
        ("document", item.pk): reverse("wagtaildocs_serve", args=[item.pk, item.filename]) for item in documents
    }

    def rewrite(match: re.Match[str]) -> str:
        found = dict(_ATTRIBUTE.findall(match.group(1)))
        kind, number = found.get("linktype"), found.get("id", "")
        address = found.get("href") if kind is None else None
        if kind and number.isdigit():
            address = addresses.get((kind, int(number)))
        return f'<a href="{html.escape(html.unescape(address))}">{match.group(2)}</a>' if address else match.group(2)

    return nh3.clean(_ANCHOR.sub(rewrite, source), tags=TAGS, attributes={"a": {"href"}}, link_rel="noopener")
