"""How words are written down to be found: as they stand and as their lemmas, side by side, and parts of compounds.

The index and whoever asks it spell words by this one rule. PostgreSQL stems both spellings by the language's rules, so
a word is found by its stem and by the stem of its lemma.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from simplemma.__metadata__ import __version__ as version

from cms.core.text import dictionaries
from cms.core.text.lemmas import folded, lemma

# Raised when words are written down differently: what was indexed before is then made anew.
_RULES = 1
_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W_]+")
# What is added to an acronym in Finnish and Swedish, as in STEA:n, belongs to it.
_ENDING = re.compile(r"(?<=[^\W_]):[^\W\d_]{1,6}\b")
# Languages that write compounds in one word.
_COMPOUNDING = frozenset({"da", "de", "et", "fi", "hu", "is", "nb", "nn", "nl", "sv"})
# Shorter parts stand in words by chance.
_LAST_PART_MIN = 4
_FIRST_PART_MIN = 3
# Longer words are no words: what they are, nobody looks for by a part.
_SPLIT_MAX = 60


class Spelt(NamedTuple):
    """A word: where it stands in its text, and its spellings."""

    start: int
    end: int
    word: str
    lemma: str


def plain(text: str) -> str:
    """Returns a text as it is indexed and quoted: composed letters, no soft hyphens, no null characters."""
    return unicodedata.normalize("NFC", text).replace(_SOFT_HYPHEN, "").replace("\x00", "")


def spelt(text: str, tag: str) -> Iterator[Spelt]:
    """Yields the words of a plain text. What a hyphen or an apostrophe joins are words of their own."""
    for start, end, word in runs(text):
        yield Spelt(start, end, *spellings(word, tag))


def runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yields where each word of a plain text stands, without the endings of acronyms."""
    endings = {found.start() + 1 for found in _ENDING.finditer(text)} if ":" in text else ()
    for found in _WORD.finditer(text):
        if found.start() not in endings:
            yield found.start(), found.end(), found[0]


@dictionaries.forgotten
@lru_cache(maxsize=65_536)
def spellings(word: str, tag: str) -> tuple[str, str]:
    """Returns a word in small letters, and its lemma in one piece."""
    small, found = folded(word), lemma(word, tag)
    return small, found if found.isalnum() else small


def lemma_of(word: str, tag: str) -> str:
    """Returns the lemma of a word."""
    return spellings(word, tag)[1]


class Piece(NamedTuple):
    """A piece of text as it is quoted, and as it is indexed: each word with its lemma, and the parts of compounds."""

    text: str
    pairs: str
    parts: tuple[str, ...]


def spell(text: str, tag: str) -> Piece:
    """Returns a piece of text in a language as it is indexed. After each word stands its lemma: both keep their places.

    By the parts of compounds a text is found as well, after texts with whole words.
    """
    text = plain(text)
    words = list(spelt(text, tag))
    pairs = " ".join(f"{word.word} {word.lemma}" for word in words)
    if dictionaries.base(tag) not in _COMPOUNDING:
        return Piece(text, pairs, ())
    return Piece(text, pairs, tuple(dict.fromkeys(part for word in words for part in parts_of(word.lemma, tag))))


@dictionaries.forgotten
@lru_cache(maxsize=65_536)
def parts_of(word: str, tag: str) -> tuple[str, ...]:
    """Returns the first and the last part of a compound in its dictionary form; none of what is no compound."""
    dictionary = dictionaries.dictionary(dictionaries.base(tag))
    if dictionary is None or not _LAST_PART_MIN + _FIRST_PART_MIN <= len(word) <= _SPLIT_MAX:
        return ()
    for start in range(_FIRST_PART_MIN, len(word) - _LAST_PART_MIN + 1):
        last = word[start:]
        if dictionary.get(last) == last:
            first = word[:start]
            return (first, last) if dictionary.get(first) else (last,)
    return ()


def made_with(tag: str) -> str:
    """Returns what the index of a language is made with: rules, and the dictionary if there is one."""
    has_dictionary = dictionaries.dictionary(dictionaries.base(tag)) is not None
    return f"{_RULES}/{version if has_dictionary else 'no dictionary'}"
