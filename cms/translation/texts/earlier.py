"""What readers see of translations that were published before it was noted text by text, and what was translated then.

Earlier versions forgot a translation when its original changed: its row stayed, but belonged to no text that is there.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation, TranslationSource

from cms.translation.texts import extraction, published
from cms.translation.texts.alignment import ADDRESS, Text, align
from cms.translation.texts.carrying import changed_message
from cms.translation.texts.internals import string_key
from cms.translation.texts.published import Pair, Segment, plain

_MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


def found_out(page: Any, translation: Translation, segments: Sequence[Segment], *, is_stale: bool) -> list[Pair]:
    """What a translated page shows. `segments` are the texts that translators work from, which may be later ones.

    A text is known by its words: they are a translation that was once saved for its place, or the original's. Others
    were written into the page by hand; of a page that is behind nobody knows for which words of the original.
    """
    rows = {(row.context.path, plain(row.data)): row for row in _rows(translation)}
    sources = dict(published.counted((segment.place, segment.source) for segment in segments))
    shown = dict(published.counted(extraction.prose(page)))
    originals = _of_original(translation, set(shown.values()))
    found: dict[tuple[str, str, str | None], Pair] = {}
    for (place, number), words in shown.items():
        source = sources.get((place, number), "")
        if row := rows.get((place, plain(words))):
            is_machine = row.translation_type == _MACHINE
            pair = Pair(place, "" if row.has_error else row.translation_of.data, row.data, is_machine)
        elif words in originals or (source and plain(source) == plain(words)):
            pair = Pair(place, words, None)
        else:
            pair = Pair(place, "" if is_stale else source, words)
        found.setdefault((pair.place, pair.source, pair.words if not pair.source else None), pair)
    return list(found.values())


def _rows(translation: Translation) -> QuerySet[StringTranslation]:
    """All that was ever translated of the page into the language: what counts most comes last."""
    there = translation.source.stringsegment_set.values("string")
    weight = Case(
        When(has_error=True, then=Value(0)),
        When(translation_of__in=there, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
    rows = rows.exclude(context__path=ADDRESS).select_related("translation_of", "context")
    return rows.order_by(weight, "updated_at", "pk")


def _of_original(translation: Translation, words: set[str]) -> set[str]:
    """Those of the words that some original in the source's language says, or has said."""
    there = String.objects.filter(
        locale_id=translation.source.locale_id, data_hash__in=[string_key(text) for text in words]
    )
    return set(there.values_list("data", flat=True))


def offer(source: TranslationSource) -> None:
    """Gives each text that nobody has translated what it was translated to while it said something else.

    As carrying does when an original changes: a translator looks at it before it is published, unless no word differs.
    """
    pages = published.read_of(source.object_id)
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        rows = list(_rows(translation))
        done = {(row.context.path, row.translation_of.data) for row in rows}
        segments = list(source.stringsegment_set.exclude(context__path=ADDRESS).select_related("string", "context"))
        there = {(segment.context.path, segment.string.data) for segment in segments}
        lacking = [segment for segment in segments if (segment.context.path, segment.string.data) not in done]
        used = {plain(row.data) for row in rows if (row.context.path, row.translation_of.data) in there}
        kept = [pair for pair in pages.get(translation.target_locale_id, []) if pair.words is not None]
        known = {(pair.place, plain(pair.words or "")) for pair in kept}
        kept += [
            Pair(row.context.path, row.translation_of.data, row.data, row.translation_type == _MACHINE)
            for row in reversed(rows)
            if (row.context.path, plain(row.data)) not in known
        ]
        _give(translation, lacking, [pair for pair in kept if plain(pair.words or "") not in used])


def _give(translation: Translation, lacking: Sequence[StringSegment], kept: Sequence[Pair]) -> None:
    texts = [Text(segment.context.path, segment.string.data) for segment in lacking]
    made = []
    for match in align([Text(pair.place, pair.source) for pair in kept], texts):
        pair, segment = kept[match.before], lacking[match.after]
        is_changed = pair.source != segment.string.data
        message = changed_message(pair.source, translation.target_locale.language_code) if pair.source else ""
        made.append(
            StringTranslation(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale_id=translation.target_locale_id,
                data=pair.words,
                translation_type=_MACHINE if pair.is_machine else StringTranslation.TRANSLATION_TYPE_MANUAL,
                has_error=is_changed,
                field_error=message if is_changed else "",
            )
        )
    StringTranslation.objects.bulk_create(made, ignore_conflicts=True)
