"""The languages in which content is published: one setting, `CONTENT_LANGUAGES`, and what is known of each tag."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.signals import setting_changed
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, gettext_noop


@dataclass(frozen=True, slots=True)
class Language:
    """A language. `name` is English; `label` is the name in the language of the admin's user.

    `is_easy` is true of an easy language, which is written for those to whom the language itself is hard.
    `search_config` names the PostgreSQL text search configuration that stems the language.
    """

    tag: str
    name: str
    native_name: str
    is_right_to_left: bool
    is_easy: bool
    search_config: str

    @property
    def direction(self) -> str:
        """As HTML's `dir` has it."""
        return "rtl" if self.is_right_to_left else "ltr"

    @property
    def label(self) -> Promise:
        return gettext_lazy(self.name)


class UnknownLanguage(ValueError):
    """Raised for a tag that leads to none of the known languages."""

    def __init__(self, tag: str, beginning: str, known: Iterable[str]) -> None:
        super().__init__(f"Unknown language {tag[:40]!r}. {beginning}: {', '.join(map(canonical, known))}.")


# Names of languages that Django's own table lacks, in English and in the language itself.
_NAMES = {
    "se": (gettext_noop("Northern Sami"), "davvisámegiella"),
    "smn": (gettext_noop("Inari Sami"), "anarâškielâ"),
    "sms": (gettext_noop("Skolt Sami"), "nuõrttsääʹmǩiõll"),
    "so": (gettext_noop("Somali"), "Soomaali"),
    "ku": (gettext_noop("Kurdish"), "Kurdî"),
    "ti": (gettext_noop("Tigrinya"), "ትግርኛ"),
    "fsl": (gettext_noop("Finnish Sign Language"), "suomalainen viittomakieli"),
}
# What makes a tag that of an easy language: `fi-x-selko`, `sv-x-latt`, `en-x-easy`, or the registered `de-simple`.
_EASY = frozenset({"selko", "latt", "easy", "simple"})
_EASY_NAMES = {
    "fi": (gettext_noop("Easy Finnish"), "selkosuomi"),
    "sv": (gettext_noop("Easy Swedish"), "lätt svenska"),
    "en": (gettext_noop("Easy English"), "Easy English"),
    "ru": (gettext_noop("Easy Russian"), "ясный русский"),
}
_SEARCH_CONFIGS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "nb": "norwegian",
    "ru": "russian",
    "sv": "swedish",
}
# Languages in which people are served, beside those in which content is written.
SPOKEN = [
    "fi", "sv", "en", "ru", "et", "uk", "ar", "so", "fa", "ku", "sq", "vi", "zh-hans", "es", "fr", "de", "tr", "th",
    "ti", "se", "smn", "sms", "fsl", "fi-x-selko",
]  # fmt: skip


_WELL_FORMED = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
TAG_MAX_LENGTH = 100


def is_well_formed(tag: str) -> bool:
    """Whether the tag has the shape of a language tag or range (RFC 4647, section 2.1), whatever it means."""
    return len(tag) <= TAG_MAX_LENGTH and _WELL_FORMED.fullmatch(tag) is not None


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """Returns the tag with each part in its usual case: fi, pt-BR, zh-Hant-TW, fi-x-selko.

    RFC 5646, section 2.1.1, gives the case of each part.
    """
    first, *others = tag.lower().split("-")
    parts = [first]
    is_extension = len(first) == 1
    for part in others:
        is_extension = is_extension or len(part) == 1
        if not is_extension and part.isalpha():
            part = {2: part.upper(), 4: part.title()}.get(len(part), part)
        parts.append(part)
    return "-".join(parts)


@lru_cache(maxsize=1024)
def lookup(tag: str, known: tuple[str, ...]) -> str | None:
    """Returns the one of `known` that a tag leads to by the lookup of RFC 4647, section 3.4; None if there is none.

    The tag loses its last part until one is found.
    """
    by_tag = {item.lower(): item for item in known}
    parts = tag.lower().split("-")
    while parts:
        if found := by_tag.get("-".join(parts)):
            return found
        parts.pop()
        if parts and len(parts[-1]) == 1:
            parts.pop()  # A single letter only introduces the part that followed.
    return None


