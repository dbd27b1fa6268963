"""What is ready to go out, asked without changing anything: by the same rules by which it is published."""

from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.core.languages import language
from cms.translation.desk import work
from cms.translation.editing import alternative_texts, problems
from cms.translation.localize import publication
from cms.translation.models import ReleasePage, Severity, TextState
from cms.translation.text_state import managed_translation
from cms.translation.texts import extraction


class CellState(TextChoices):
    """Of one page in one language of a release."""

    READY = "ready", _("Ready")
    NOT_READY = "not-ready", _("Not ready")
    OUT = "out", _("Published")
    GONE = "gone", _("Deleted")


class Cell(NamedTuple):
    """What one page in one language is, and why. `notes` are no reason against it."""

    state: CellState
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_in_the_way(self) -> bool:
        return self.state == CellState.NOT_READY


def of_original(item: ReleasePage, user: Any) -> Cell:
    """Whether the latest draft of an original may be published. `user` is in whose name."""
    if item.page is None:
        return Cell(CellState.GONE, notes=(gettext("It was deleted: it does not go out."),))
    page = item.page.specific
    moved = gettext("It was moved: its address is %(address)s now.") % {"address": page.url_path}
    notes = (moved,) if page.url_path != item.address else ()
    if item.was_live and not page.live:
        reason = gettext("It was unpublished after it was chosen: take it out of the release, or choose it again.")
        return Cell(CellState.NOT_READY, (reason,), notes)
    return of_draft(page, user)._replace(notes=notes)


def of_draft(page: Any, user: Any) -> Cell:
    """Whether the latest draft of a page that somebody writes by hand may be published."""
    if page.live and not page.has_unpublished_changes:
        return Cell(CellState.OUT)
    draft = page.get_latest_revision_as_object()
    found = _not_allowed(page, user)
    if draft.go_live_at and draft.go_live_at > timezone.now():
        found.append(gettext("It has a time of its own at which it goes live: take that away."))
    tag = page.locale.language_code
    found += [alternative_texts.message(titles, tag) for titles in alternative_texts.lacking(draft).values()]
    found += [str(problem) for problem in problems.of_page(draft)]
    return Cell(CellState.NOT_READY if found else CellState.READY, tuple(found))


def of_translation(item: ReleasePage, locale: Locale, user: Any, *, is_original_out: bool = False) -> Cell | None:
    """Whether a language of the page may go out; None for the original's own.

    `is_original_out` when it goes out after its original, and not together with the original's draft.
    """
    if item.page is None or item.page.locale_id == locale.pk:
        return None
    target = work.target_of(item.page, locale)
    if target is None or target.alias_of_id is not None:
        return Cell(CellState.NOT_READY, (gettext("Nobody has begun to translate it."),))
    target = target.specific
    translation = managed_translation(target)
    if translation is None:
        return of_draft(target, user)
    if not is_original_out and _words_differ(item.page.specific, translation):
        return Cell(CellState.NOT_READY, (_other_words(item),))
    if target.live and not TextState.objects.filter(page=target, is_stale=True).exists():
        return Cell(CellState.OUT)
    found = [*_not_allowed(target, user), *publication.problems_beside_the_original(translation)]
    return Cell(CellState.NOT_READY if found else CellState.READY, tuple(found))


def _not_allowed(page: Any, user: Any) -> list[str]:
    """Nobody's name is that of somebody whose account is deleted: the release was saved with rights."""
    if user is None:
        return []
    permissions = page.permissions_for_user(user)
    if not permissions.can_publish():
        return [
            gettext("%(name)s may not publish in %(language)s.")
            % {
                "name": user.get_full_name() or user.get_username(),
                "language": language(page.locale.language_code).label,
            }
        ]
    return [gettext("The page is locked.")] if permissions.page_locked() else []


def _words_differ(page: Any, translation: Translation) -> bool:
    """Whether the draft that would be published has other words than translators have.

    A change that its editor calls minor does not matter to them.
    """
    draft = page.get_latest_revision_as_object()
    if page.live and draft.severity == Severity.MINOR:
        return False
    return extraction.prose(draft) != extraction.prose(translation.source.as_instance())


def _other_words(item: ReleasePage) -> str:
    if item.page is not None and item.page.live:
        return gettext("The original's draft has other words than readers see: they can be translated once it is out.")
    return gettext("The original's draft has other words than translators have: give it to them again.")
