"""How many characters may be translated by machine in a month, by language: more is never sent."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from cms.translation.models import MachineBudget


def limit(tag: str) -> int:
    """How many characters a month has for a language: 0 when the setting does not name it."""
    return int(settings.MACHINE_TRANSLATION_BUDGET.get(tag, 0))


def _month() -> date:
    return timezone.localdate().replace(day=1)


def left(locale: Any) -> int:
    used = MachineBudget.objects.filter(locale=locale, month=_month()).values_list("used", flat=True).first() or 0
    return max(limit(locale.language_code) - used, 0)


def reserve(locale: Any, characters: int) -> bool:
    """Takes characters from the month's budget, before they are sent. False when there are too few.

    One statement decides, so that two workers never take the same ones. What was taken and not used (a worker that
    died, a service that failed) stays taken: the service may have counted it.
    """
    MachineBudget.objects.get_or_create(locale=locale, month=_month())
    enough = MachineBudget.objects.filter(
        locale=locale, month=_month(), used__lte=limit(locale.language_code) - characters
    )
    return bool(enough.update(used=F("used") + characters))
