"""Forms of a Finnish noun that simplemma gives to another word.

simplemma knows one lemma of each form. Forms that belong to two words (“tukea” is of “tuki” and to support) or that its
lists do not have (“avun”) are given to the other word, or to none. The forms of the noun that it does know tell how the
noun is inflected; the rest follows from these.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cms.core.text import dictionaries

_VOWELS = "aeiouyäö"
# What is left of the last consonants of a stem before a closed syllable.
_WEAK = {
    "kk": "k", "pp": "p", "tt": "t", "nk": "ng", "nt": "nn", "mp": "mm", "lt": "ll", "rt": "rr",
    "k": "", "p": "v", "t": "d",
}  # fmt: skip
# After a stem in the weak and in the strong grade. A stands for a or ä.
_ENDINGS_WEAK = ("n", "t", "ssA", "stA", "llA", "ltA", "lle", "ksi", "ttA")
_ENDINGS_PLURAL = ("ssA", "stA", "llA", "ltA", "lle", "ksi")
_ENDINGS_STRONG = ("nA",)
# The last part of a compound has so many letters at least.
_PART_MIN = 3
# So many forms must be known of a stem before others are made of it.
_KNOWN_MIN = 2
_LAST_CONSONANTS = re.compile(rf"^(.*?)([^{_VOWELS}]*)([{_VOWELS}])$")


@dictionaries.forgotten
@lru_cache(maxsize=4_096)
def inflections(word: str, tag: str) -> frozenset[str]:
    """Returns the forms of a noun that are made from those that are known, in small letters; none in other languages.

    Of a compound that no dictionary has, those of its last part.
    """
    dictionary = dictionaries.dictionary("fi") if dictionaries.base(tag) == "fi" else None
    if not dictionary or not word.isalpha():
        return frozenset()
    last = 0 if word in dictionary else 1
    for start in range(last, len(word) - _PART_MIN + 1):
        if forms := _forms(word[start:], dictionary):
            return frozenset(word[:start] + form for form in forms)
        if not last:
            break
    return frozenset()


def _forms(lemma: str, dictionary: Mapping[str, str]) -> set[str]:
    made: set[str] = set()
    for strong, weak in _stems(lemma):
        # “nuorin” is no form of “nuori”, whose stem is “nuore”: only its plural has the i.
        is_plural = bool(made) and strong == lemma and lemma.endswith("i")
        endings = _ENDINGS_PLURAL if is_plural else _ENDINGS_WEAK
        forms = {*_with(weak, endings), *_with(strong, _ENDINGS_STRONG)}
        if sum(dictionary.get(form) == lemma for form in forms) >= _KNOWN_MIN:
            made |= forms if is_plural else forms | set(_of_strong(lemma, strong))
    return made


def _stems(lemma: str) -> Iterator[tuple[str, str]]:
    """In the strong and the weak grade, as the noun may have them: which it has, its known forms tell."""
    if lemma[-1] in _VOWELS:
        for stem in [f"{lemma[:-1]}e", lemma] if lemma.endswith("i") else [lemma]:
            yield stem, _weakened(stem)
            yield stem, stem
    elif lemma.endswith("nen"):
        yield f"{lemma[:-3]}se", f"{lemma[:-3]}se"
    elif lemma.endswith("s"):
        yield f"{lemma[:-1]}kse", f"{lemma[:-1]}kse"
        yield f"{lemma[:-1]}te", f"{lemma[:-1]}de"


def _weakened(stem: str) -> str:
    """“tuke” becomes “tue”, “apu” “avu”, “luku” “luvu”."""
    found = _LAST_CONSONANTS.match(stem)
    if not found:
        return stem
    before, consonants, vowel = found.groups()
    if consonants == "k" and before.endswith(("u", "y")) and vowel in "uy":
        return f"{before}v{vowel}"
    for strong in sorted(_WEAK, key=len, reverse=True):
        if consonants.endswith(strong):
            return f"{before}{consonants[: -len(strong)]}{_WEAK[strong]}{vowel}"
    return stem


def _with(stem: str, endings: tuple[str, ...]) -> Iterator[str]:
    vowel = _harmony(stem)
    return (stem + ending.replace("A", vowel) for ending in endings)


def _harmony(stem: str) -> str:
    return "a" if set(stem) & set("aou") else "ä"


def _of_strong(lemma: str, strong: str) -> Iterator[str]:
    """The partitive, what goes into it, and of stems that end in e also the plural."""
    vowel = _harmony(strong)
    yield f"{strong}{strong[-1]}n"
    if lemma[-1] not in _VOWELS:
        yield f"{_before_partitive(lemma, strong)}t{vowel}"
        return
    yield f"{strong}{vowel}"
    if strong.endswith("e"):
        for ending in ("ien", f"i{vowel}", "iin", f"in{vowel}"):
            yield strong[:-1] + ending


def _before_partitive(lemma: str, strong: str) -> str:
    """“omais” of “omainen”, “vapaut” of “vapaus”, “kokous”."""
    if lemma.endswith("nen"):
        return f"{lemma[:-3]}s"
    return strong[:-1] if strong.endswith("te") else lemma
