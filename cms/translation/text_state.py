"""Keeps TextState truthful. Called from the page's own save, in its transaction."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.core.blocks import StatementsBlock
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
        .select_related("source__locale")
        .first()
    )


def _numbered(page: Page, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    """Each string with its text and its place there: a rich text holds several, and so does a list of sentences."""
    sentences = {
        f"{field.name}."
        for field in page._meta.get_fields()
        if isinstance(field, StreamField) and isinstance(field.stream_block, StatementsBlock)
    }
    places: Counter[str] = Counter()
    for path, string in texts:
        text = next((name[:-1] for name in sentences if path.startswith(name)), path)
        yield text, places[text], string
        places[text] += 1


def _compare(translation: Translation, page: Page) -> tuple[TextStatus, dict[str, Any]]:
    """What a translation is, and which words of the page are still the source's, as `cms.core.text.foreign` has it.

    A string is untranslated when it has no translation, or has one that the page does not show yet. By the prose: the
    address, which wagtail-localize counts too, is no text.
    """
    segments = _translated_segments(translation)
    shown = {(text, place): string for text, place, string in _numbered(page, prose(page))}
    sources = _numbered(page, ((path, source) for path, source, *_ in segments))
    totals: Counter[str] = Counter()
    foreign: dict[str, list[int]] = {}
    untranslated = 0
    for (text, place, source), (*_, translated, _kind) in zip(sources, segments, strict=True):
        totals[text] += 1
        is_sources = shown.get((text, place)) == source and translated != source
        untranslated += translated is None or is_sources
        if is_sources:
            foreign.setdefault(text, []).append(place)
    tag = translation.source.locale.language_code
    if untranslated and untranslated == len(segments):
        return TextStatus.UNTRANSLATED, {"tag": tag, "texts": None}
    texts = {text: None if len(places) == totals[text] else places for text, places in foreign.items()}
    kept = {"tag": tag, "texts": texts} if texts else {}
    if untranslated:
        return TextStatus.PARTIAL, kept
    is_by_machine = any(kind == StringTranslation.TRANSLATION_TYPE_MACHINE for *_, kind in segments)
    return TextStatus.MACHINE_TRANSLATED if is_by_machine else TextStatus.TRANSLATED, kept


def _translated_segments(translation: Translation) -> list[tuple[str, str, str | None, str | None]]:
    """Path, source, translation and how that came about, of each string of the snapshot."""
    found = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
        has_error=False,
    )
    return list(
        StringSegment.objects.filter(source_id=translation.source_id)
        .exclude(context__path="slug")
        .order_by("order")
        .values_list(
            "context__path",
            "string__data",
            Subquery(found.values("data")[:1]),
            Subquery(found.values("translation_type")[:1]),
        )
    )


def _by_hand(page: Page) -> tuple[TextStatus, dict[str, Any]]:
    """Of a page that is edited as it is: what a translation begun earlier left untranslated may still stand in it."""
    begun = (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        .select_related("source__locale")
        .first()
    )
    kept = _compare(begun, page)[1] if begun else {}
    return (TextStatus.PARTIAL if kept else TextStatus.TRANSLATED), kept


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
    if locale_id == page.locale_id:
        _record_original(page)
    else:
        _record_translation(page, locale_id)


def _record_original(page: Page) -> None:
    digest = prose_digest(page)
    previous = TextState.objects.filter(page=page).values_list("prose_digest", flat=True).first()
    TextState.objects.update_or_create(
        page_id=page.pk,
        defaults={"source_locale_id": page.locale_id, "status": TextStatus.ORIGINAL, "prose_digest": digest},
    )
    if previous != digest:
        TextState.objects.filter(page=page).update(foreign={})
        others = TextState.objects.filter(page__translation_key=page.translation_key).exclude(page=page)
        others.update(source_updated_at=timezone.now(), is_stale=True)
        others.filter(based_on_digest=digest).update(is_stale=False)


def _record_translation(page: Page, source_locale: int) -> None:
    digest = prose_digest(page)
    original = original_of(page)
    original_state = TextState.objects.filter(page=original).first() if original else None
    current = original_state.prose_digest if original_state else ""
    previous = TextState.objects.filter(page=page).first()
    translation = managed_translation(page)
    if translation is None and previous and previous.prose_digest == digest:
        # Published again without a word changed: nobody has looked at what the original says now.
        previous.is_stale = bool(current) and previous.based_on_digest != current
        if previous.status == TextStatus.ORIGINAL:
            previous.status = TextStatus.TRANSLATED
        previous.save(update_fields=["is_stale", "status"])
        return
    status, foreign = _compare(translation, page) if translation else _by_hand(page)
    based_on = _frozen_digest(translation.source, original) if translation else current
    TextState.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "source_locale_id": source_locale,
            "status": status,
            "foreign": foreign,
            "prose_digest": digest,
            "based_on_digest": based_on,
            "is_stale": bool(current) and based_on != current,
            "source_updated_at": original.last_published_at if original else None,
            "translated_at": timezone.now(),
        },
    )


def record_created(page: Page) -> None:
    """Every page has a state from its first save: who came first in the group is the original."""
    locale_id = source_locale_id(page)
    status = TextStatus.ORIGINAL if locale_id == page.locale_id else TextStatus.UNTRANSLATED
    TextState.objects.get_or_create(page_id=page.pk, defaults={"source_locale_id": locale_id, "status": status})
