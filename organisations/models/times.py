"""Days and moments, in Helsinki's time: where a day begins, and whether today is in a period."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


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
    today = timezone.localdate()
    begun = Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": today})
    return begun & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": today}))
