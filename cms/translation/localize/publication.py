"""Publishes a translation: what may not be published, and the one way in which a translation is."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Subquery
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from wagtail.coreutils import find_available_slug
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
)
from wagtail_localize.segments.extract import extract_segments

from cms.core.visibility import was_never_published
from cms.editing.locks import lock_pages, lock_texts
from cms.translation import flow
from cms.translation.editing import alternative_texts, problems
from cms.translation.localize.addresses import give_address
from cms.translation.review import rules as review
from cms.translation.texts import applying, building, values
from cms.translation.texts.alignment import ADDRESS, Text


def threshold(tag: str) -> int:
    """How many of a hundred texts of a page must be translated into this language before it is published."""
    return int(settings.TRANSLATION_THRESHOLDS.get(tag, 100))


def unfinished(translation: Translation) -> list[str]:
    """Why a translation is not complete enough: what is not translated, and what changed since it was.

    A text that changed is refused whatever the threshold: else the original's words would stand in its place.
    """
    done = applying.of_each_segment(translation)
    texts = StringSegment.objects.filter(source_id=translation.source_id).exclude(context__path=ADDRESS)
    states = list(texts.annotate(wrong=Subquery(done.values("has_error")[:1])).values_list("wrong", flat=True))
    changed, missing = states.count(True), states.count(None)
    found = []
    if changed:
        found.append(
            ngettext(
                "%(count)d text has changed in the original since it was translated: look at it and save it.",
                "%(count)d texts have changed in the original since they were translated: look at them and save them.",
                changed,
            )
            % {"count": changed}
        )
    if missing and (len(states) - missing) * 100 < threshold(translation.target_locale.language_code) * len(states):
        found.append(
            ngettext(
                "%(count)d of %(total)d texts is not translated yet.",
                "%(count)d of %(total)d texts are not translated yet.",
                missing,
            )
            % {"count": missing, "total": len(states)}
        )
    return found


def waits_for_original(translation: Translation) -> bool:
    """Whether readers have never seen the original: no translation goes before it."""
    return was_never_published(translation.source.get_source_instance())


def problems_of(translation: Translation) -> list[str]:
    """What is stored for a translation of a page and may not be published, in words for a translator."""
    if waits_for_original(translation):
        return [gettext("The original is not published yet: the translation can be published when it is.")]
    return problems_beside_the_original(translation)


def problems_beside_the_original(translation: Translation) -> list[str]:
    """The same of a translation that goes out together with its original."""
    if found := unfinished(translation) or review.unapproved(translation):
        return found
    refused = [
        gettext("“%(value)s” was not published: %(problem)s") % {"value": value, "problem": problem}
        for value, problem in values.stored_problems(translation)
    ]
    if refused:
        return refused
    made = built(translation)
    tag = translation.target_locale.language_code
    if silent := alternative_texts.lacking(made):
        return [alternative_texts.message(titles, tag) for titles in silent.values()]
    return [str(problem) for problem in problems.of_page(made)]


def built(translation: Translation) -> Any:
    """The page as it would be published now, in memory: the original's blocks with the words that are translated.

    Its address is made free.
    """
    page = translation.get_target_instance()
    original = translation.source.as_instance()
    words = {Text(place, source): words for place, source, words, _ in flow.segments_of(translation)}
    building.fill(page, original, extract_segments(original), words, building.overrides_into(translation, original))
    page.slug = find_available_slug(page.get_parent(), slugify(_address(translation) or page.slug), page.pk)
    return page


def _address(translation: Translation) -> str | None:
    """The address that the translator has given the page."""
    address = StringTranslation.objects.filter(
        context__object=translation.source.object_id,
        context__path=ADDRESS,
        locale_id=translation.target_locale_id,
        has_error=False,
    )
    current = address.filter(translation_of__in=translation.source.stringsegment_set.values("string"))
    return current.values_list("data", flat=True).first()


@transaction.atomic
def publish(translation: Translation, user: Any = None) -> Any:
    """Publishes a page as it is translated now, whatever is missing, and returns it.

    `publish_when_sound` is for people. Raises PublishingRefused when the page itself may not be published.
    """
    translation = _locked(translation)
    page = built(translation)
    revision = page.save_revision(user=user)
    translation.source.sync_view_restrictions(translation.source.get_source_instance(), page)
    revision.publish(user=user, skip_permission_checks=True)
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)
    return page


@transaction.atomic
def publish_when_sound(translation: Translation, user: Any) -> list[str]:
    """Publishes a page for a translator, or says why not."""
    translation = _locked(translation)
    give_address(translation, translation.get_target_instance())
    if found := problems_of(translation):
        return found
    publish(translation, user)
    return []


def _locked(translation: Translation) -> Translation:
    """The translation as it is now. Until the transaction ends, neither the page nor the original's texts change."""
    lock_pages(translation.get_target_instance().pk)
    lock_texts(translation)
    return Translation.objects.select_related("source__locale", "target_locale").get(pk=translation.pk)
