"""Builds a translated page: the original as it is, with the words of the translation in it.

What holds no words (blocks and their order, links, images, choices) is the original's, but for what a language has put
in its place, such as a document of its own.
"""

import copy
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import QuerySet
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, Translation
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
)
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from cms.translation.texts import values
from cms.translation.texts.alignment import ADDRESS, Text

# The values of the setting TRANSLATION_NEW_BLOCKS.
LEFT_OUT = "left out"
SHOWN = "shown"


def translated_fields(model: Any) -> list[str]:
    """The fields of a page that hold words, but for its address."""
    return [
        field.field_name
        for field in get_translatable_fields(model)
        if isinstance(field, TranslatableField)
        and field.field_name != ADDRESS
        and isinstance(field.get_field(model), StreamField | models.CharField | models.TextField)
    ]


def fill(
    page: Any,
    original: Any,
    segments: Sequence[Any],
    words: Mapping[Text, str | None],
    overrides: Mapping[str, Any],
) -> None:
    """Writes the translated fields of `page`, in memory, from those of `original`, taken apart into `segments`.

    `words` are the translations: where there is none the original's words stand, or the block is left out, as the
    setting says. `overrides` are what the language has of its own, by path.
    """
    donor = _copy(original)
    for name in translated_fields(type(page)):
        setattr(page, name, getattr(donor, name))
    found = [
        part
        for segment in segments
        if segment.path != ADDRESS and (part := _translated(segment, words, overrides, page.locale_id)) is not None
    ]
    ingest_segments(donor, page, original.locale, page.locale, found)
    # Where nothing is translated, the page is the original's, whole.
    if settings.TRANSLATION_NEW_BLOCKS == LEFT_OUT and any(text is not None for text in words.values()):
        _leave_out(page, segments, words)


def _copy(original: Any) -> Any:
    """A copy whose streams may be written into."""
    donor = copy.copy(original)
    for field in original._meta.get_fields():
        if isinstance(field, StreamField):
            raw = copy.deepcopy(list(field.value_from_object(original).get_prep_value()))
            setattr(donor, field.name, field.to_python(raw))
    return donor


def _translated(
    segment: Any, words: Mapping[Text, str | None], overrides: Mapping[str, Any], locale_id: int
) -> Any | None:
    """The segment as it stands in the translation; None where it stays the original's."""
    if isinstance(segment, StringSegmentValue):
        text = words.get(Text(segment.path, segment.string.data))
        string = segment.string if text is None else StringValue(text)
        return StringSegmentValue(segment.path, string, attrs=copy.deepcopy(segment.attrs), order=segment.order)
    if isinstance(segment, OverridableSegmentValue):
        if segment.path not in overrides:
            return None
        return OverridableSegmentValue(segment.path, overrides[segment.path], order=segment.order)
    if isinstance(segment, RelatedObjectSegmentValue):
        try:
            segment.get_instance(locale_id)
        except ObjectDoesNotExist:
            return None
    return segment


def overrides_of(rows: QuerySet[SegmentOverride], original: Any) -> dict[int, dict[str, Any]]:
    """What languages have of their own, by locale and path. What no longer exists, or has no place now, is left out."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for override in rows.filter(has_error=False).select_related("context"):
        if not values.problem(original, override.context.path, override.data):
            found[override.locale_id][override.context.path] = override.data
    return found


def overrides_into(translation: Translation, original: Any) -> dict[str, Any]:
    """What the language of a translation has of its own, by path."""
    rows = SegmentOverride.objects.filter(
        context__object=translation.source.object_id, locale=translation.target_locale_id
    )
    return overrides_of(rows, original).get(translation.target_locale_id, {})


def _leave_out(page: Any, segments: Sequence[Any], words: Mapping[Text, str | None]) -> None:
    """Takes away blocks, and items in them, of which no word is translated."""
    translated: dict[str, bool] = {}
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            is_translated = words.get(Text(segment.path, segment.string.data)) is not None
            parts = segment.path.split(".")
            for end in range(2, len(parts) + 1):
                path = ".".join(parts[:end])
                translated[path] = translated.get(path, False) or is_translated
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and field.name in translated_fields(type(page)):
            raw = list(field.value_from_object(page).get_prep_value())
            setattr(page, field.name, field.to_python(_without(raw, field.name, translated)))


def _without(raw: Any, path: str, translated: Mapping[str, bool]) -> Any:
    if isinstance(raw, list):
        kept = [item for item in raw if translated.get(f"{path}.{_id(item)}", True)]
        return [
            {**item, "value": _without(item["value"], f"{path}.{_id(item)}", translated)} if _id(item) else item
            for item in kept
        ]
    if isinstance(raw, dict):
        return {name: _without(value, f"{path}.{name}", translated) for name, value in raw.items()}
    return raw


def _id(item: Any) -> str:
    return str(item.get("id") or "") if isinstance(item, dict) and "value" in item else ""
