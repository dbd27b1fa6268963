"""Starting a translation and bringing its source up to date, without touching what readers see."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import TranslationCreator

from cms.editing.locks import lock_tree
from cms.translation.desk.states import is_ready_draft
from cms.translation.text_state import source_locale_id


class CannotTranslate(Exception):
    """The translation could not be made; nothing was changed."""


class AboveIsDraft(CannotTranslate):
    """A page above is a draft that translators may not see. Named by its title."""


def target_of(original: Page, locale: Locale) -> Page | None:
    return Page.objects.filter(translation_key=original.translation_key, locale=locale).first()


def managed(original: Page, locale: Locale) -> Translation | None:
    return (
        Translation.objects.filter(source__object_id=original.translation_key, target_locale=locale, enabled=True)
        .select_related("source")
        .first()
    )


def is_untouched(target: Page) -> bool:
    """A copy that nobody has written into or published, like the home pages that every language starts with."""
    return target.first_published_at is None and not (target.latest_revision and target.latest_revision.user_id)


@transaction.atomic
def start(original: Page, locale: Locale, user: Any) -> Page:
    """The page to translate in, made when it is missing; what somebody has written by hand is left as it is.

    Two translators who start at the same moment get the same page. Raises CannotTranslate.
    """
    # The second of two presses waits for the first.
    lock_tree()
    original = Page.objects.get(pk=original.pk)
    target = target_of(original, locale)
    if target is not None and target.alias_of_id is None and (managed(original, locale) or not is_untouched(target)):
        return target
    if target is not None and target.alias_of_id is not None and target.live:
        # An alias becomes a draft of its own: readers are not shown the original's text as this language's.
        target.specific.unpublish(user=user)
    if source_locale_id(original) != original.locale_id or original.locale_id == locale.pk:
        raise CannotTranslate
    for page in [*_without_a_page(original, locale), original]:
        _begin(page, locale, user)
    made = target_of(original, locale)
    if made is None or made.alias_of_id is not None:
        # wagtail-localize swallows the page's own validation errors.
        raise CannotTranslate
    return made


def _without_a_page(original: Page, locale: Locale) -> list[Page]:
    """The pages above that this language has not, the highest first.

    They become drafts to translate. wagtail-localize would make live aliases of them, which show the original's text.
    """
    there = Page.objects.filter(locale=locale).values("translation_key")
    lacking = original.get_ancestors().filter(depth__gt=1).exclude(translation_key__in=there)
    if hidden := lacking.not_live().exclude(is_ready_draft()).first():
        raise AboveIsDraft(hidden.title)
    return list(lacking)


def _begin(page: Page, locale: Locale, user: Any) -> None:
    # Only this page: translating what it links to would rewrite live pages of other people.
    TranslationCreator(user, [locale]).create_translations(page.specific, include_related_objects=False)
