"""Days and moments, in Helsinki's time: where a day begins, whether today is in a period, when something is over."""

from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from cms.core.validators import period_error
from cms.core.visibility import ContentQuerySet


def midnight(moment: datetime, days: int = 0) -> datetime:
    """Returns the moment at which its day in Helsinki begins, or the day so many days later.

    Days with a change to or from summer time have 23 or 25 hours.
    """
    day = timezone.localdate(moment) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.min))


def holds_today(starts: date | None, ends: date | None) -> bool:
    """Whether today is in a period. Both its days belong to it; one without a start or an end is open there."""
    today = timezone.localdate()
    return (starts is None or starts <= today) and (ends is None or today <= ends)


def rows_of_today(starts: str, ends: str) -> Q:
    """Returns the condition for rows with today in their period: the rule of `holds_today`, for the database."""
    return rows_of_day(timezone.localdate(), starts, ends)


def rows_of_day(day: date, starts: str, ends: str) -> Q:
    """Returns the condition for rows with this day in their period."""
    return rows_of_period(day, day, starts, ends)


def rows_of_period(first: date | None, last: date | None, starts: str, ends: str) -> Q:
    """Returns the condition for rows whose period shares a day with the one from `first` to `last`.

    None leaves that side open.
    """
    found = Q()
    if last:
        found &= Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": last})
    if first:
        found &= Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": first})
    return found


class OccasionQuerySet(ContentQuerySet):
    """Of what takes place at a time, and knows by `over_at` when it is over."""

    def upcoming(self, wanted: bool = True) -> Self:
        """Returns those that are not over yet, or those that are."""
        return self.filter(over_at__gt=Now()) if wanted else self.filter(over_at__lte=Now())


def over_at(starts: datetime | None, ends: datetime | None, *, is_all_day: bool = False) -> datetime | None:
    """Returns the moment at which something is over.

    What takes all day, and that of which nobody said when it ends, is over with its last day.
    """
    last = ends or starts
    return midnight(last, days=1) if last and (is_all_day or ends is None) else last


def end_errors(starts: datetime | None, ends: datetime | None, *, is_all_day: bool = False) -> dict[str, Any]:
    """Returns what is wrong with the end, by its field: nothing while one of the two is missing."""
    over = over_at(starts, ends, is_all_day=is_all_day)
    error = period_error(starts, over) if ends else None
    return {"ends_at": error} if error else {}
