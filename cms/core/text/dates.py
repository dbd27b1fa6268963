"""Dates as a reader of a language writes them: in words, so that nobody takes the month for the day."""

from datetime import date, datetime

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from django.utils import timezone

# Of CLDR's long forms, English begins with the month and Russian ends with a word for the year.
_PATTERNS = {"en": "d MMMM y", "ru": "d MMMM y"}


def _locale(tag: str) -> Locale:
    """Of the language, or of what it is a kind of; English where CLDR knows neither."""
    for name in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def written(day: date | datetime | None, tag: str) -> str:
    """8. lokakuuta 2026, 8 October 2026, 8 октября 2026; a moment by the day it has here."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    locale = _locale(tag)
    return format_date(day, _PATTERNS.get(locale.language, "long"), locale=locale)


def written_period(starts: date | None, ends: date | None, tag: str) -> str:
    """With spaces around the dash, as there are some in the dates; an open end has nothing on its side."""
    if not (starts or ends):
        return ""
    return f"{written(starts, tag)} – {written(ends, tag)}".strip()
