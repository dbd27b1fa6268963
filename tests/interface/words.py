"""Which words on a screen are of another language than its reader's.

Three nets, because each has holes of its own: strings that gettext was asked for and did not know; texts that are
exactly a string of another language's catalogue, and so never went through gettext or went through it too early;
letters and small words that the language does not have.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils.translation import trans_real
from django.utils.translation.trans_real import DjangoTranslation

LANGUAGES = ("fi", "sv", "en", "ru")
# Said alike in every language, or names.
SAME = {
    "",
    "Verkosto",
    "Wagtail",
    "URL",
    "Facebook",
    "Instagram",
    "LinkedIn",
    "YouTube",
    "Vimeo",
    "Bluesky",
    "Mastodon",
}
_ATTRIBUTES = {"title", "aria-label", "placeholder", "alt", "aria-description", "data-w-tooltip-content-value"}
_NOT_TEXT = {"script", "style", "template", "svg", "code", "time"}
# In data for scripts: names of fields, blocks, classes and icons, addresses, time zones, tokens.
_IDENTIFIER = re.compile(r"(?:[a-z0-9]|[\w#.-]*[\w#-][-_./:#]\w)[\w./:#-]*(?: [\w-]+-[\w-]+)*|\w{30,}")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Texts(HTMLParser):
    """Visible texts and labels; addresses of further screens. What is marked as another language is passed by."""

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self.texts: list[str] = []
        self.addresses: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        foreign = attributes.get("lang", self.language).partition("-")[0] != self.language
        hidden = bool(self.open and self.open[-1][1]) or tag in _NOT_TEXT - {"template"} or foreign
        if tag not in _VOID:
            self.open.append((tag, hidden))
        for name, value in attributes.items():
            if name in {"href", "action"} or value.startswith("/admin/"):
                self.addresses.append(value)
            elif not hidden and (name in _ATTRIBUTES or (name == "value" and attributes.get("type") == "submit")):
                self.texts.append(value)
            elif value[:1] in {"{", "["}:
                self._json(value)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "script":
            if data.lstrip()[:1] in {"{", "["}:
                self._json(data)
        elif data.lstrip()[:1] == "{" and _is_json(data):
            self._json(data)
        elif not (self.open and self.open[-1][1]):
            self.texts.append(data)

    def _json(self, text: str) -> None:
        for string in _strings(json.loads(text)) if _is_json(text) else ():
            if string.startswith("/admin/"):
                self.addresses.append(string)
            elif _IDENTIFIER.fullmatch(string):
                continue
            elif string[:1] == "{" and _is_json(string):  # A rich text.
                self._json(string)
            elif "<" in string:
                inner = _Texts(self.language)
                inner.feed(string)
                self.texts += inner.texts
                self.addresses += inner.addresses
            else:
                self.texts.append(string)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def read(html: str, language: str) -> tuple[set[str], list[str]]:
    """Texts with single spaces, and addresses."""
    parser = _Texts(language)
    parser.feed(html)
    return {" ".join(text.split()) for text in parser.texts} - SAME, parser.addresses


def _catalogue(language: str) -> dict[str, set[str]]:
    """Translations by their English, without plural forms' numbers and contexts."""
    texts: dict[str, set[str]] = {}
    for key, text in trans_real.translation(language)._catalog.items():  # type: ignore[attr-defined]
        english = (key[0] if isinstance(key, tuple) else key).rpartition("\x04")[2]
        texts.setdefault(" ".join(english.split()), set()).add(" ".join(str(text).split()))
    return texts


@cache
def _foreign(language: str) -> dict[str, str]:
    """Each text of another language that this one does not have, with its language."""
    catalogues = {tag: _catalogue(tag) for tag in LANGUAGES if tag != "en"}
    english = set().union(*catalogues.values())
    own = english if language == "en" else set().union(*catalogues[language].values())
    foreign = dict.fromkeys(english, "en") if language != "en" else {}
    for tag, catalogue in catalogues.items():
        if tag != language:
            foreign |= dict.fromkeys(set().union(*catalogue.values()), tag)
    return {text: tag for text, tag in foreign.items() if text not in own and text not in SAME}


# Small words of each language that the others do not have.
_SMALL_WORDS = {
    "en": "the and of this that with from your you are is not page pages choose select edit delete add search",
    "fi": "ja ei tai tämä tämän sivu sivun sivut valitse lisää muokkaa poista kieli ovat voit",
    "sv": "ja och att inte är du sidan sidor välj lägg redigera eller den det som",
}


def _odd(text: str, language: str) -> str:
    """The first word that cannot be of the language."""
    if language != "ru" and (cyrillic := re.search(r"[а-яё]{2,}", text, re.IGNORECASE)):
        return cyrillic.group()
    others = {word for tag, words in _SMALL_WORDS.items() if tag != language for word in words.split()}
    others -= set(_SMALL_WORDS.get(language, "").split())
    return next((word for word in re.findall(r"[^\W\d_]+", text.lower()) if word in others), "")


def of_another_language(texts: Iterable[str], language: str) -> set[str]:
    """Each with the reason."""
    foreign = _foreign(language)
    found = {f"{text!r} is {foreign[text]}" for text in texts if text in foreign}
    return found | {
        f"{text!r} has {word!r}" for text in texts if text not in foreign and (word := _odd(text, language))
    }


@contextmanager
def unknown_strings(language: str) -> Iterator[set[str]]:
    """What gettext is asked for meanwhile and cannot say in the language."""
    unknown: set[str] = set()

    def asked(self: Any, message: str, number: int) -> None:
        known = message in self._catalog or (message, self.plural(number)) in self._catalog
        if self.to_language() == language and self.domain == "django" and not known:
            unknown.add(message.rpartition("\x04")[2])

    def gettext(self: Any, message: str) -> str:
        asked(self, message, 1)
        return super(DjangoTranslation, self).gettext(message)

    def ngettext(self: Any, one: str, many: str, number: int) -> str:
        asked(self, one, number)
        return original(self, one, many, number)

    original = DjangoTranslation.ngettext
    with pytest.MonkeyPatch.context() as patch:
        if language != "en":
            patch.setattr(DjangoTranslation, "gettext", gettext, raising=False)
            patch.setattr(DjangoTranslation, "ngettext", ngettext)
        yield unknown
