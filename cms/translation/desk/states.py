"""What waits for a translator: originals that readers see, and how far each is in one language."""

from collections.abc import Iterable
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
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
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.core.visibility import ContentQuerySet
from cms.translation.models import TextState, TextStatus


class DeskState(TextChoices):
    """Of one original in one language, the most urgent first."""

    MISSING = "missing", _("Missing")
    STALE = "stale", _("Behind the original")
    DRAFT = "draft", _("Draft")
    UNTRANSLATED = "untranslated", _("Untranslated")
    PARTLY = "partly", _("Partly translated")
    MACHINE = "machine", _("Machine translated")
    UP_TO_DATE = "up-to-date", _("Up to date")


WAITING = [state.value for state in DeskState if state is not DeskState.UP_TO_DATE]


def originals() -> ContentQuerySet:
    """Live pages that others are translated from; those for signed-in readers too, as this is the editors' side."""
    return ContentQuerySet(Page).filter(live=True, alias_of__isnull=True, text_state__source_locale=F("locale"))


def with_state(pages: QuerySet[Any], locale: Locale) -> QuerySet[Any]:
    """Annotates `desk_state` and what the buttons need: `target_id`, `is_managed`, `is_synced`, `is_untouched`.

    An alias shows the original's text: it counts as missing.
    """
    return _with_target(pages.exclude(locale=locale), locale).annotate(desk_state=_state(), **_managing(locale))


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


def _state() -> Case:
    status = {state: Q(target_status=state) for state in TextStatus}
    return Case(
        When(target_id__isnull=True, then=Value(DeskState.MISSING.value)),
        When(target_live=False, then=Value(DeskState.DRAFT.value)),
        When(target_stale=True, then=Value(DeskState.STALE.value)),
        When(status[TextStatus.UNTRANSLATED], then=Value(DeskState.UNTRANSLATED.value)),
        When(status[TextStatus.PARTIAL], then=Value(DeskState.PARTLY.value)),
        When(status[TextStatus.MACHINE_TRANSLATED], then=Value(DeskState.MACHINE.value)),
        default=Value(DeskState.UP_TO_DATE.value),
    )


def _managing(locale: Locale) -> dict[str, Any]:
    """Whether wagtail-localize manages the text, from a snapshot of today, and whether nobody has worked on it."""
    managed = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=locale, enabled=True
    )
    # The snapshot that translators work from is as new as the prose that made the text stale.
    synced = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"),
        locale_id=OuterRef("locale_id"),
        last_updated_at__gte=OuterRef("target_source_updated_at"),
    )
    by_hand = _targets(locale).filter(Q(first_published_at__isnull=False) | Q(latest_revision__user__isnull=False))
    return {"is_managed": Exists(managed), "is_synced": Exists(synced), "is_untouched": ~Exists(by_hand)}


def waiting_counts(locales: Iterable[Locale]) -> dict[int, int]:
    """How many originals wait in each language, by the locale's key. One SQL statement."""
    done = {
        locale.pk: Exists(
            TextState.objects.filter(
                page__translation_key=OuterRef("translation_key"),
                page__locale=locale,
                page__live=True,
                page__alias_of__isnull=True,
                is_stale=False,
                status__in=[TextStatus.ORIGINAL, TextStatus.TRANSLATED],
            )
        )
        for locale in locales
    }
    counts = originals().aggregate(
        **{f"locale_{key}": Count("pk", filter=~Q(locale=key) & ~Q(found)) for key, found in done.items()}
    )
    return {key: counts[f"locale_{key}"] for key in done}
