"""Gives translators the draft of an original that was never published (docs/decisions/0023)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments.extract import extract_segments

from cms.core.visibility import was_never_published
from cms.editing.locks import lock_pages
from cms.translation.models import ReadyDraft, TextState
from cms.translation.pages import TextPageMixin
from cms.translation.text_state import is_original
from cms.translation.texts import extraction, snapshot


def may_be_given(page: Any) -> bool:
    """Whether the page is an original that readers have never seen."""
    return (
        isinstance(page, TextPageMixin) and was_never_published(page) and page.alias_of_id is None and is_original(page)
    )


@transaction.atomic
def give(page: Page, user: Any) -> bool:
    """Makes the latest draft what translators work from. False when the page is published, or no original.

    What they have translated is carried over to the texts that are now there. A draft that is unfinished is given too.
    """
    lock_pages(page.pk)
    row = Page.objects.get(pk=page.pk).specific
    if not may_be_given(row):
        return False
    draft = row.get_latest_revision_as_object()
    segments = extract_segments(draft)
    source, _made = TranslationSource.get_or_create_from_instance(draft)
    snapshot.refresh(source, draft, segments, is_minor=False)
    digest = extraction.digest(extraction.strings(segments))
    TextState.objects.filter(page=row.pk).update(words=extraction.words_in(segments))
    ReadyDraft.objects.update_or_create(
        page_id=row.pk, defaults={"prose_digest": digest, "given_at": timezone.now(), "by": user}
    )
    return True


@transaction.atomic
def take_back(page: Page) -> None:
    """Takes the draft off the desks. What was begun stays where it is."""
    lock_pages(page.pk)
    ReadyDraft.objects.filter(page=page.pk).delete()
