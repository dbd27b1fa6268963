"""Keeps translations when their original changes.

wagtail-localize knows a translation by the text and its place. When either changes it starts with nothing: what was
translated is shown nowhere, and publishing would put words of the original into the translation. Here the translations
of texts that go are carried over to what these texts have become. One that has only moved is a translation as before.
One that was changed keeps its translation to work on, marked as an error, which no page is made of, with a word on what
the original said when it was made.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.signals import pre_delete
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.translation.models import Origin, ReplacedText, TextVersion
from cms.translation.texts.alignment import ADDRESS, Match, Text, align
from cms.translation.texts.links import relinked
from cms.translation.texts.values import markup_problem

# For so long a text that somebody was writing when the original changed finds its place.
KEPT = timedelta(days=30)
_SHOWN_LETTERS = 300


def connect() -> None:
    """To the moment at which wagtail-localize has noted what there is now, and takes away what is no more."""
    pre_delete.connect(_before_texts_go, sender=StringSegment, dispatch_uid="translation.carrying")


def _before_texts_go(instance: StringSegment, origin: Any, **kwargs: Any) -> None:
    # When the source itself is deleted, the texts beside this one go too.
    if not isinstance(origin, QuerySet) or origin.model is not StringSegment or getattr(origin, "is_carried", False):
        return
    origin.is_carried = True  # type: ignore[attr-defined]
    carry(instance.source, origin)


def carry_and_delete(source: TranslationSource, gone: QuerySet[StringSegment], *, is_minor: bool) -> None:
    """Takes away texts that go, and keeps their translations as `carry` does."""
    carry(source, gone, is_minor=is_minor)
    gone.is_carried = True  # type: ignore[attr-defined]
    gone.delete()


def carry(source: TranslationSource, going: QuerySet[StringSegment], *, is_minor: bool = False) -> None:
    """Gives the translations of texts that go to those of the source's texts that have become of them.

    After a minor change they are as good as before. A constant number of SQL statements, whatever the number of texts
    and languages.
    """
    gone = list(going.select_related("string", "context").order_by("order"))
    there = source.stringsegment_set.exclude(pk__in=[segment.pk for segment in gone])
    there = there.select_related("string", "context").order_by("order")
    translated = _translations([*gone, *there])
    became: dict[int, StringSegment] = {}
    made = []
    for locale_id in {row.locale_id for rows in translated.values() for row in rows} or {None}:
        own = {key: row for key, rows in translated.items() for row in rows if row.locale_id == locale_id}
        # What the language has translated there stays as it is.
        new = [segment for segment in there if _key(segment) not in own]
        for match in _matches(gone, new):
            before, after = gone[match.before], new[match.after]
            became.setdefault(before.pk, after)
            if row := own.get(_key(before)):
                made.append(_carried(before, after, row, is_good=match.is_same or is_minor))
    # One text may stand in one place twice, in a list of sentences say.
    StringTranslation.objects.bulk_create(made, ignore_conflicts=True)
    _remember(source, gone, {key: segment.pk for key, segment in became.items()})


def _matches(gone: Sequence[StringSegment], new: Sequence[StringSegment]) -> list[Match]:
    return align(*([Text(of.context.path, of.string.data) for of in segments] for segments in (gone, new)))


def _key(segment: StringSegment) -> tuple[int, int]:
    return segment.string_id, segment.context_id


def _translations(segments: Sequence[StringSegment]) -> dict[tuple[int, int], list[StringTranslation]]:
    """The translations of these texts in these places, into all languages."""
    found: dict[tuple[int, int], list[StringTranslation]] = {}
    rows = StringTranslation.objects.filter(
        translation_of__in={segment.string_id for segment in segments},
        context__in={segment.context_id for segment in segments},
    )
    for row in rows.select_related("locale"):
        found.setdefault((row.translation_of_id, row.context_id or 0), []).append(row)
    return found


def _carried(old: StringSegment, new: StringSegment, before: StringTranslation, *, is_good: bool) -> StringTranslation:
    # An address that a page has had stays: partner sites link to it.
    words = before.data
    if old.string_id != new.string_id:
        words = relinked(words, json.loads(old.attrs) or {}, json.loads(new.attrs) or {})
    is_good = new.context.path == ADDRESS or (is_good and not markup_problem(new.string.data, words))
    carried = StringTranslation(
        translation_of_id=new.string_id,
        context_id=new.context_id,
        locale_id=before.locale_id,
        data=words,
        translation_type=before.translation_type,
        tool_name=before.tool_name,
        last_translated_by_id=before.last_translated_by_id,
        has_error=before.has_error or not is_good,
        field_error=before.field_error,
    )
    # Of a text that changed twice, what was translated is the first.
    if not is_good and not before.field_error:
        carried.field_error = changed_message(old.string.data, before.locale.language_code)
    return carried


def changed_message(source: str, tag: str) -> str:
    """What the translator is told, in the language translated into, where the interface has it."""
    shown = source if len(source) <= _SHOWN_LETTERS else f"{source[:_SHOWN_LETTERS]}…"
    spoken = tag if tag in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(spoken):
        return gettext("The original has changed. When this was translated it said: “%(source)s”") % {"source": shown}


def _remember(source: TranslationSource, gone: Sequence[StringSegment], became: Mapping[int, int]) -> None:
    """Notes where texts went, for those who are writing their translations at this moment."""
    ReplacedText.objects.filter(at__lt=timezone.now() - KEPT).delete()
    ReplacedText.objects.bulk_create(
        [
            ReplacedText(
                segment=segment.pk,
                source=source,
                string_id=segment.string_id,
                context_id=segment.context_id,
                became=became.get(segment.pk),
            )
            for segment in gone
        ],
        ignore_conflicts=True,
    )


def _replaced(target: Translation, segment_id: int) -> QuerySet[ReplacedText]:
    return ReplacedText.objects.filter(segment=segment_id, source=target.source_id)


def is_replaced(target: Translation, segment_id: int) -> bool:
    """Whether the key is that of a text that the original had once."""
    return _replaced(target, segment_id).exists()


def keep_late(target: Translation, segment_id: int, value: str, user: Any, *, origin: Origin = Origin.PERSON) -> bool:
    """Keeps what was written for a text that is no more. False when nothing is known of it.

    It is the translation of the text that it was written for, and stands, to be looked at, at what that has become.
    """
    last = _replaced(target, segment_id).select_related("string", "context").first()
    if last is None:
        return False
    locale_id, tag = target.target_locale_id, target.target_locale.language_code
    kept = {"data": value, "translation_type": "manual", "tool_name": "", "last_translated_by": user}
    key = {"translation_of_id": last.string_id, "context_id": last.context_id, "locale_id": locale_id}
    is_sound = not markup_problem(last.string.data, value)
    if StringTranslation.objects.filter(**key, data=value, has_error=not is_sound).exists():
        return True
    StringTranslation.objects.update_or_create(**key, defaults={**kept, "has_error": not is_sound, "field_error": ""})
    TextVersion.objects.create(
        object_id=target.source.object_id,
        locale_id=locale_id,
        place=last.context.path,
        source=last.string.data,
        words=value,
        origin=origin,
        by=user,
    )
    if (segment := _became(last)) and not _is_translated(segment, locale_id):
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=locale_id,
            defaults={**kept, "has_error": True, "field_error": changed_message(last.string.data, tag)},
        )
    return True


def keep_of_earlier_text(target: Translation, text: Text, value: str, user: Any) -> bool:
    """Keeps what a file has for a text that is no more, as `keep_late` does. False when the page never had the text."""
    was = ReplacedText.objects.filter(source=target.source_id, string__data=text.words, context__path=text.place)
    last = was.order_by("-at").first()
    return last is not None and keep_late(target, last.segment, value, user, origin=Origin.IMPORT)


def _is_translated(segment: StringSegment, locale_id: int) -> bool:
    return StringTranslation.objects.filter(
        translation_of_id=segment.string_id, context_id=segment.context_id, locale_id=locale_id, has_error=False
    ).exists()


def _became(replaced: ReplacedText) -> StringSegment | None:
    """The text that has become of it by now, after all changes since; None where none has."""
    seen: set[int] = set()
    current: int | None = replaced.became
    while current is not None and current not in seen:
        seen.add(current)
        if segment := StringSegment.objects.filter(pk=current).first():
            return segment
        current = ReplacedText.objects.filter(segment=current).values_list("became", flat=True).first()
    return None
