"""Finds terms in a text, in whatever form their words stand there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from cms.core.text.inflections import inflections
from cms.core.text.lemmas import Word, folded, words_of
from cms.translation.models import Term, words_in

Forms = frozenset[str]

# A name that no dictionary has stands with an ending of its language: so long the name is at least, the ending at most.
_NAME_MIN, _ENDING_MAX = 4, 4
# By how many first letters such names are looked up.
_BEGINNING = 3


class Use(NamedTuple):
    """A word of a term, as the list of terms has it."""

    term: Term
    words: str
    is_avoided: bool


class Found(NamedTuple):
    """A place in a text, and what stands there: more than one use where several terms have the same word."""

    start: int
    end: int
    uses: tuple[Use, ...]

    @property
    def is_avoided(self) -> bool:
        return all(use.is_avoided for use in self.uses)


@dataclass(frozen=True)
class _Entry:
    use: Use
    words: tuple[str, ...]
    forms: tuple[Forms, ...]

    def stands_at(self, place: int, words: Sequence[Word], forms: Sequence[Forms]) -> bool:
        if place + len(self.words) > len(words):
            return False
        return all(
            self._is(number, words[place + number].text, forms[place + number]) for number in range(len(self.words))
        )

    def _is(self, number: int, text: str, forms: Forms) -> bool:
        own = self.words[number]
        if not (self.use.term.is_name and own[:1].isupper()):
            return bool(self.forms[number] & forms)
        if not text[:1].isupper():
            return False
        ending = len(text) - len(own)
        is_inflected = text.startswith(own) and len(own) >= _NAME_MIN and ending <= _ENDING_MAX
        return is_inflected or bool(self.forms[number] & forms)


def _forms(word: Word, tag: str) -> Forms:
    """By what a word is known: as it stands, and by its lemma.

    That of “volunteering” is “volunteer”, which is somebody else.
    """
    small = folded(word.text)
    if tag.startswith("en") and small.endswith("ing"):
        return frozenset({small})
    return frozenset({small, word.lemma})


class Words:
    """The words of all terms in one language."""

    def __init__(self, terms: Iterable[Term], tag: str) -> None:
        self.tag = tag
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        self._names: dict[str, list[_Entry]] = defaultdict(list)
        for term in terms:
            for use in _uses(term, tag):
                self._add(use)

    def _add(self, use: Use) -> None:
        words = words_of(use.words, self.tag)
        if not words:
            return
        forms = (_forms(word, self.tag) | inflections(folded(word.text), self.tag) for word in words)
        entry = _Entry(use, tuple(word.text for word in words), tuple(forms))
        for form in entry.forms[0]:
            self._entries[form].append(entry)
        if use.term.is_name:
            self._names[words[0].text[:_BEGINNING]].append(entry)

    def all_in(self, text: str) -> list[Found]:
        """Returns every place in which a term stands, also those that lie in another one, the first first."""
        if not self._entries:
            return []
        words = words_of(text, self.tag)
        forms = [_forms(word, self.tag) for word in words]
        places: dict[tuple[int, int], dict[int, Use]] = defaultdict(dict)
        for place, word in enumerate(words):
            known = [self._entries.get(form, []) for form in sorted(forms[place])]
            entries = {
                id(entry): entry for found in [*known, self._names.get(word.text[:_BEGINNING], [])] for entry in found
            }
            for entry in entries.values():
                if entry.stands_at(place, words, forms):
                    end = words[place + len(entry.words) - 1].end
                    uses = places[word.start, end]
                    # A term's better word, where two of its words have the same lemma.
                    if entry.use.term.pk not in uses or uses[entry.use.term.pk].is_avoided:
                        uses[entry.use.term.pk] = entry.use
        return [Found(start, end, tuple(uses.values())) for (start, end), uses in sorted(places.items())]

    def in_(self, text: str) -> list[Found]:
        """Returns the places in which terms stand, and of those that overlap the longest."""
        return longest(self.all_in(text))


def longest(places: Iterable[Found]) -> list[Found]:
    chosen: list[Found] = []
    for found in sorted(places, key=lambda item: (item.start - item.end, item.start)):
        if all(found.end <= other.start or other.end <= found.start for other in chosen):
            chosen.append(found)
    return sorted(chosen)


def _uses(term: Term, tag: str) -> list[Use]:
    """The words of a term in a language; of a name that stays as it is, in all of them."""
    allowed = term.allowed(tag)
    if term.is_name:
        allowed += [name for name in dict.fromkeys(term.names.values()) if name not in allowed]
    return [Use(term, words, False) for words in allowed] + [
        Use(term, words, True) for words in words_in(term.avoided, tag)
    ]


@dataclass(frozen=True)
class Glossary:
    """What the terms are called in the language of an original and in that of its translation."""

    source: Words
    target: Words


@dataclass
class Terms:
    """All terms, read once, when they are first needed."""

    _words: dict[str, Words] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[Term]:
        return list(Term.objects.order_by("pk"))

    def between(self, source: str, target: str) -> Glossary:
        """The terms for who translates from one language into another."""
        return Glossary(self._in(source), self._in(target))

    def _in(self, tag: str) -> Words:
        if tag not in self._words:
            self._words[tag] = Words(self.rows, tag)
        return self._words[tag]
