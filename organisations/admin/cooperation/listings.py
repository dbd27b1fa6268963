"""The lists of networks, working groups, meetings and plans over all languages."""

from typing import Any, ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget

from cms.translation.admin.listing import (
    TextPageFilterSet,
    TextPageIndexView,
    TextPageViewSet,
    fact_column,
    text_page_columns,
)
from organisations.admin.listings import ThemesFilter, YesNoFilter
from organisations.models import ActionPlanPage, MeetingPage, NetworkPage, WorkingGroupPage


class NetworkFilterSet(TextPageFilterSet):
    themes = ThemesFilter()

    class Meta:
        model = NetworkPage
        fields: ClassVar[list[str]] = []


class NetworkIndexView(TextPageIndexView):
    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).select_related("coordinator", "parent_network")


class NetworkListing(TextPageViewSet):
    model = NetworkPage
    name = "networks"
    icon = "site"
    menu_label = _("Networks")
    menu_order = 132
    index_view_class = NetworkIndexView
    list_display = text_page_columns(
        fact_column("coordinator", _("Coordinator"), sorts=False),
        fact_column("parent_network", _("Part of"), sorts=False),
        fact_column("founded_year", _("Founded in")),
    )
    filterset_class = NetworkFilterSet
    ordering = "title"


class WorkingGroupFilterSet(TextPageFilterSet):
    themes = ThemesFilter()

    class Meta:
        model = WorkingGroupPage
        fields: ClassVar[list[str]] = ["kind"]


class WorkingGroupIndexView(TextPageIndexView):
    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).select_related(*WorkingGroupPage.belongs_to, "chair")


class WorkingGroupListing(TextPageViewSet):
    model = WorkingGroupPage
    name = "working-groups"
    icon = "comment"
    menu_label = _("Working groups")
    menu_order = 134
    index_view_class = WorkingGroupIndexView
    list_display = text_page_columns(
        fact_column("kind", _("Kind"), accessor="get_kind_display"),
        fact_column("holder", _("Belongs to"), sorts=False),
        fact_column("chair", _("Chair"), sorts=False),
    )
    filterset_class = WorkingGroupFilterSet
    ordering = "title"


class MeetingFilterSet(TextPageFilterSet):
    upcoming = YesNoFilter(label=_("Is over"), choices=[("yes", _("Not yet")), ("no", _("Over"))])
    starts_at = django_filters.DateFromToRangeFilter(label=_("Starts"), widget=DateRangePickerWidget)
    themes = ThemesFilter()

    class Meta:
        model = MeetingPage
        fields: ClassVar[list[str]] = []


class MeetingIndexView(TextPageIndexView):
    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).select_related("working_group")


class MeetingListing(TextPageViewSet):
    model = MeetingPage
    name = "meetings"
    icon = "date"
    menu_label = _("Meetings")
    menu_order = 136
    index_view_class = MeetingIndexView
    list_display = text_page_columns(
        fact_column("starts_at", _("Starts")),
        fact_column("working_group", _("Working group"), sorts=False),
    )
    filterset_class = MeetingFilterSet
    ordering = "-starts_at"


class ActionPlanFilterSet(TextPageFilterSet):
    starts_on = django_filters.DateFromToRangeFilter(label=_("Starts on"), widget=DateRangePickerWidget)
    themes = ThemesFilter()

    class Meta:
        model = ActionPlanPage
        fields: ClassVar[list[str]] = []


class ActionPlanIndexView(TextPageIndexView):
    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).select_related(*ActionPlanPage.belongs_to)


class ActionPlanListing(TextPageViewSet):
    model = ActionPlanPage
    name = "action-plans"
    icon = "tasks"
    menu_label = _("Action plans")
    menu_order = 138
    index_view_class = ActionPlanIndexView
    list_display = text_page_columns(
        fact_column("holder", _("Belongs to"), sorts=False),
        fact_column("starts_on", _("Starts on")),
        fact_column("ends_on", _("Ends on")),
    )
    filterset_class = ActionPlanFilterSet
    ordering = "-starts_on"