def of_tool(tag: str) -> str | None:
    """Returns the site's language that a translator's tool means by a tag; None if there is none.

    Tools write sv-FI or sv_FI for sv.
    """
    return lookup(tag.replace("_", "-"), tuple(settings.CONTENT_LANGUAGES))


def published_in(tag: str) -> str:
    """Returns the site's language that a tag leads to. Raises UnknownLanguage when there is none."""
    if found := lookup(tag, tuple(settings.CONTENT_LANGUAGES)):
        return found
    raise UnknownLanguage(tag, "The site publishes in", settings.CONTENT_LANGUAGES)


def spoken(tag: str) -> str:
    """Returns the language that a tag leads to among those people are served in.

    Raises UnknownLanguage when there is none.
    """
    if found := lookup(tag, tuple(SPOKEN)):
        return found
    raise UnknownLanguage(tag, "People are served in", SPOKEN)


def language(tag: str) -> Language:
    """Returns what is known of a tag. A private-use or unlisted tag is described by its base language or by itself."""
    base, *others = tag.lower().split("-")
    info = LANG_INFO.get(tag) or LANG_INFO.get(base) or {}
    is_easy = not _EASY.isdisjoint(others)
    named = _EASY_NAMES.get(base) if is_easy else _NAMES.get(tag)
    name, native_name = named or (info.get("name", tag), info.get("name_local", tag))
    if is_easy and not named:
        name, native_name = f"Easy {name}", f"{native_name} (easy)"
    return Language(
        tag=tag,
        name=name,
        native_name=native_name,
        is_right_to_left=bool(info.get("bidi", False)),
        is_easy=is_easy,
        search_config=_SEARCH_CONFIGS.get(base, "simple"),
    )


def are_forms_of_one(tag: str, other: str) -> bool:
    """Whether two tags are of one language, like Finnish and easy Finnish: no machine translates between them."""
    return tag.lower().split("-")[0] == other.lower().split("-")[0]


def base_of(tag: str) -> str | None:
    """Returns the site's language of which this one is a form, like `fi` of `fi-x-selko`; None if there is none."""
    wider = tag.rpartition("-")[0]
    return lookup(wider, tuple(settings.CONTENT_LANGUAGES)) if wider else None


def content_languages() -> list[Language]:
    """Returns the languages of the site in its own order: the default comes first."""
    return [language(tag) for tag in settings.CONTENT_LANGUAGES]


def fallbacks(tag: str) -> list[str]:
    """Returns where a reader of `tag` looks next, nearest first; only languages in which the site publishes."""
    named = settings.LANGUAGE_FALLBACKS.get(tag)
    wanted = _usual_fallbacks(tag) if named is None else named
    return [other for other in dict.fromkeys(wanted) if other in settings.CONTENT_LANGUAGES and other != tag]


def _usual_fallbacks(tag: str) -> list[str]:
    """Of a language that `LANGUAGE_FALLBACKS` does not name.

    A form of another language goes back to that, and on as its readers do; any other to English, then to the language
    in which most is written.
    """
    if base := base_of(tag):
        return [base, *fallbacks(base)]
    return ["en", *settings.CONTENT_LANGUAGES[:1]]


def chain(tags: Iterable[str] | None) -> tuple[str, ...]:
    """Returns a caller's languages in their order, without repeats; for None, the site's own order.

    Raises UnknownLanguage for a tag that leads to no language of the site, ValueError for an empty list.
    """
    if tags is None:
        return tuple(settings.CONTENT_LANGUAGES)
    locales = tuple(dict.fromkeys(map(published_in, tags)))
    if not locales:
        raise ValueError("give at least one language, or leave it out for the site's own order.")
    return locales


def full_chain(locales: Sequence[str]) -> tuple[str, ...]:
    """Returns these languages, then each language's own fallbacks, then every other language of the site.

    Related things are read along this chain: a funder without a Swedish text is still the funder.
    """
    return _full_chain(tuple(locales))


@lru_cache(maxsize=1024)
def _full_chain(locales: tuple[str, ...]) -> tuple[str, ...]:
    tags = [*locales]
    for tag in locales:
        tags += fallbacks(tag)
    return tuple(dict.fromkeys([*tags, *settings.CONTENT_LANGUAGES]))


def _forget(**_: Any) -> None:
    _full_chain.cache_clear()


# The setting changes in tests only.
setting_changed.connect(_forget)
