"""Takes up a translation again that was stopped and written by hand meanwhile."""

import json
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import String, StringSegment, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translation.models import TextVersion
from cms.translation.texts import applying
from cms.translation.texts.alignment import ADDRESS
from cms.translation.texts.links import relinked
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
    known = _known(translation, [segment for segments in written.values() for segment in segments])
    with transaction.atomic():
        for path, segments in written.items():
            for theirs, original in zip(segments, wanted.get(path, []), strict=False):
                if path == ADDRESS or text_of(theirs.string.data) not in known:
                    _store(translation, original, theirs, user)
    return []


def _known(translation: Translation, written: list[StringSegmentValue]) -> set[str]:
    """Of what stands in the page: words that nobody wrote by hand, because the original or the desk had them once.

    What is translated at the desk since stays in their place.
    """
    words = [segment.string.data for segment in written]
    originals = String.objects.filter(locale=translation.source.locale_id, data__in=words)
    versions = TextVersion.objects.filter(
        object_id=translation.source.object_id, locale=translation.target_locale_id, words__in=words
    )
    known = [*originals.values_list("data", flat=True), *versions.values_list("words", flat=True)]
    return {text_of(text) for text in known}


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
    # wagtail-localize numbers links as they come.
    words = relinked(theirs.string.data, theirs.attrs or {}, json.loads(original.attrs) or {})
    there = applying.row_of(translation, original)
    if there is None or there.has_error or text_of(there.data) != text_of(words):
        applying.apply(translation, original.pk, words, user, original=translation.source.as_instance())
