"""The texts of a page, taken apart as wagtail-localize does it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.core.blocks import StatementsBlock
from cms.search import indexing
from cms.translation.texts.alignment import ADDRESS, Text
from cms.translation.texts.links import Links
from cms.translation.texts.values import count_of


def strings(segments: Iterable[Any]) -> list[tuple[str, str]]:
    """Of a page taken apart: every translatable string with its path, in order. A string may hold inline markup.

    The address, which wagtail-localize counts too, is no text.
    """
    return [
        (segment.path, segment.string.data)
        for segment in segments
        if isinstance(segment, StringSegmentValue) and segment.path != ADDRESS
    ]


def prose(page: Page) -> list[tuple[str, str]]:
    """Every translatable string with its path in the page, in order."""
    return strings(extract_segments(page))


def searchable(title: str, found: Iterable[tuple[str, str]]) -> indexing.Text:
    """A page's strings as it is found by them: its plain fields lead to what stands in streams.

    wagtail-localize holds every string as HTML, of plain fields too; here they are as readers see them.
    """
    lead: list[str] = []
    rest: list[str] = []
    for path, string in found:
        if path != "title":
            (rest if "." in path else lead).append(unescape(strip_tags(string.replace("<br", " <br"))))
    return indexing.Text(title, lead, rest)


def words_in(segments: Iterable[Any]) -> int:
    """How many words there are to translate in a page taken apart."""
    return sum(count_of(words) for _path, words in strings(segments))


def digest(found: list[tuple[str, str]]) -> str:
    """What tells whether texts or their places are others than before."""
    return hashlib.sha256(json.dumps(found, ensure_ascii=False).encode()).hexdigest()


def texts(found: Iterable[tuple[str, str]]) -> list[Text]:
    """Strings with their paths as texts, each once: the same words in one place have one translation."""
    return list(dict.fromkeys(Text(path, words) for path, words in found))


def links(segments: Iterable[Any]) -> dict[Text, Links]:
    """The texts of a page taken apart, each once, and where the links in each lead."""
    return {
        Text(segment.path, segment.string.data): segment.attrs or {}
        for segment in segments
        if isinstance(segment, StringSegmentValue) and segment.path != ADDRESS
    }


def numbered(page: Page, found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    """Each string with its text and its place there: a rich text holds several, and so does a list of sentences."""
    sentences = {
        f"{field.name}."
        for field in page._meta.get_fields()
        if isinstance(field, StreamField) and isinstance(field.stream_block, StatementsBlock)
    }
    places: Counter[str] = Counter()
    for path, string in found:
        text = next((name[:-1] for name in sentences if path.startswith(name)), path)
        yield text, places[text], string
        places[text] += 1
