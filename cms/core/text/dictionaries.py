"""The dictionaries of lemmas: made once, and read by every process.

They are simplemma's, as tries: four languages take 33 megabytes of memory, where its own form takes 630. To make them
takes some ten seconds and 700 megabytes, so no request ever does: `manage.py build_dictionaries` makes them.
"""

import fcntl
import logging
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from django.conf import settings
from marisa_trie import BytesTrie
from simplemma.__metadata__ import __version__ as version
from simplemma.strategies.dictionaries import TrieDictionaryFactory
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES
from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieWrapDict

logger = logging.getLogger(__name__)


class _Keeper(Protocol):
    def cache_clear(self) -> None: ...


_Kept = TypeVar("_Kept", bound=_Keeper)
_keepers: list[_Keeper] = []


def forgotten(keeper: _Kept) -> _Kept:
    """Marks a function that keeps what it has answered: when other dictionaries are made, it forgets that."""
    _keepers.append(keeper)
    return keeper


def forget() -> None:
    """Forgets the dictionaries, and every answer that came from them or from their absence."""
    for keeper in _keepers:
        keeper.cache_clear()


def base(tag: str) -> str:
    """Returns the language whose dictionary a tag leads to: Easy Finnish has that of Finnish."""
    return tag.partition("-")[0].lower()


def languages(tags: Iterable[str]) -> list[str]:
    """Returns the languages of these tags of which a dictionary can be made."""
    return [language for language in dict.fromkeys(map(base, tags)) if language in SUPPORTED_LANGUAGES]


def folder() -> Path:
    """Returns where they are kept. Another version of simplemma has others."""
    return Path(settings.DATA_DIR) / "dictionaries" / version


def file_of(language: str) -> Path:
    return folder() / f"{language}.dic"


def missing(tags: Iterable[str]) -> list[str]:
    """Returns the languages of these tags whose dictionary is still to be made."""
    return [language for language in languages(tags) if not file_of(language).exists()]


def build(tags: Iterable[str]) -> list[str]:
    """Makes what is missing, and returns the languages of that. Who comes at the same time waits and finds it made."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = missing(tags)
        for language in made:
            with tempfile.TemporaryDirectory(dir=folder()) as unfinished:
                TrieDictionaryFactory(disk_cache_dir=unfinished).get_dictionary(language)
                # It is whole when it has its name.
                (Path(unfinished) / f"{language}.dic").replace(file_of(language))
    forget()
    return made


@forgotten
@cache
def dictionary(language: str) -> Mapping[str, str] | None:
    """Returns the dictionary of a language, from word to lemma; None when there is none, or none has been made."""
    if language not in SUPPORTED_LANGUAGES:
        return None
    try:
        return TrieWrapDict(BytesTrie().load(str(file_of(language))))
    except (OSError, RuntimeError) as problem:
        logger.warning("No dictionary for %r (%s): run manage.py build_dictionaries.", language, problem)
        return None
