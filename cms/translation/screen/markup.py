"""The markup that a text may hold, of what a browser gives."""

from typing import Any

from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from wagtail.admin.compare import diff_text
from wagtail_localize.strings import INLINE_TAGS, StringValue


def inline(markup: str) -> str:
    """Returns the markup with the inline tags that a text may hold, and of their attributes the names of links."""
    soup: Any = BeautifulSoup(markup, "html.parser")
    for element in soup.find_all(["script", "style"]):
        element.decompose()
    for hidden in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        hidden.extract()  # Comments and declarations, which browsers end elsewhere.
    for element in soup.find_all(True):
        if element.name not in INLINE_TAGS:
            element.unwrap()
        else:
            kept = element.attrs.get("id") if element.name == "a" else None
            element.attrs = {"id": kept} if kept else {}
    return str(soup)


def plain(words: str) -> str:
    """Returns what was typed into a plain field, without what no field takes and without edges."""
    return words.replace("\x00", "").replace("\r\n", "\n").strip()


def cleaned(words: str, *, is_rich: bool) -> str:
    """Returns what was typed as wagtail-localize keeps it: of a text without markup, each line."""
    words = plain(words)
    if not words:
        return ""
    return inline(words).strip() if is_rich else str(StringValue.from_plaintext(words).data)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """The words of both plain texts in their order, each with whether it is a `deletion`, an `addition` or `equal`."""
    return [(str(kind), str(words)) for kind, words in diff_text(before, after).changes]
