"""Marks terms in a text that may hold inline markup."""

from collections.abc import Callable, Sequence
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from django.utils.safestring import SafeString, mark_safe

from cms.translation.terms.finding import Found


def marked(markup: str, find: Callable[[str], Sequence[Found]]) -> SafeString:
    """Returns the markup with `<mark>` around what `find` finds in its text.

    The markup has no tags but inline ones. A term that begins in one of them and ends in another is marked in parts, so
    that each tag stays whole.
    """
    soup: Any = BeautifulSoup(markup, "html.parser")
    pieces: list[tuple[int, NavigableString]] = []
    text = ""
    for element in soup.descendants:
        if isinstance(element, NavigableString):
            pieces.append((len(text), element))
            text += element
        elif element.name == "br":
            text += "\n"
    places = find(text)
    for start, piece in pieces:
        _mark(soup, piece, [(found.start - start, found.end - start) for found in places])
    return mark_safe(str(soup))  # noqa: S308 (texts are escaped as they are written out)


def _mark(soup: Any, piece: NavigableString, places: Sequence[tuple[int, int]]) -> None:
    text, done = str(piece), 0
    parts: list[Any] = []
    for start, end in places:
        start, end = max(start, 0), min(end, len(text))
        if start >= end:
            continue
        mark = soup.new_tag("mark")
        mark.string = text[start:end]
        parts += [NavigableString(text[done:start]), mark]
        done = end
    if parts:
        piece.replace_with(*parts, NavigableString(text[done:]))
