"""What a translator is told of terms: how they are called in the other language, and which were missed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.translation.terms.finding import Found, Glossary, Use, longest


@dataclass(frozen=True)
class Told:
    """A term that stands in an original: its words there, and those of the translation, the best first."""

    source: str
    words: list[str]
    is_name: bool
    note: str


def told(glossary: Glossary, source: str) -> list[Told]:
    """The terms of a text, each once, in their order."""
    found: dict[int, Told] = {}
    for place in glossary.source.in_(source):
        for use in place.uses:
            term = use.term
            words = [use.words] if term.is_name else term.allowed(glossary.target.tag)
            found.setdefault(term.pk, Told(use.words, words, term.is_name, term.note))
    return list(found.values())


def warnings(glossary: Glossary, source: str, words: str) -> list[str]:
    """In words for the translator: terms and names that a translation lacks, and words in it that are not to be used.

    Both texts are without markup.
    """
    places = glossary.source.in_(source)
    there = glossary.target.all_in(words) if words else []
    used = {use.term.pk for place in there for use in place.uses if not use.is_avoided}
    return [
        *dict.fromkeys([*_missing(places, used, words, glossary.target.tag), *_avoided(there, glossary.target.tag)])
    ]


def _missing(places: Iterable[Found], used: set[int], words: str, tag: str) -> Iterator[str]:
    for place in places:
        if any(use.term.pk in used for use in place.uses):
            continue
        if name := next((use.words for use in place.uses if use.term.is_name), ""):
            if name not in words:
                yield _("The name “%(name)s” is missing: it stays as it is.") % {"name": name}
            continue
        if wanted := _joined(word for use in place.uses for word in use.term.allowed(tag)):
            yield _("%(words)s is missing, the term for “%(source)s”.") % {
                "source": place.uses[0].words,
                "words": wanted,
            }


def _avoided(there: Iterable[Found], tag: str) -> Iterator[str]:
    for place in longest(there):
        if place.is_avoided:
            yield _avoid(place.uses[0], tag)


def _avoid(use: Use, tag: str) -> str:
    if better := _joined(use.term.allowed(tag)):
        return _("“%(word)s” is not to be used, but %(words)s.") % {"word": use.words, "words": better}
    return _("“%(word)s” is not to be used.") % {"word": use.words}


def _joined(words: Iterable[str]) -> str:
    return _(" or ").join(_("“%(word)s”") % {"word": word} for word in dict.fromkeys(words))
