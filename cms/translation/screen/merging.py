"""What two people wrote of one text at the same time: where it differs, and both in one where they do not touch."""

import re
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from wagtail_localize.models import StringSegment, StringTranslation

from cms.translation.screen.markup import inline
from cms.translation.texts.applying import problem_of
from cms.translation.texts.values import text_of

_PART = re.compile(r"<[^>]*>|\s+|[^\s<]+|<")
_WORD = re.compile(r"\s+|\w+|[^\s\w]+")


class _Change(NamedTuple):
    """Parts of the text that both began with, from `start` to before `end`, and what stands in their place."""

    start: int
    end: int
    parts: tuple[str, ...]


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Both changes of `base` in one text, word by word; None where they touch each other, or one of them is none.

    The texts may hold markup.
    """
    parts = _PART.findall(base)
    ours, others = _changes(parts, mine), _changes(parts, theirs)
    apart = [change for change in others if change not in ours]
    if not apart or all(change in others for change in ours):
        return None
    if any(one.start <= other.end and other.start <= one.end for one in ours for other in apart):
        return None
    for change in sorted([*ours, *apart], reverse=True):
        parts[change.start : change.end] = change.parts
    return "".join(parts)


def _changes(base: list[str], text: str) -> list[_Change]:
    now = _PART.findall(text)
    found = SequenceMatcher(None, base, now, autojunk=False).get_opcodes()
    return [_Change(start, end, tuple(now[first:last])) for kind, start, end, first, last in found if kind != "equal"]


def both(
    segment: StringSegment, mine: str, theirs: StringTranslation | None, base: str | None, original: Any
) -> dict[str, Any]:
    """What the screen's script is told of two translations of one text: the words of theirs and of mine, and the merge.

    `base` is what both began with, None when that is not known. A merge that may not stand there is none.
    """
    other = theirs.data if theirs else ""
    merged = None if base is None else merge(base, mine, other)
    if merged is not None and problem_of(segment, merged, original):
        merged = None
    is_rich = "<" in segment.string.data
    shown = None if merged is None else (inline(merged) if is_rich else text_of(merged))
    return {"difference": difference(text_of(other), text_of(mine)), "merged": shown}


def difference(theirs: str, mine: str) -> list[tuple[str, str]]:
    """The words of both plain texts in their order, each with whose they are: `theirs`, `mine` or `both`."""
    other, own = _WORD.findall(theirs), _WORD.findall(mine)
    found: list[tuple[str, str]] = []
    for kind, start, end, first, last in SequenceMatcher(None, other, own, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("both", "".join(other[start:end])))
        else:
            found += [("theirs", "".join(other[start:end])), ("mine", "".join(own[first:last]))]
    return [(whose, words) for whose, words in found if words]
