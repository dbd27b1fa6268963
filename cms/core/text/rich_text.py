"""Reads stored rich text in four forms: HTML, plain text, Markdown and its links.

Links are stored as references, and lead to the reader's language when the text is read.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import nh3
from markdownify import markdownify

from cms.core.keys import key_of
from cms.core.text.web_addresses import followable

TAGS = {
    "a",
    "b",
    "strong",
    "i",
    "em",
    "p",
    "ul",
    "ol",
    "li",
    "br",
    "h2",
    "h3",
    "h4",
    "sub",
    "sup",
    "blockquote",
    "hr",
    "span",
}
ATTRIBUTES = {"a": {"href", "hreflang"}, "*": {"lang", "dir"}}
_ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|ul|ol)>|<br\s*/?>", re.IGNORECASE)


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(text)}


@dataclass(frozen=True, slots=True)
class Reference:
    kind: str
    pk: int


def references(source: str) -> Iterator[Reference]:
    """Yields the pages and documents to which the text links, by their ids."""
    for attributes, _ in _ANCHOR.findall(source):
        found = _attributes(attributes)
        key = key_of(found.get("id", ""))
        if found.get("linktype") in {"page", "document"} and key is not None:
            yield Reference(found["linktype"], key)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads for this reader. `language` is None when the target is in the reader's own language."""

    url: str
    language: str | None
    row: Any


@dataclass(frozen=True, slots=True)
class FoundLink:
    url: str
    text: str
    target: Target | None
    kind: str | None


def _only_followable(_tag: str, name: str, value: str) -> str | None:
    """Drops addresses that may not be followed from anchors written in ways that `_ANCHOR` does not know."""
    return followable(value, here=True) or None if name == "href" else value


def plain(fragment: str) -> str:
    text = nh3.clean(_BLOCK_END.sub(lambda match: match.group() + "\n", fragment), tags=set())
    lines = (" ".join(line.split()) for line in html.unescape(text).splitlines())
    return "\n".join(line for line in lines if line)


class ResolvedText:
    """A stored text with its references resolved.

    Of a link that leads to nothing public, or to an address that may not be followed, only the words are kept.
    """

    def __init__(self, source: str, targets: Mapping[Reference, Target]) -> None:
        self._source = source
        self._targets = targets

    def _link(self, attributes: str, words: str) -> FoundLink | None:
        found = _attributes(attributes)
        kind = found.get("linktype")
        if kind in {"page", "document"}:
            key = key_of(found.get("id", ""))
            target = None if key is None else self._targets.get(Reference(kind, key))
            return FoundLink(target.url, plain(words), target, kind) if target else None
        url = followable(found.get("href"), here=True)
        return FoundLink(url, plain(words), None, None) if url else None

    def _rewritten(self, match: re.Match[str]) -> str:
        link = self._link(match.group(1), match.group(2))
        if link is None:
            return match.group(2)
        language = f' hreflang="{html.escape(link.target.language)}"' if link.target and link.target.language else ""
        return f'<a href="{html.escape(link.url)}"{language}>{match.group(2)}</a>'

    @cached_property
    def html(self) -> str:
        linked = _ANCHOR.sub(self._rewritten, self._source)
        return nh3.clean(
            linked,
            tags=TAGS,
            attributes=ATTRIBUTES,
            attribute_filter=_only_followable,
            link_rel=None,
        )

    @cached_property
    def text(self) -> str:
        return plain(self.html)

    @cached_property
    def markdown(self) -> str:
        return markdownify(self.html, heading_style="ATX", bullets="-").strip()

    @cached_property
    def links(self) -> list[FoundLink]:
        """The links in reading order. Those that lead to nothing public are left out."""
        allowed = {_attributes(a).get("href") for a, _ in _ANCHOR.findall(self.html)}
        found = (self._link(attributes, words) for attributes, words in _ANCHOR.findall(self._source))
        return [link for link in found if link and link.url in allowed]
