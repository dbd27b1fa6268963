"""Builds the rows of other languages from the original row of a snippet, and from what translators have written.

What holds no words is the original's in every language at the moment at which that is saved. Each translation is seen
by readers when it is saved, as with the short texts of records.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from rapidfuzz import fuzz
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import extract_segments

from cms.translation.models import TextVersion
from cms.translation.texts import building, extraction, snapshot
from cms.translation.texts.alignment import LIKENESS_MIN, Text


def source_of(row: Any) -> TranslationSource | None:
    """What the rows of a thing are translated from; None of a thing that was never saved as an original."""
    found: TranslationSource | None = TranslationSource.objects.filter(object_id=row.translation_key).first()
    return found


def is_followed(row: Any) -> bool:
    """Whether the row is an original: the first of its thing."""
    if source := source_of(row):
        return bool(source.locale_id == row.locale_id)
    earlier = type(row)._default_manager.filter(translation_key=row.translation_key, pk__lt=row.pk)
    return not earlier.exists()


def originals(model: Any) -> QuerySet[Any]:
    """The rows that people edit: those that are not built from another."""
    built = Translation.objects.filter(source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale"))
    rows: QuerySet[Any] = model._default_manager.filter(~Exists(built))
    return rows


def has_own(row: Any, locale: Locale) -> bool:
    """Whether a language has one of its own in the place of this row: a menu with the same handle, say."""
    same = {name: getattr(row, name) for name in _synchronised(type(row))}
    others = originals(type(row)).filter(locale=locale, **same).exclude(translation_key=row.translation_key)
    return others.exists()


def make_room(row: Any) -> None:
    """Takes away what was built from others in the place of a row that is to be saved."""
    same = {name: getattr(row, name) for name in _synchronised(type(row))}
    others = type(row)._default_manager.filter(locale=row.locale, **same).exclude(translation_key=row.translation_key)
    others.exclude(pk__in=originals(type(row)).values("pk")).delete()


def _synchronised(model: Any) -> list[str]:
    return [field.field_name for field in get_translatable_fields(model) if isinstance(field, SynchronizedField)]


@transaction.atomic
def follow(row: Any) -> None:
    """Brings the rows of other languages in line with an original that was saved. Of another row, does nothing."""
    if not is_followed(row):
        return
    source, is_new = TranslationSource.get_or_create_from_instance(row)
    source = TranslationSource.objects.select_for_update(no_key=True).get(pk=source.pk)
    if not is_new:
        snapshot.refresh(source, row, extract_segments(row), is_minor=False)
    for translation in source.translations.all():
        build(translation, row)
    if is_new:
        _renew(row)


def _renew(row: Any) -> None:
    """Builds what others give the row's language: nothing while it has one of its own, and all when that is gone."""
    others = TranslationSource.objects.filter(specific_content_type=ContentType.objects.get_for_model(row))
    for source in others.filter(translations__target_locale=row.locale):
        translation = translation_into(source, row.locale)
        original = originals(type(row)).filter(translation_key=source.object_id).first()
        if original is not None:
            build(translation, original)


def forget(row: Any) -> None:
    """After a row was deleted: without an original there is nothing to translate."""
    source = source_of(row)
    if source and source.locale_id == row.locale_id:
        locales = list(source.translations.values_list("target_locale", flat=True))
        type(row)._default_manager.filter(translation_key=row.translation_key, locale__in=locales).delete()
        source.delete()
        _renew(row)


def translation_into(source: TranslationSource, locale: Locale) -> Translation:
    """wagtail-localize's record of it. Where there is none yet it is not saved, and has the name that it will have."""
    found = Translation.objects.filter(source=source, target_locale=locale)
    return found.select_related("source__locale", "target_locale").first() or Translation(
        source=source, target_locale=locale, uuid=uuid.uuid5(source.object_id, locale.language_code)
    )


def build(translation: Translation, original: Any) -> None:
    """Writes the row of a language, unless it is as it should be already or the language has one of its own."""
    model = type(original)
    there = model._default_manager.filter(translation_key=original.translation_key, locale=translation.target_locale)
    if has_own(original, translation.target_locale):
        there.delete()
        return
    row = there.first() or model(translation_key=original.translation_key, locale=translation.target_locale)
    segments = extract_segments(original)
    words = _words(translation)
    before = None if row.pk is None else _content(row)
    gaps: dict[Text, str | None] = dict.fromkeys(extraction.links(segments), "") if model.keeps_gaps else {}
    building.fill(row, original, segments, {**gaps, **words}, building.overrides_into(translation, original))
    if not model.keeps_gaps:
        _leave_out(row, segments, words)
    for name in _synchronised(model):
        setattr(row, name, getattr(original, name))
    if before != _content(row):
        make_room(row)
        row.save()


def _content(row: Any) -> dict[str, Any]:
    names = [field.field_name for field in get_translatable_fields(type(row))]
    return {name: row._meta.get_field(name).get_prep_value(getattr(row, name)) for name in names}


def _words(translation: Translation) -> dict[Text, str]:
    """What readers of the language see.

    A text of which the original was corrected keeps its translation until somebody has looked at it. What was written
    anew has none: it may lead elsewhere now.
    """
    segments = StringSegment.objects.filter(source=translation.source_id).select_related("string", "context")
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale_id, context__object_id=translation.source.object_id
    )
    kept = {(row.translation_of_id, row.context_id): row for row in rows}
    found = {}
    for segment in segments:
        row = kept.get((segment.string_id, segment.context_id))
        if row and row.data and (not row.has_error or _is_alike(translation, segment, row)):
            found[Text(segment.context.path, segment.string.data)] = row.data
    return found


def _is_alike(translation: Translation, segment: StringSegment, row: StringTranslation) -> bool:
    versions = TextVersion.objects.filter(
        object_id=translation.source.object_id,
        locale=translation.target_locale_id,
        place=segment.context.path,
        words=row.data,
    )
    was = versions.order_by("-at").values_list("source", flat=True).first()
    source = segment.string.data
    return was is not None and fuzz.ratio(was, source) >= LIKENESS_MIN


def _leave_out(row: Any, segments: Sequence[Any], words: dict[Text, str]) -> None:
    """Takes away the blocks in which a text is not translated."""
    gaps = {".".join(text.place.split(".")[:2]) for text in extraction.links(segments) if text not in words}
    for name in building.translated_fields(type(row)):
        field = row._meta.get_field(name)
        if isinstance(field, StreamField):
            raw = list(field.value_from_object(row).get_prep_value())
            setattr(row, name, field.to_python([block for block in raw if f"{name}.{block.get('id')}" not in gaps]))
