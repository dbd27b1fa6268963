"""Markup in a text and the inline codes of XLIFF, which tools for translators protect.

A tag is a code with a name like `b1`: the tag and its number in the text. A link keeps its name, by which it is known.
"""

import re
from collections import Counter
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from lxml import etree

from cms.core.text.xml_files import append
from cms.translation.screen.markup import inline

_NAME = re.compile(r"([a-z]+)\d+")
# What has no text in it.
EMPTY = {"br"}


class UnknownCode(ValueError):
    """A code that the text did not have."""


def fill(element: Any, markup: str, pair: str, single: str) -> None:
    """Writes a text into an XML element. `pair` and `single` are the names of codes around and between words."""
    counter: Counter[str] = Counter()

    def walk(node: Any, into: Any) -> None:
        for child in node.children:
            if isinstance(child, NavigableString):
                append(into, str(child))
                continue
            counter[child.name] += 1
            name = child.attrs.get("id") if child.name == "a" else None
            code = etree.SubElement(into, single if child.name in EMPTY else pair)
            code.set("id", name or f"{child.name}{counter[child.name]}")
            walk(child, code)

    walk(BeautifulSoup(markup, "html.parser"), element)


def markup_of(element: Any) -> str:
    """Returns the text of an XML element with its codes as markup, in the form in which texts are kept.

    Raises UnknownCode.
    """
    soup = BeautifulSoup("", "html.parser")

    def walk(node: Any, into: Any) -> None:
        if node.text:
            into.append(NavigableString(node.text))
        for child in node:
            if not isinstance(child.tag, str):  # A comment.
                _tail(child, into)
                continue
            name = child.get("id") or ""
            found = _NAME.fullmatch(name)
            if found is None:
                raise UnknownCode(name)
            tag = soup.new_tag(found[1], attrs={"id": name} if found[1] == "a" else {})
            into.append(tag)
            walk(child, tag)
            _tail(child, into)

    def _tail(child: Any, into: Any) -> None:
        if child.tail:
            into.append(NavigableString(child.tail))

    walk(element, soup)
    return inline(str(soup))
