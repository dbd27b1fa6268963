"""Which of all that was saved on a page belongs to one text."""

import re

from django.db.models import Q
from rapidfuzz import fuzz
from wagtail_localize.models import StringSegment, Translation

from cms.translation.models import TextVersion
from cms.translation.texts import applying
from cms.translation.texts.alignment import LIKENESS_MIN

SHOWN = 30
# The same place may hold several texts, and a page may say the same in several places.
_LOOKED_AT = 300
# The place of a table's cell, which is another cell when a row is put in above it.
_CELL = re.compile(r"(^|\.)\d+-\d+$")


def versions(translation: Translation, segment: StringSegment) -> list[TextVersion]:
    """What was saved for a text, the latest first. Three SQL statements.

    A text is known by its words, by the translation that it has, and in its own place by what is like one of those: a
    text that was corrected several times keeps all of its history.
    """
    row = applying.row_of(translation, segment)
    place, source = segment.context.path, segment.string.data
    found = TextVersion.objects.filter(object_id=translation.source.object_id, locale_id=translation.target_locale_id)
    mine = Q(place=place) | Q(source=source) | (Q(words=row.data) if row else Q(pk=None))
    candidates = list(found.filter(mine).select_related("by").order_by("-at", "-pk")[:_LOOKED_AT])
    if _is_alone(segment):
        return candidates[:SHOWN]
    known = {source} | {version.source for version in candidates if row and version.words == row.data}
    told = []
    for version in candidates:
        if version.source in known or (version.place == place and _is_like(version.source, known)):
            known.add(version.source)
            told.append(version)
    return told[:SHOWN]


def _is_alone(segment: StringSegment) -> bool:
    """Whether no other text of the page has ever had its place, as with a title."""
    if _CELL.search(segment.context.path):
        return False
    there = StringSegment.objects.filter(source_id=segment.source_id, context_id=segment.context_id)
    return there.count() == 1


def _is_like(text: str, others: set[str]) -> bool:
    return any(fuzz.ratio(text, other) >= LIKENESS_MIN for other in others)
