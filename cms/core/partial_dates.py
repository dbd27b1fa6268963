"""Dates that are known as far as they are known: a year, half of one, a month or a day.

They are written as ISO 8601 has them, with one word more: 2014, 2014-H1 (its first half), 2014-08, 2014-08-27.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.core.text.dates import cldr_locale, written

_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-H(?P<half>[12])|-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?")
# As Finns and Swedes write them: 27.8.2014, 8.2014 or 8/2014.
_WRITTEN_HERE = re.compile(r"(?:(?P<day>\d\d?)\.)?(?P<month>\d\d?)[./](?P<year>\d{4})")

# By the month with which they begin.
_HALVES = {1: _("first half of %(year)s"), 7: _("second half of %(year)s")}


class Precision(TextChoices):
    YEAR = "YEAR", _("Year")
    HALF_YEAR = "HALF_YEAR", _("Half of a year")
    MONTH = "MONTH", _("Month")
    DAY = "DAY", _("Day")


@dataclass(frozen=True)
class PartialDate:
    """A date with its precision: from the first day that it may mean to the last one."""

    precision: Precision
    first_day: date
    last_day: date

    def __str__(self) -> str:
        """Returns it as it is kept."""
        match self.precision:
            case Precision.YEAR:
                return f"{self.first_day.year:04}"
            case Precision.HALF_YEAR:
                return f"{self.first_day.year:04}-H{1 if self.first_day.month == 1 else 2}"
            case Precision.MONTH:
                return f"{self.first_day.year:04}-{self.first_day.month:02}"
        return self.first_day.isoformat()


def parsed(text: str) -> PartialDate:
    """Returns the date that a text means, in whatever case and with whatever spaces it was typed.

    Raises ValidationError in words for the editor.
    """
    plain = "".join(text.split()).upper()
    found = _WRITTEN.fullmatch(plain) or _WRITTEN_HERE.fullmatch(plain)
    if found is None:
        raise ValidationError(_("Write a year, half of one, a month or a day: 2014, 2014-H1, 2014-08 or 2014-08-27."))
    part = {name: int(digits) for name, digits in found.groupdict().items() if digits}
    try:
        return _made(part["year"], part.get("half"), part.get("month"), part.get("day"))
    except ValueError:  # The month 13, and 29 February of most years.
        raise ValidationError(_("There is no such day: %(text)s."), params={"text": text.strip()}) from None


def _made(year: int, half: int | None, month: int | None, day: int | None) -> PartialDate:
    if half:
        first, last = (1, 6) if half == 1 else (7, 12)
        return PartialDate(Precision.HALF_YEAR, date(year, first, 1), _end_of(year, last))
    if month is None:
        return PartialDate(Precision.YEAR, date(year, 1, 1), _end_of(year, 12))
    if day is None:
        return PartialDate(Precision.MONTH, date(year, month, 1), _end_of(year, month))
    return PartialDate(Precision.DAY, date(year, month, day), date(year, month, day))


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def known(text: object) -> PartialDate | None:
    """Returns the date that a stored text means; None for what is none, which drafts may have."""
    try:
        return parsed(text) if isinstance(text, str) else None
    except ValidationError:
        return None


def in_words(day: PartialDate, tag: str) -> str:
    """Writes it as a reader of a language does: 2014, first half of 2014, August 2014, 27 August 2014."""
    match day.precision:
        case Precision.YEAR:
            return str(day.first_day.year)
        case Precision.HALF_YEAR:
            with override(tag):
                return str(_HALVES[day.first_day.month]) % {"year": day.first_day.year}
        case Precision.MONTH:
            return format_date(day.first_day, "LLLL y", locale=cldr_locale(tag))
    return written(day.first_day, tag)


def period_in_words(starts: PartialDate | None, ends: PartialDate | None, tag: str) -> str:
    """Writes from when until when; what is the same at both ends once, and an open end is left empty."""
    if starts == ends:
        return in_words(starts, tag) if starts else ""
    return " – ".join(in_words(day, tag) if day else "" for day in (starts, ends)).strip()
