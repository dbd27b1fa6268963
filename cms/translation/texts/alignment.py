"""Finds out what each text of an original has become after a change. It asks no database."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

# The place of a page's address.
ADDRESS = "slug"
# In percent. Below it two texts have little in common, and the translation of one is no help for the other.
LIKENESS_MIN = 75.0
# A text that stands where the earlier one stood goes before one that is a little more like it elsewhere.
_BONUS_OF_PLACE = 10.0


class Text(NamedTuple):
    """A text and its place in the page, as wagtail-localize names it. Several texts may have one place."""

    place: str
    words: str


class Match(NamedTuple):
    """The earlier text of this number has become the text of that number. `is_same` is true when no word differs."""

    before: int
    after: int
    is_same: bool


def align(before: Sequence[Text], after: Sequence[Text]) -> list[Match]:
    """Matches earlier texts with those there are now, each at most once.

    First texts whose words are the same: in the same place, then wherever they have moved to. Of the others, those that
    are alike (`LIKENESS_MIN`), the most alike first. Last what stands in the same place, however different it is: there
    a text was written anew.
    """
    found = list(_same(before, after, [], lambda text: text))
    found += _same(before, after, found, lambda text: text.words)
    old = [number for number in range(len(before)) if number not in {match.before for match in found}]
    new = [number for number in range(len(after)) if number not in {match.after for match in found}]
    for _score, earlier, later in sorted(_alike(before, after, old, new), reverse=True):
        if earlier in old and later in new:
            old.remove(earlier)
            new.remove(later)
            found.append(Match(earlier, later, is_same=False))
    return sorted(found)


def _same(
    before: Sequence[Text], after: Sequence[Text], found: Sequence[Match], key: Callable[[Text], Hashable]
) -> Iterator[Match]:
    """Yields matches of texts with the same key, in their order, without those found already."""
    taken = {match.before for match in found}, {match.after for match in found}
    there: dict[Hashable, list[int]] = defaultdict(list)
    for number, text in enumerate(after):
        if number not in taken[1]:
            there[key(text)].append(number)
    for number, text in enumerate(before):
        if number not in taken[0] and there[key(text)]:
            yield Match(number, there[key(text)].pop(0), is_same=True)


def _alike(
    before: Sequence[Text], after: Sequence[Text], old: list[int], new: list[int]
) -> Iterator[tuple[float, int, int]]:
    """Yields pairs that may belong together, with how well they do.

    An address is never taken for a text, nor a text for an address.
    """
    for earlier in old:
        for later in new:
            if (before[earlier].place == ADDRESS) != (after[later].place == ADDRESS):
                continue
            in_place = before[earlier].place == after[later].place
            likeness = fuzz.ratio(before[earlier].words, after[later].words)
            if likeness >= LIKENESS_MIN:
                yield likeness + 100 + (_BONUS_OF_PLACE if in_place else 0), earlier, later
            elif in_place:
                yield likeness, earlier, later
