"""What readers of a translation see, text by text, and which words of the original it was translated from.

From that everything follows that is told of a translation: how complete it is, which of its words are still the
original's, whether it is behind, and what is to stand in it when the original changes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from wagtail.models import Page

from cms.translation.models import PublishedTexts, TextStatus
from cms.translation.texts.alignment import Text, align
from cms.translation.texts.extraction import numbered, prose
from cms.translation.texts.links import Links, relinked
from cms.translation.texts.values import markup_problem, text_of


class Pair(NamedTuple):
    """One text: its place, the original's words that it was translated from, and its translation.

    `words` is None where nobody has translated it, and readers see the original's words. Both may hold inline markup.
    """

    place: str
    source: str
    words: str | None
    is_machine: bool = False


class Segment(NamedTuple):
    """A string of the snapshot that translators work from, with its translation as it is kept, published or not."""

    place: str
    source: str
    words: str | None
    is_machine: bool


class Judgement(NamedTuple):
    """What is told of a translation. `foreign` is described in `cms.core.text.foreign`."""

    status: TextStatus
    foreign: dict[str, Any]
    is_stale: bool


def read(page_ids: Iterable[int]) -> dict[int, list[Pair]]:
    """What these pages show, by page. Those of which nothing is kept are left out."""
    rows = PublishedTexts.objects.filter(page__in=list(page_ids)).values_list("page_id", "texts")
    return {page_id: [Pair(*pair) for pair in texts] for page_id, texts in rows}


def read_of(translation_key: Any) -> dict[int, list[Pair]]:
    """What all translations of one thing show, by locale. Those of which nothing is kept are left out."""
    rows = PublishedTexts.objects.filter(page__translation_key=translation_key).values_list("page__locale", "texts")
    return {locale_id: [Pair(*pair) for pair in texts] for locale_id, texts in rows}


def write(pairs: Mapping[int, Sequence[Pair]]) -> None:
    PublishedTexts.objects.bulk_create(
        [PublishedTexts(page_id=page_id, texts=[list(pair) for pair in texts]) for page_id, texts in pairs.items()],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["texts"],
    )


def fitted(pairs: Sequence[Pair], texts: Sequence[Text]) -> dict[Text, Pair]:
    """Which pair belongs to which text of the original. A text for which there is none is new."""
    matches = align([Text(pair.place, pair.source) for pair in pairs], texts)
    return {texts[match.after]: pairs[match.before] for match in matches}


def moved(fit: Mapping[Text, Pair]) -> list[Pair]:
    """The pairs in the places that their texts have now."""
    return [pair._replace(place=text.place) for text, pair in fit.items()]


def with_links(
    fit: Mapping[Text, Pair], pairs: Sequence[Pair], before: Mapping[Text, Links], after: Mapping[Text, Links]
) -> dict[Text, Pair]:
    """The same matches, with the links in each translation as the original has them now.

    `before` and `after` are the original's texts, with the links in each.
    """
    was = {pair: text for text, pair in fitted(pairs, list(before)).items()}
    return {
        text: pair
        if pair.words is None or (pair in was and was[pair].words == text.words)
        else pair._replace(words=relinked(pair.words, before.get(was.get(pair, text), {}), after[text]))
        for text, pair in fit.items()
    }


def kept_current(fit: Mapping[Text, Pair], before: Iterable[Text]) -> dict[Text, Pair]:
    """The same matches after a minor change: translations of words that stood there `before` are taken for current.

    One is not where a link has come or gone, and what was behind before stays behind.
    """
    current = set(before)
    return {
        text: pair._replace(source=text.words)
        if Text(pair.place, pair.source) in current
        and (pair.words is None or not markup_problem(text.words, pair.words))
        else pair
        for text, pair in fit.items()
    }


def withheld(fit: Mapping[Text, Pair], texts: Sequence[Text]) -> dict[Text, Pair]:
    """The same matches after a material change: in a page that is behind, all words are the original's."""
    if all(text in fit and fit[text].source == text.words for text in texts):
        return dict(fit)
    return {text: pair._replace(words=None) for text, pair in fit.items()}


def judge(page: Page, original: Sequence[tuple[str, str]], fit: Mapping[Text, Pair], tag: str) -> Judgement:
    """What is told of a translated page: `original` is the prose of its original, in the language `tag`."""
    words = {Text(*found) for found in original}
    left = {text for text in words if text not in fit or fit[text].words is None}
    is_stale = any(text not in fit or fit[text].source != text.words for text in words)
    if left and left == words:
        return Judgement(TextStatus.UNTRANSLATED, {"tag": tag, "texts": None}, is_stale)
    foreign = _foreign(page, original, left, tag)
    if left:
        return Judgement(TextStatus.PARTIAL, foreign, is_stale)
    is_by_machine = any(pair.is_machine for pair in fit.values())
    return Judgement(TextStatus.MACHINE_TRANSLATED if is_by_machine else TextStatus.TRANSLATED, {}, is_stale)


def _foreign(page: Page, original: Sequence[tuple[str, str]], left: set[Text], tag: str) -> dict[str, Any]:
    there = {path for path, _ in prose(page)} if left else set()
    shown = [found for found in original if found[0] in there]
    totals: dict[str, int] = {}
    places: dict[str, list[int]] = {}
    for found, (text, place, _words) in zip(shown, numbered(page, shown), strict=True):
        totals[text] = place + 1
        if Text(*found) in left:
            places.setdefault(text, []).append(place)
    texts = {text: None if len(at) == totals[text] else at for text, at in places.items()}
    return {"tag": tag, "texts": texts} if texts else {}


def as_shown(page: Page, segments: Sequence[Segment], kept: Sequence[Pair]) -> list[Pair]:
    """What a page shows that was just written, of the translations there are and of what it showed before.

    A draft of a text that waits to be published is not what readers see, and a text that the page shows and nobody has
    translated at the desk was written into it by hand.
    """
    shown = dict(counted(prose(page)))
    texts = list(dict.fromkeys(Text(segment.place, segment.source) for segment in segments))
    before = fitted(kept, texts)
    found: dict[Text, Pair] = {}
    numbers = counted((segment.place, segment.source) for segment in segments)
    for segment, (place, _source) in zip(segments, numbers, strict=True):
        key = Text(segment.place, segment.source)
        words = shown.get(place)
        if words is not None and key not in found:
            found[key] = _pair(segment, words, before.get(key))
    return list(found.values())


def counted(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, int], str]]:
    """Each string by its path and its number there. A sentence that is left out moves no other: it has its own path."""
    numbers: Counter[str] = Counter()
    for path, words in texts:
        yield (path, numbers[path]), words
        numbers[path] += 1


def _pair(segment: Segment, shown: str, before: Pair | None) -> Pair:
    words = plain(shown)
    if segment.words is not None and plain(segment.words) == words:
        return Pair(*segment)
    if before and before.words is not None and plain(before.words) == words:
        return before._replace(place=segment.place)
    if words == plain(segment.source):
        return Pair(segment.place, segment.source, None)
    return Pair(segment.place, segment.source, shown)


def plain(words: str) -> str:
    """Words by which two texts are compared: without markup, and with spaces as readers see them."""
    return " ".join(text_of(words).split())
