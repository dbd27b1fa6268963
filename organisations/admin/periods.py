"""Tells whether a period is current, ahead or over."""

from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import StatusTagColumn

from organisations.models import Membership, Representation


class Term(models.TextChoices):
    CURRENT = "current", _("Current")
    UPCOMING = "upcoming", _("Upcoming")
    ENDED = "ended", _("Ended")


def term_of(tie: Membership | Representation) -> Term:
    today = timezone.localdate()
    starts, ends = (tie.since, tie.until) if isinstance(tie, Membership) else (tie.starts_on, tie.ends_on)
    if starts and starts > today:
        return Term.UPCOMING
    return Term.ENDED if ends and ends < today else Term.CURRENT


def term_column() -> StatusTagColumn:
    return StatusTagColumn(
        "term",
        label=_("State"),
        accessor=lambda tie: term_of(tie).label,
        primary=lambda tie: term_of(tie) == Term.CURRENT,
    )


class TermFilter(django_filters.ChoiceFilter):
    """Filters by the period between the fields `starts` and `ends`."""

    def __init__(self, starts: str, ends: str, **kwargs: Any) -> None:
        self.starts, self.ends = starts, ends
        super().__init__(
            label=_("Period"),
            choices=Term.choices,
            empty_label=_("All"),
            widget=forms.RadioSelect,
            **kwargs,
        )

    def filter(self, queryset: Any, value: str) -> Any:
        if not value:
            return queryset
        today = timezone.localdate()
        # An open end compares as NULL, which `Case` passes over and `~Q` would not.
        term = Case(
            When(**{f"{self.starts}__gt": today}, then=Value(Term.UPCOMING.value)),
            When(**{f"{self.ends}__lt": today}, then=Value(Term.ENDED.value)),
            default=Value(Term.CURRENT.value),
        )
        return queryset.alias(_term=term).filter(_term=value)
