"""Keeps TextState truthful. Called from the page's own save, in its transaction."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.segments.extract import extract_segments

from cms.translation import flow
from cms.translation.models import Severity, TextState, TextStatus
from cms.translation.texts import extraction
from cms.translation.texts.published import Judgement


def prose_digest(page: Page) -> str:
    """The digest of every translatable string in its place. Facts, layout, choosers and the address do not count."""
    return extraction.digest(extraction.prose(page))


def source_locale_id(page: Page) -> int:
    """The locale of the group's original. The first page of a group is the original; copies are its translations."""
    state = TextState.objects.filter(page__translation_key=page.translation_key).order_by("page_id").first()
    return state.source_locale_id if state else page.locale_id


def is_original(page: Page) -> bool:
    """Whether the page is the original of its group, as is one that is not saved yet."""
    return page.pk is None or source_locale_id(page) == page.locale_id


def originals() -> Q:
    """Selects pages that are the original of their group: the rule of `is_original` for rows."""
    return Q(text_state__source_locale=F("locale"))


def original_of(page: Page) -> Page | None:
    """The original of the page's group as its specific model, if it still exists; the page itself when it is that."""
    locale_id = source_locale_id(page)
    if locale_id == page.locale_id:
        return page
    return type(page)._default_manager.filter(translation_key=page.translation_key, locale_id=locale_id).first()


def managed_translation(page: Page) -> Translation | None:
    """wagtail-localize's record, when the page is translated there rather than edited by hand."""
    return _translations_of(page).filter(enabled=True).first()


def stopped_translation(page: Page) -> Translation | None:
    """The record of a page that was translated there and is edited by hand now."""
    return _translations_of(page).filter(enabled=False).first()


def _translations_of(page: Page) -> QuerySet[Translation]:
    found = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
    return found.select_related("source__locale", "target_locale")


def _by_hand(page: Page) -> tuple[TextStatus, dict[str, Any]]:
    """Status and foreign words of a page that is written by hand.

    What a translation that was begun earlier has left untranslated may still stand in it.
    """
    begun = _translations_of(page).first()
    kept = flow.record_shown(page, begun).foreign if begun else {}
    return (TextStatus.PARTIAL if kept else TextStatus.TRANSLATED), kept


def record_published(page: Page) -> None:
    """Records what the text of a page is, after its public row has been written."""
    locale_id = source_locale_id(page)
    if locale_id == page.locale_id:
        _record_original(page)
    else:
        _record_translation(page, locale_id)


def _record_original(page: Page) -> None:
    segments = extract_segments(page)
    digest = extraction.digest(extraction.strings(segments))
    previous = TextState.objects.filter(page=page).values_list("prose_digest", flat=True).first()
    severity = page.severity
    TextState.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "source_locale_id": page.locale_id,
            "status": TextStatus.ORIGINAL,
            "prose_digest": digest,
            "words": extraction.words_in(segments),
        },
    )
    if previous != digest:
        TextState.objects.filter(page=page).update(foreign={})
        others = TextState.objects.filter(page__translation_key=page.translation_key).exclude(page=page)
        if severity == Severity.MINOR:
            others.filter(is_stale=False, based_on_digest=previous).update(based_on_digest=digest)
        others.update(source_updated_at=timezone.now(), is_stale=~Q(based_on_digest=digest))
    flow.flow(page, segments, digest, severity if previous != digest else Severity.NORMAL)


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
    if translation:
        judgement = flow.record_shown(page, translation)
    else:
        judgement = Judgement(*_by_hand(page), is_stale=False)
    TextState.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "source_locale_id": source_locale,
            "status": judgement.status,
            "foreign": judgement.foreign,
            "prose_digest": digest,
            "based_on_digest": "" if judgement.is_stale else current,
            "is_stale": judgement.is_stale,
            "source_updated_at": original.last_published_at if original else None,
            "translated_at": timezone.now(),
        },
    )


def record_created(page: Page) -> None:
    """Every page has a state from its first save: who came first in the group is the original."""
    locale_id = source_locale_id(page)
    status = TextStatus.ORIGINAL if locale_id == page.locale_id else TextStatus.UNTRANSLATED
    TextState.objects.get_or_create(page_id=page.pk, defaults={"source_locale_id": locale_id, "status": status})
