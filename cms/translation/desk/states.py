"""What waits for a translator: originals that readers see or that were given as drafts, and how far each is."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from cms.core.visibility import ContentQuerySet, has_public_row, never_published
from cms.translation import text_state
from cms.translation.desk.words import to_translate
from cms.translation.models import ReadyDraft, TextState, TextStatus
from cms.translation.review import rules as review


class DeskState(TextChoices):
    """Of one original in one language, the most urgent first."""

    WITHDRAWN = "withdrawn", _("Original withdrawn")
    MISSING = "missing", _("Missing")
    STALE = "stale", _("Behind the original")
    DRAFT = "draft", _("Draft")
    UNTRANSLATED = "untranslated", _("Untranslated")
    PARTLY = "partly", _("Partly translated")
    MACHINE = "machine", _("Machine translated")
    IN_REVIEW = "in-review", _("In review")
    UP_TO_DATE = "up-to-date", _("Up to date")


WAITING = [state.value for state in DeskState if state is not DeskState.UP_TO_DATE]


def originals() -> ContentQuerySet:
    """Live pages that others are translated from; those for signed-in readers too, as this is the editors' side."""
    return _originals().with_public_row()


def is_ready_draft() -> Q:
    """Selects originals that readers have never seen and that their editors have given to the translators."""
    given = Exists(ReadyDraft.objects.filter(page=OuterRef("pk")))
    return never_published() & Q(given)


def translatable() -> ContentQuerySet:
    """The originals of which a translation may be begun."""
    return _originals().filter(has_public_row() | is_ready_draft())


def _originals() -> ContentQuerySet:
    return ContentQuerySet(Page).filter(text_state.originals(), alias_of__isnull=True)


def in_language(locale: Locale) -> QuerySet[Any]:
    """What the desk of a language shows.

    Live originals, drafts that were given to translators, and withdrawn ones whose translation readers still see.

    Annotates `desk_state`, `waits_since` (the moment from which there was something to do), `words` (how many there are
    to translate) and what the buttons need: `target_id`, `is_managed`, `is_untouched`. An alias shows the original's
    text: it counts as missing.
    """
    pages = _with_target(_originals().exclude(locale=locale), locale)
    pages = pages.filter(has_public_row() | Q(target_live=True) | is_ready_draft())
    in_review = review.pages_in_review(locale)
    pages = pages.annotate(desk_state=_state(in_review), waits_since=_waits_since(locale), **_managing(locale))
    return pages.annotate(words=to_translate(locale))


def _targets(locale: Locale) -> QuerySet[Any]:
    """What the outer query's page is in `locale`."""
    return Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale, alias_of__isnull=True)


def _with_target(pages: QuerySet[Any], locale: Locale) -> QuerySet[Any]:
    targets = _targets(locale)
    states = TextState.objects.filter(
        page__translation_key=OuterRef("translation_key"), page__locale=locale, page__alias_of__isnull=True
    )
    return pages.annotate(
        target_id=Subquery(targets.values("pk")[:1]),
        target_live=Subquery(targets.values("live")[:1]),
        target_status=Subquery(states.values("status")[:1]),
        target_stale=Subquery(states.values("is_stale")[:1], output_field=BooleanField()),
        target_source_updated_at=Subquery(states.values("source_updated_at")[:1]),
    )


def _state(in_review: Collection[UUID]) -> Case:
    status = {state: Q(target_status=state) for state in TextStatus}
    return Case(
        When(live=False, target_live=True, then=Value(DeskState.WITHDRAWN.value)),
        When(target_id__isnull=True, then=Value(DeskState.MISSING.value)),
        When(translation_key__in=in_review, then=Value(DeskState.IN_REVIEW.value)),
        When(target_live=False, then=Value(DeskState.DRAFT.value)),
        When(target_stale=True, then=Value(DeskState.STALE.value)),
        When(status[TextStatus.UNTRANSLATED], then=Value(DeskState.UNTRANSLATED.value)),
        When(status[TextStatus.PARTIAL], then=Value(DeskState.PARTLY.value)),
        When(status[TextStatus.MACHINE_TRANSLATED], then=Value(DeskState.MACHINE.value)),
        default=Value(DeskState.UP_TO_DATE.value),
    )


def _waits_since(locale: Locale) -> Case:
    """From when on: of a text that is behind, since its original changed; of one in review, since it was written to.

    Any other waits since the original was published or given.
    """
    given = ReadyDraft.objects.filter(page=OuterRef("pk"))
    written = StringTranslation.objects.filter(context__object_id=OuterRef("translation_key"), locale=locale)
    return Case(
        When(desk_state=DeskState.UP_TO_DATE.value, then=Value(None)),
        When(desk_state=DeskState.STALE.value, then=F("target_source_updated_at")),
        When(
            desk_state=DeskState.IN_REVIEW.value,
            then=Subquery(written.order_by("-updated_at").values("updated_at")[:1]),
        ),
        default=Coalesce("first_published_at", Subquery(given.values("since"))),
        output_field=DateTimeField(),
    )


def _managing(locale: Locale) -> dict[str, Any]:
    """Whether the text is translated at the desk rather than by hand, and whether nobody has worked on it."""
    managed = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=locale, enabled=True
    )
    by_hand = _targets(locale).filter(Q(first_published_at__isnull=False) | Q(latest_revision__user__isnull=False))
    return {"is_managed": Exists(managed), "is_untouched": ~Exists(by_hand)}


def waiting_counts(locales: Iterable[Locale]) -> dict[int, int]:
    """How many originals wait in each language, by the locale's key.

    One SQL statement, and two more for each language that is reviewed.
    """
    waits = {}
    for locale in locales:
        shown = TextState.objects.filter(
            page__translation_key=OuterRef("translation_key"),
            page__locale=locale,
            page__live=True,
            page__alias_of__isnull=True,
        )
        done = shown.filter(is_stale=False, status__in=[TextStatus.ORIGINAL, TextStatus.TRANSLATED])
        is_done = Q(Exists(done)) & ~Q(translation_key__in=review.pages_in_review(locale))
        is_waiting = Q(live=True) & ~is_done | Q(live=False) & Q(Exists(shown)) | is_ready_draft()
        waits[locale.pk] = ~Q(locale=locale) & is_waiting
    counts = _originals().aggregate(**{f"locale_{key}": Count("pk", filter=found) for key, found in waits.items()})
    return {key: counts[f"locale_{key}"] for key in waits}
