"""The list of events over all languages."""

from typing import ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import StatusTagColumn

from cms.translation.admin.listing import TextPageFilterSet, TextPageViewSet, fact_column, text_page_columns
from news.models import EventPage, EventStatus
from organisations.admin.listings import ThemesFilter, YesNoFilter


class EventFilterSet(TextPageFilterSet):
    upcoming = YesNoFilter(label=_("Is over"), choices=[("yes", _("Not yet")), ("no", _("Over"))])
    starts_at = django_filters.DateFromToRangeFilter(label=_("Starts"), widget=DateRangePickerWidget)
    themes = ThemesFilter()

    class Meta:
        model = EventPage
        fields: ClassVar[list[str]] = ["status"]


class EventListing(TextPageViewSet):
    model = EventPage
    name = "events"
    icon = "date"
    menu_label = _("Events")
    menu_order = 115
    list_display = text_page_columns(
        fact_column("starts_at", _("Starts")),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            primary=lambda page: page.status != EventStatus.SCHEDULED,
        ),
    )
    filterset_class = EventFilterSet
    ordering = "-starts_at"
