"""The very same text in several places of a page: translated in one, it is filled in where it waits, and taken back."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from django.core import signing
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.screen.units import Unit, UnitState, units_of
from cms.translation.texts import applying
from cms.translation.texts.alignment import ADDRESS
from cms.translation.texts.applying import Result

_SALT = "cms.translation.screen.repetitions"


def elsewhere(translation: Translation, segment_id: int) -> list[Unit]:
    """The other places of a text that take what is now written for it. One SQL statement where there are none.

    They are those that are open, and drafts that were filled in from this place and not touched there since. What a
    person wrote there, and what readers see, stays.
    """
    segments = StringSegment.objects.filter(source_id=translation.source_id).exclude(context__path=ADDRESS)
    same = segments.filter(string__in=segments.filter(pk=segment_id).values("string"))
    places = dict(same.values_list("pk", "context_id"))
    others = {key: place for key, place in places.items() if place != places[segment_id]}
    if not others:
        return []
    rows = StringTranslation.objects.filter(locale_id=translation.target_locale_id, context__in=others.values())
    following = set(rows.filter(tool_name=_filled_from(places[segment_id])).values_list("context_id", flat=True))
    return [
        unit
        for unit in units_of(translation)
        if isinstance(unit.key, int)
        and unit.key in others
        and (unit.is_open or (unit.state == UnitState.DRAFT and others[unit.key] in following))
    ]


def _filled_from(place: int) -> str:
    """What stands for the tool that wrote a text, by the key of the place's `TranslationContext`."""
    return f"repeats {place}"


def fill(
    saved: StringTranslation, translation: Translation, places: Sequence[Unit], tokens: Sequence[str]
) -> dict[int, str]:
    """Writes what was saved into each place that takes it, and returns by the place's key what takes that back.

    `tokens` are what takes back what was filled in while these words were being written: that goes back to before it.
    """
    filled = {}
    original = translation.source.as_instance()
    tool = _filled_from(saved.context_id or 0)
    earlier = {undo.key: undo for undo in _read(translation, tokens)}
    for unit in places:
        key = int(unit.key)
        is_ours = key in earlier and earlier[key].version == unit.version
        before = earlier[key].before if is_ours else applying.kept_of(translation, key)
        outcome = applying.apply(
            translation,
            key,
            saved.data,
            saved.last_translated_by,
            original=original,
            version=unit.version,
            tool=tool,
        )
        if outcome.result == Result.SAVED:
            undo = _Undo(translation.pk, key, applying.version_of(outcome.there), before)
            filled[key] = signing.dumps(undo, salt=_SALT, compress=True)
    return filled


def take_back(translation: Translation, tokens: Sequence[str]) -> set[int]:
    """Takes back what was filled in, where nobody has written since, and returns the keys of all these places.

    In a transaction in which the source is locked.
    """
    undos = _read(translation, tokens)
    for undo in undos:
        applying.put_back(translation, undo.key, undo.before, undo.version)
    return {undo.key for undo in undos}


class _Undo(NamedTuple):
    """Signed, a token: what was kept in a place before it was filled in, and the version of what was filled in."""

    translation: int
    key: int
    version: str
    before: dict[str, Any] | None


def _read(translation: Translation, tokens: Sequence[str]) -> list[_Undo]:
    found = []
    for token in tokens:
        with suppress(signing.BadSignature):
            found.append(_Undo(*signing.loads(token, salt=_SALT)))
    return [undo for undo in found if undo.translation == translation.pk]
