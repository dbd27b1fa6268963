"""What a fact of a page is, and how texts, pages, names, documents and addresses become its values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cms.core.languages import language
from cms.core.text.localised_text import LocalisedText
from cms.core.text.reading import public_rows, readable_pages
from cms.core.text.web_addresses import followable


@dataclass(frozen=True, slots=True)
class Value:
    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    values: list[Value]


# Labels and values, as a function of a type yields them for a page and the tag of its language.
Facts = Iterator[tuple[str, list[Value]]]


def texts(*found: Any) -> list[Value]:
    return [Value(str(text)) for text in found if text]


def pages(found: Iterable[Any], tag: str) -> list[Value]:
    return [Value(page.title, page.url or "", page.locale.language_code) for page in readable_pages(found, tag)]


def names(rows: Iterable[Any], tag: str) -> list[Value]:
    """Returns the names of rows of a vocabulary or of areas."""
    return [named(row.names, tag) for row in rows]


def named(names: Any, tag: str, otherwise: str = "", url: str = "") -> Value:
    """Returns the best text for the reader, with its language when that is not the page's."""
    found = LocalisedText(names)
    if not (text := found.best((tag,))):
        return Value(otherwise, url)
    own = found.best_tag((tag,))
    return Value(text, url, "" if own == tag else own)


def languages(tags: Iterable[str]) -> list[Value]:
    """Returns languages that people speak, each by its own name."""
    return [Value(language(tag).native_name, language=tag) for tag in tags]


def channels(page: Any, tag: str) -> list[Value]:
    return [
        named(item.label, tag, str(item.get_kind_display()), url)
        for item in page.channels.all()
        if (url := followable(item.url))
    ]


def links(page: Any, relation: str, field: str, tag: str) -> list[Value]:
    return pages((getattr(row, field) for row in getattr(page, relation).all()), tag)


def documents(page: Any, relation: str) -> list[Value]:
    rows = public_rows(row.document for row in getattr(page, relation).all())
    return [Value(row.title, row.url, row.language) for row in rows]


def areas(page: Any, tag: str) -> list[Value]:
    return names((row.area for row in page.areas.all()), tag)
