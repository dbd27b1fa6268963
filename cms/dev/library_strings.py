"""What libraries leave untranslated in our languages, or translate wrongly: our catalogues say it instead.

Nothing is listed by hand. A string is ours to translate while no library has a translation of it, or while its
translation is one of `MISTRANSLATED`; when a new version brings a good one, `make check` asks for ours to go.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

# Installed apps that people read. What only developers or operators see is left in English.
LIBRARIES: tuple[str, ...] = (
    "django.conf",
    "django.contrib.auth",
    "django.contrib.humanize",
    "taggit",
    "wagtail",
    "wagtail.admin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail_localize",
    "wagtail_localize.locales",
)
# By language: what the English says, and a translation of it that misleads. A locale is a language of content here,
# neither a country's formats nor a translation.
MISTRANSLATED: dict[str, tuple[tuple[str, str], ...]] = {
    "fi": ((r"\blocales?\b", r"maa-aset"),),
    "sv": ((r"\blocales?\b", r"^plats$|översättning"),),
    "ru": ((r"\blocales?\b", r"локал"),),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")


@cache
def _locale_folder(library: str) -> Path | None:
    """None for a library that is not installed."""
    spec = find_spec(library)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "locale"


def _translations(folder: Path, language: str, domain: str) -> Catalog | None:
    path = folder / language / "LC_MESSAGES" / f"{domain}.mo"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_mo(file)


def _sources(folder: Path, domain: str) -> Iterator[Message]:
    """The English catalogue that a library ships has every string of its sources."""
    path = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    if path.exists():
        with path.open("rb") as file:
            yield from (message for message in read_po(file, locale="en") if message.id)


def _key(message: Message) -> tuple[str | None, str]:
    context: Any = message.context
    if isinstance(context, bytes):  # Babel reads it so from .mo files.
        context = context.decode()
    return context, message.id if isinstance(message.id, str) else message.id[0]


def _is_good(message: Message, language: str, domain: str) -> bool:
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    if not all(forms):
        return False
    source = _key(message)[1]
    if domain == "djangojs" and source.endswith(" ") and not forms[0].endswith(" "):  # A word is written behind it.
        return False
    english = _PLACEHOLDER.sub("", source)
    return not any(
        re.search(said, english, re.IGNORECASE) and re.search(wrong, form, re.IGNORECASE)
        for said, wrong in MISTRANSLATED.get(language, ())
        for form in forms
    )


def to_translate(language: str, domain: str) -> Iterator[tuple[str, Message]]:
    """Strings of the libraries that are ours to translate, each with the library's name."""
    folders = {library: folder for library in LIBRARIES if (folder := _locale_folder(library))}
    found: dict[tuple[str | None, str], bool] = {}
    for folder in folders.values():
        for message in _translations(folder, language, domain) or ():
            if message.id:
                # The interface shows one of them: a wrong one may win.
                found[_key(message)] = found.get(_key(message), True) and _is_good(message, language, domain)
    for library, folder in folders.items():
        yield from ((library, message) for message in _sources(folder, domain) if not found.get(_key(message)))
