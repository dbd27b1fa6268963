"""The words of a text, each with its lemma, which is the form in which it stands in a dictionary.

So “vapaaehtoistoiminnassa” is found by who looks for “vapaaehtoistoiminta”. In a language without a dictionary, a word
is its own lemma.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import DictionaryFactory

from cms.core.text import dictionaries

_SOFT_HYPHEN = "\u00ad"
# Letters and digits, and between them what joins the parts of a word, as in EU-rahoitus, STEA:n and don't.
_WORD = re.compile(rf"[^\W_]+(?:[-'’:{_SOFT_HYPHEN}][^\W_]+)*")
# What is added to an acronym in Finnish and Swedish.
_ENDING = re.compile(r":[^\W\d_]{1,6}$")
# A part of a compound has so many letters at least: shorter ones stand in words by chance.
_PART_MIN = 4


class Word(NamedTuple):
    """A word and where it stands in its text."""

    start: int
    end: int
    text: str
    lemma: str


def words_of(text: str, tag: str) -> list[Word]:
    """Returns the words of a text in the language with this tag."""
    return [Word(*found.span(), found[0], lemma(found[0], tag)) for found in _WORD.finditer(text)]


@dictionaries.forgotten
@lru_cache(maxsize=65_536)
def lemma(word: str, tag: str) -> str:
    """Returns the lemma of a word, in small letters; the word itself where none is known."""
    word = _ENDING.sub("", _composed(word))
    language = dictionaries.base(tag)
    dictionary = dictionaries.dictionary(language)
    if dictionary is None:
        return folded(word)
    found = _lemmatizer.lemmatize(word, language)
    return folded(_of_compound(word, found, dictionary) or found)


def folded(word: str) -> str:
    """Returns a word in small letters. Russian ё is е, as it is mostly written."""
    return _composed(word).lower().replace("ё", "е")


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word.replace(_SOFT_HYPHEN, "").replace("’", "'"))


def _of_compound(word: str, found: str, dictionary: Mapping[str, str]) -> str:
    """Returns the lemma of a compound that no dictionary has, by its last part; "" where simplemma knows better.

    simplemma leaves such a word as it is, as “kamratstödet”, or takes its last part for an ending, as of
    “hyvinvointialue”.
    """
    small, stem = word.lower(), found.lower()
    if small in dictionary or word in dictionary:
        return ""
    first = 1
    if stem != small:
        if not small.startswith(stem) or len(small) - len(stem) < _PART_MIN:
            return ""
        first = len(stem)
    for start in range(first, len(small) - _PART_MIN + 1):
        if (last := dictionary.get(small[start:])) is not None:
            return word[:start] + last
    return ""


class _Made(DictionaryFactory):
    """Hands out the dictionaries that were made before, and makes none."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        return dictionaries.dictionary(lang) or {}


# The lemmas are kept above.
_lemmatizer = Lemmatizer(cache_max_size=0, lemmatization_strategy=DefaultStrategy(dictionary_factory=_Made()))
