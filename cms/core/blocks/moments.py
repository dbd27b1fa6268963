"""Times and dates inside blocks: facts that all languages share. A draft keeps them as they were typed."""

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.partial_dates import parsed


class ClockTimeBlock(blocks.TimeBlock):
    """A time of the day. A draft keeps what was typed as it was typed, also when it is no time."""

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return parse_time(value) or value
        except ValueError:  # 25:00 looks like a time.
            return value

    def get_prep_value(self, value: Any) -> Any:
        return value.isoformat("minutes") if isinstance(value, time) else value


class CalendarDayBlock(blocks.DateBlock):
    """A day. A draft keeps what was typed as it was typed, also when it is no day."""

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return parse_date(value) or value
        except ValueError:  # 2015-02-29 looks like a day.
            return value


class _PartialDateField(forms.CharField):
    def clean(self, value: Any) -> str:
        cleaned: str = super().clean(value)
        return str(parsed(cleaned)) if cleaned else ""


class PartialDateBlock(blocks.FieldBlock):
    """A year, half of one, a month or a day, kept as text. See `cms.core.partial_dates`."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        self.field = _PartialDateField(
            required=required, max_length=20, help_text=_("2014, 2014-H1 (its first half), 2014-08 or 2014-08-27.")
        )
        super().__init__(**kwargs)


def end_error(starts: str, ends: str) -> dict[str, ValidationError]:
    """Returns what is wrong with the end of a schedule, by its block: it may not be over before the start begins."""
    if starts and ends and parsed(ends).last_day < parsed(starts).first_day:
        return {"ends": ValidationError(_("The end is before the start."))}
    return {}
