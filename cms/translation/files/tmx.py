"""TMX 1.4: the memory of two languages for a translator's tool, and what another memory holds."""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from django.utils.translation import gettext as _
from lxml import etree

from cms.core.admin.uploads import Unreadable
from cms.core.languages import of_tool
from cms.core.text.xml_files import LANGUAGE, NOTHING_OPENED, append
from cms.translation.files.inline import EMPTY
from cms.translation.screen.markup import inline

# Codes of a tool hold tags as text: of these only tags of ours, without anything that could be more.
_TAG = re.compile(r"</?[a-z]+(?: id=\"[a-z0-9-]+\")?\s*/?>")
_CODES = {"bpt", "ept", "ph", "it", "ut"}


class Pair(NamedTuple):
    """A text and its translation, with their inline markup. `at` is when it was saved."""

    source: str
    words: str
    at: datetime


def written(pairs: Iterable[Pair], source: str, target: str) -> Iterator[bytes]:
    """Makes the file piece by piece."""
    header = etree.Element(
        "header",
        {
            "creationtool": "Verkosto",
            "creationtoolversion": "1",
            "segtype": "block",
            "o-tmf": "Verkosto",
            "adminlang": "en",
            "srclang": source,
            "datatype": "html",
        },
    )
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n' + etree.tostring(header) + b"\n<body>\n"
    for pair in pairs:
        unit = etree.Element("tu", changedate=f"{pair.at.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        for tag, markup in ((source, pair.source), (target, pair.words)):
            _fill(etree.SubElement(etree.SubElement(unit, "tuv", {LANGUAGE: tag}), "seg"), markup)
        yield etree.tostring(unit, encoding="UTF-8", xml_declaration=False) + b"\n"
    yield b"</body>\n</tmx>\n"


def _fill(segment: Any, markup: str) -> None:
    """Tags become codes, which tools protect: one for a tag's beginning and one for its end, with the same number."""
    numbers = iter(range(1, 100_000))

    def walk(node: Any) -> None:
        for child in node.children:
            if isinstance(child, NavigableString):
                append(segment, str(child))
                continue
            number = str(next(numbers))
            if child.name in EMPTY:
                etree.SubElement(segment, "ph", x=number).text = f"<{child.name}/>"
                continue
            name = f' id="{child.attrs["id"]}"' if child.attrs.get("id") else ""
            etree.SubElement(segment, "bpt", i=number, x=number).text = f"<{child.name}{name}>"
            walk(child)
            etree.SubElement(segment, "ept", i=number).text = f"</{child.name}>"

    walk(BeautifulSoup(markup, "html.parser"))


def read(content: bytes, target: str) -> Iterator[tuple[str, str, str]]:
    """The translations into a language: of each the original's language, the original, and the translation.

    Nothing that the file names is opened and no entity is expanded. Raises Unreadable, maybe after the first ones.
    """
    parser = etree.iterparse(io.BytesIO(content), events=("start", "end"), **NOTHING_OPENED)
    default = ""
    try:
        for event, element in parser:
            name = etree.QName(element).localname
            if event == "start":
                if element.getparent() is None:
                    _refuse_other(element, name)
                elif name == "header":
                    default = element.get("srclang", "")
            elif name == "tu":
                yield from _translations(element, element.get("srclang") or default, target)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(str(error)) from error


def _refuse_other(root: Any, name: str) -> None:
    kind = root.getroottree().docinfo.internalDTD
    if name != "tmx" or (kind is not None and any(True for _entity in kind.iterentities())):
        raise Unreadable(_("It is no TMX file."))


def _translations(unit: Any, source: str, target: str) -> Iterator[tuple[str, str, str]]:
    """A unit may hold any number of languages. `source` may be “*all*”: then any that is not the target."""
    texts: dict[str, str] = {}
    for side in unit.iter("{*}tuv"):
        segment = side.find("{*}seg")
        if segment is not None:
            texts.setdefault(_named(side.get(LANGUAGE) or side.get("lang") or ""), _markup_of(segment))
    words = texts.pop(target, "")
    first = _named(source)
    found = {first: texts[first]} if first in texts else texts
    yield from ((tag, text, words) for tag, text in found.items() if text and words)


def _named(tag: str) -> str:
    """The language of the site that a file means, or what it says."""
    return of_tool(tag) or tag.lower()


def _markup_of(segment: Any) -> str:
    """The text, with codes that are tags of ours as markup, and without others."""
    parts: list[str] = []

    def add(text: str | None) -> None:
        parts.append(escape(text or "", quote=False))

    def walk(node: Any) -> None:
        add(node.text)
        for child in node:
            if isinstance(child.tag, str):
                if etree.QName(child).localname not in _CODES:
                    walk(child)
                elif _TAG.fullmatch(code := (child.text or "").strip()):
                    parts.append(code)
            add(child.tail)

    walk(segment)
    return inline("".join(parts)).strip()
