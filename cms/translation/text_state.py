"""Keeps TextState truthful. Called from the page's own save, in its transaction."""

import hashlib
import json

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translation.models import TextState, TextStatus


def prose(page: Page) -> list[tuple[str, str]]:
    """Every translatable string with its path in the page, in order. A string may hold inline markup."""
    return [
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path != "slug"
    ]


def _digest(texts: list[tuple[str, str]]) -> str:
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def prose_digest(page: Page) -> str:
    """Of every translatable string in its place. Facts, layout, choosers and the address do not count."""
    return _digest(prose(page))


def source_locale_id(page: Page) -> int:
    """The locale of the group's original. The first page of a group is the original; copies are its translations."""
    state = TextState.objects.filter(page__translation_key=page.translation_key).order_by("page_id").first()
    return state.source_locale_id if state else page.locale_id


def is_original(page: Page) -> bool:
    """Also of a page that is not saved yet."""
    return page.pk is None or source_locale_id(page) == page.locale_id


def original_of(page: Page) -> Page | None:
    """The original of the page's group as its specific model, if it still exists; the page itself when it is that."""
    locale_id = source_locale_id(page)
    if locale_id == page.locale_id:
        return page
    return type(page)._default_manager.filter(translation_key=page.translation_key, locale_id=locale_id).first()


def managed_translation(page: Page) -> Translation | None:
    """wagtail-localize's record, when the page is translated there rather than edited by hand."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source")
        .first()
    )


def _status_of(translation: Translation) -> TextStatus:
    """By the prose: the address, which wagtail-localize counts too, is no text."""
    segments = StringSegment.objects.filter(source_id=translation.source_id).exclude(context__path="slug")
    found = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
        has_error=False,
    )
    by_machine = found.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    counts = segments.aggregate(
        total=Count("pk"),
        translated=Count("pk", filter=Exists(found)),
        by_machine=Count("pk", filter=Exists(by_machine)),
    )
    if counts["translated"] < counts["total"]:
        return TextStatus.PARTIAL if counts["translated"] else TextStatus.UNTRANSLATED
    return TextStatus.MACHINE_TRANSLATED if counts["by_machine"] else TextStatus.TRANSLATED


def _frozen_digest(source: TranslationSource, original: Page | None) -> str:
    """Of the snapshot that translators work from: the original may have moved on since.

    Its segments are its prose already taken apart, so the page need not be built from it again.
    """
    if original is None:
        return ""
    segments = StringSegment.objects.filter(source=source).exclude(context__path="slug").order_by("order")
    return _digest(list(segments.values_list("context__path", "string__data")))


def record_published(page: Page) -> None:
    """After the public row of `page` has been written."""
    locale_id = source_locale_id(page)
    digest = prose_digest(page)
    now = timezone.now()
    if locale_id == page.locale_id:
        previous = TextState.objects.filter(page=page).values_list("prose_digest", flat=True).first()
        TextState.objects.update_or_create(
            page_id=page.pk,
            defaults={"source_locale_id": locale_id, "status": TextStatus.ORIGINAL, "prose_digest": digest},
        )
        if previous != digest:
            others = TextState.objects.filter(page__translation_key=page.translation_key).exclude(page=page)
            others.update(source_updated_at=now, is_stale=True)
            others.filter(based_on_digest=digest).update(is_stale=False)
        return
    original = original_of(page)
    original_state = TextState.objects.filter(page=original).first() if original else None
    current = original_state.prose_digest if original_state else ""
    previous_state = TextState.objects.filter(page=page).first()
    translation = managed_translation(page)
    if translation is None and previous_state and previous_state.prose_digest == digest:
        # Published again without a word changed: nobody has looked at what the original says now.
        previous_state.is_stale = bool(current) and previous_state.based_on_digest != current
        previous_state.status = TextStatus.TRANSLATED
        previous_state.save(update_fields=["is_stale", "status"])
        return
    based_on = _frozen_digest(translation.source, original) if translation else current
    TextState.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "source_locale_id": locale_id,
            "status": _status_of(translation) if translation else TextStatus.TRANSLATED,
            "prose_digest": digest,
            "based_on_digest": based_on,
            "is_stale": bool(current) and based_on != current,
            "source_updated_at": original.last_published_at if original else None,
            "translated_at": now,
        },
    )


def record_created(page: Page) -> None:
    """Every page has a state from its first save: who came first in the group is the original."""
    locale_id = source_locale_id(page)
    status = TextStatus.ORIGINAL if locale_id == page.locale_id else TextStatus.UNTRANSLATED
    TextState.objects.get_or_create(page_id=page.pk, defaults={"source_locale_id": locale_id, "status": status})
