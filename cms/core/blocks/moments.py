"""Times and dates inside blocks: facts that all languages share. A draft keeps them as they were typed."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.partial_dates import parsed


class _AsTyped(blocks.FieldBlock):
    """Reads what is stored; a draft keeps what was typed as it was typed, also when it is nothing of the kind."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value) or value
        except ValueError:  # 25:00 looks like a time, and 2015-02-29 like a day.
            return value


class ClockTimeBlock(_AsTyped, blocks.TimeBlock):
    """A time of the day."""

    def get_prep_value(self, value: Any) -> Any:
        return value.isoformat("minutes") if isinstance(value, time) else value


class CalendarDayBlock(_AsTyped, blocks.DateBlock):
    """A day."""


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
