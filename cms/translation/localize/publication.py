"""Why a translation may not be published: asked before wagtail-localize publishes, which does so after the commit and
has told by then that it is done."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.core.languages import language
from cms.translation.editing import alternative_texts, problems
from cms.translation.localize import values


def threshold(tag: str) -> int:
    """How many of a hundred texts of a page must be translated into this language before it is published."""
    return int(settings.TRANSLATION_THRESHOLDS.get(tag, 100))


def unfinished(translation: Translation) -> list[str]:
    """Why a translation is not complete enough: what is not translated, and what changed since it was.

    A text that changed is refused whatever the threshold: else the original's words would stand in its place.
    """
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
    )
    texts = StringSegment.objects.filter(source_id=translation.source_id).exclude(context__path="slug")
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


def problems_of(translation: Translation) -> list[str]:
    """What is stored for a translation of a page and may not be published, in words for a translator."""
    if found := unfinished(translation):
        return found
    refused = [
        gettext("“%(value)s” was not published: %(problem)s") % {"value": value, "problem": problem}
        for value, problem in values.stored_problems(translation)
    ]
    if refused:
        return refused
    made = _as_it_would_be_made(translation)
    tag = translation.target_locale.language_code
    if silent := alternative_texts.lacking(made):
        return [alternative_texts.message(titles, tag) for titles in silent.values()]
    return [str(problem) for problem in problems.of_page(made)]


def _as_it_would_be_made(translation: Translation) -> Any:
    """As `TranslationSource.create_or_update_translation` makes it, which finds an address that is free."""
    made = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    made.slug = find_available_slug(made.get_parent(), slugify(made.slug), ignore_page_id=made.pk)
    return made


def problems_of_all(source: TranslationSource) -> list[str]:
    """Of all translations that taking over a page as it is now, and publishing them, would publish.

    wagtail-localize passes over what is refused, or stops in the middle of it. Nothing of the trial stays.
    """
    found = []
    with transaction.atomic():
        source.update_from_db()
        for translation in source.translations.filter(enabled=True).select_related("target_locale"):
            try:
                page = translation.get_target_instance()
            except ObjectDoesNotExist:
                continue
            if not isinstance(page, Page):
                continue
            name = language(translation.target_locale.language_code).native_name
            found += [f"{name}, “{page.title}”: {problem}" for problem in problems_of(translation)]
        transaction.set_rollback(True)
    return found
