"""Takes up a translation again that was stopped and written by hand meanwhile."""

import json
import re
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translation.texts.alignment import ADDRESS
from cms.translation.texts.values import text_of

_NAMED = 5
_SHOWN_LETTERS = 80


def take_over(translation: Translation, page: Any, user: Any) -> list[str]:
    """Makes the words that were written by hand the page's translations, before it is translated at the desk again.

    Says why not, and changes nothing, when the page holds texts for which the original has no place: at the desk they
    would be lost.
    """
    written = _written(page)
    wanted = _wanted(translation)
    lost = [
        text_of(segment.string.data)
        for path, segments in written.items()
        if len(segments) != len(wanted.get(path, []))
        for segment in segments
        if not _is_originals(segment, wanted.get(path, []))
    ]
    if lost:
        named = ", ".join(f"“{text[:_SHOWN_LETTERS]}”" for text in lost[:_NAMED])
        return [_("These texts have no place in the original and would be lost: %(texts)s.") % {"texts": named}]
    for path, segments in written.items():
        if len(segments) == len(wanted.get(path, [])):
            for theirs, original in zip(segments, wanted[path], strict=True):
                _store(translation, original, theirs, user)
    return []


def _written(page: Any) -> dict[str, list[StringSegmentValue]]:
    found = defaultdict(list)
    for segment in extract_segments(page.get_latest_revision_as_object()):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment)
    return found


def _wanted(translation: Translation) -> dict[str, list[StringSegment]]:
    found = defaultdict(list)
    rows = StringSegment.objects.filter(source=translation.source_id).select_related("string", "context")
    for segment in rows.order_by("order"):
        found[segment.context.path].append(segment)
    return found


def _is_originals(segment: StringSegmentValue, wanted: list[StringSegment]) -> bool:
    return segment.string.data in {there.string.data for there in wanted}


def _store(translation: Translation, original: StringSegment, theirs: StringSegmentValue, user: Any) -> None:
    words = _with_links_of(original, theirs)
    key = {
        "translation_of_id": original.string_id,
        "context_id": original.context_id,
        "locale_id": translation.target_locale_id,
    }
    there = StringTranslation.objects.filter(**key).first()
    if there and not there.has_error and text_of(there.data) == text_of(words):
        return
    if words == original.string.data and original.context.path != ADDRESS and not there:
        return
    StringTranslation.objects.update_or_create(
        **key,
        defaults={
            "data": words,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )


def _with_links_of(original: StringSegment, theirs: StringSegmentValue) -> str:
    """The words with their links named as the original's are: wagtail-localize numbers them as they come."""
    attrs = json.loads(original.attrs) or {}
    free = dict(attrs)
    names = {}
    for name, link in (theirs.attrs or {}).items():
        same = next((other for other, there in free.items() if there == link), None) or next(iter(free), None)
        if same is not None:
            free.pop(same)
            names[name] = same
    words: str = re.sub(r'id="([^"]*)"', lambda found: f'id="{names.get(found[1], found[1])}"', theirs.string.data)
    return words
