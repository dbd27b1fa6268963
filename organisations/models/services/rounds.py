"""Rounds in which one can apply: from a day of the year to another, once or every year.

A round that ends earlier in the year than it begins ends in the next year. In a year without 29 February, a round that
begins or ends on that day does so on the 28th.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

# How many years ahead rounds that repeat are looked for. What goes on until then has no end.
_YEARS_AHEAD = 2
_LEAP_YEAR = 2000


class RoundQuerySet(models.QuerySet[Any]):
    def open_on(self, today: date) -> Self:
        """Returns the rounds that are open on a day: the rule of `windows`, for the database.

        Days are compared as numbers, year, month and day. The last day of a February counts as the 29th for what
        begins then.
        """
        day = _number(today.year, today.month, today.day)
        is_last_of_february = today.month == 2 and today.day == _days_of(today.year, 2)
        begun = _number(today.year, 2, 29) if is_last_of_february else day
        opens = _number(0, F("opens_month"), F("opens_day"))
        closes = _number(0, F("closes_month"), F("closes_day"))
        in_next_year = Case(When(closes__lt=F("opens"), then=Value(_number(1, 0, 0))), default=Value(0))
        rows = self.alias(opens=opens, closes=closes).alias(last=F("closes") + in_next_year)
        return rows.filter(_holds(today.year, begun, day) | _holds(today.year - 1, begun, day))


class RoundMixin(Orderable):
    """A round. Only a draft lacks a day or a month. `year` is the one in which it begins; without one, every year."""

    opens_day = models.PositiveSmallIntegerField(
        verbose_name=_("first day"), null=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    opens_month = models.PositiveSmallIntegerField(
        verbose_name=_("first day's month"), null=True, choices=list(MONTHS.items())
    )
    closes_day = models.PositiveSmallIntegerField(
        verbose_name=_("last day"), null=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    closes_month = models.PositiveSmallIntegerField(
        verbose_name=_("last day's month"), null=True, choices=list(MONTHS.items())
    )
    year = models.PositiveSmallIntegerField(
        verbose_name=_("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text=_("In which the round begins. Left empty, it comes every year."),
    )

    objects = RoundQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("opens_day"), FieldPanel("opens_month")]),
        FieldRowPanel([FieldPanel("closes_day"), FieldPanel("closes_month")]),
        FieldPanel("year"),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        ends_next_year = self.is_complete and self._ends_next_year()
        for name, day, month, years in (
            ("opens_day", self.opens_day, self.opens_month, 0),
            ("closes_day", self.closes_day, self.closes_month, int(ends_next_year)),
        ):
            year = self.year + years if self.year else _LEAP_YEAR
            if day and month and day > _days_of(year, month):
                errors[name] = _("The month has no such day.")
        if errors:
            raise ValidationError(errors)

    @property
    def is_complete(self) -> bool:
        return None not in (self.opens_day, self.opens_month, self.closes_day, self.closes_month)

    def _ends_next_year(self) -> bool:
        return (self.closes_month, self.closes_day) < (self.opens_month, self.opens_day)

    def days(self, today: date) -> Iterator[tuple[date, date]]:
        """Yields the first and the last day of the round; if it repeats, of last year's and those of the next years."""
        if not self.is_complete:
            return
        for year in [self.year] if self.year else range(today.year - 1, today.year + _YEARS_AHEAD + 1):
            opens_on = _day(year, self.opens_month, self.opens_day)
            yield opens_on, _day(year + self._ends_next_year(), self.closes_month, self.closes_day)


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which one can apply. Both days belong to it; `closes_on` is None when no end is in sight."""

    opens_on: date
    closes_on: date | None

    def is_open(self, today: date) -> bool:
        return self.opens_on <= today and (self.closes_on is None or today <= self.closes_on)


def _days_of(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _day(year: int, month: Any, day: Any) -> date:
    return date(year, month, min(day, _days_of(year, month)))


def windows(rounds: Iterable[RoundMixin], today: date) -> list[Window]:
    """Returns the times in which one can apply that are not over, the first first.

    Rounds that overlap, or follow each other without a day between, are one time.
    """
    rounds = list(rounds)
    joined: list[list[date]] = []
    for opens_on, closes_on in sorted(days for row in rounds for days in row.days(today)):
        if joined and opens_on <= joined[-1][1] + timedelta(1):
            joined[-1][1] = max(joined[-1][1], closes_on)
        else:
            joined.append([opens_on, closes_on])
    horizon = date(today.year + _YEARS_AHEAD, 12, 31)
    repeats = any(row.year is None for row in rounds)
    return [
        Window(opens_on, None if repeats and closes_on >= horizon and opens_on <= today else closes_on)
        for opens_on, closes_on in joined
        if closes_on >= today
    ]


def _number(year: Any, month: Any, day: Any) -> Any:
    return year * 10_000 + month * 100 + day


def _holds(year: int, begun: int, day: int) -> Q:
    """Returns the condition for rounds that are open, of those that repeat the one that began in this year."""
    of_the_year = Coalesce(F("year"), Value(year)) * 10_000
    return Q(opens__lte=Value(begun) - of_the_year, last__gte=Value(day) - of_the_year)
