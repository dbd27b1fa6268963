"""Writes dates as a reader of a language does: in words, so that nobody takes the month for the day."""

from datetime import date, datetime

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time
from django.utils import timezone

# Patterns in place of CLDR's long form, which begins with the month in English and ends with a word for the year in
# Russian.
_PATTERNS = {"en": "d MMMM y", "ru": "d MMMM y"}


def cldr_locale(tag: str) -> Locale:
    """Returns CLDR's data of the language or of its base language; English where CLDR knows neither."""
    for name in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def written(day: date | datetime | None, tag: str) -> str:
    """Writes a day in words: 8. lokakuuta 2026, 8 October 2026, 8 октября 2026.

    A moment is written as the day that it has in our time zone, None as "".
    """
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    locale = cldr_locale(tag)
    return format_date(day, _PATTERNS.get(locale.language, "long"), locale=locale)


def written_period(starts: date | None, ends: date | None, tag: str) -> str:
    """Writes a period with spaces around the dash, because the dates hold spaces too. An open end is left empty."""
    if not (starts or ends):
        return ""
    return f"{written(starts, tag)} – {written(ends, tag)}".strip()


def written_time(moment: datetime | None, tag: str) -> str:
    """Writes a moment in our time zone, the time on the clock after the day: 13. joulukuuta 2026 16.00."""
    return f"{written(moment, tag)} {_clock(moment, tag)}" if moment else ""


def written_times(starts: datetime | None, ends: datetime | None, tag: str, *, has_times: bool) -> str:
    """Writes from when until when something lasts; a day that both share is written once.

    Without `has_times` only the days count.
    """
    if not starts:
        return ""
    if not ends:
        return written_time(starts, tag) if has_times else written(starts, tag)
    is_one_day = timezone.localdate(starts) == timezone.localdate(ends)
    if not has_times:
        return written(starts, tag) if is_one_day else f"{written(starts, tag)} – {written(ends, tag)}"
    return f"{written_time(starts, tag)} – {_clock(ends, tag) if is_one_day else written_time(ends, tag)}"


def _clock(moment: datetime, tag: str) -> str:
    return format_time(timezone.localtime(moment), "short", locale=cldr_locale(tag))
