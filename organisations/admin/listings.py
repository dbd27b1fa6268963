"""The admin's lists of organisations, projects and advocacy positions over all languages."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import StatusTagColumn

from cms.media.models import spoken_languages
from cms.translation.admin.listing import TextPageFilterSet, TextPageViewSet, fact_column, text_page_columns
from organisations.models import (
    AdvocacyPositionPage,
    Area,
    OrganisationPage,
    ProjectPage,
    ProjectStatus,
    TargetGroup,
    Theme,
)


def _municipalities_used(request: Any) -> Any:
    return Area.objects.filter(pk__in=OrganisationPage.objects.values("home_municipality"))


class ThemesFilter(django_filters.ModelMultipleChoiceFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            field_name="themes",
            label=_("Themes"),
            queryset=lambda request: Theme.objects.all(),
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )


class YesNoFilter(django_filters.ChoiceFilter):
    """Asks the method of the queryset that the filter is named after for what is so, or for what is not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_label=_("All"), widget=forms.RadioSelect, **kwargs)

    def filter(self, queryset: Any, value: str) -> Any:
        return getattr(queryset, self.field_name)(value == "yes") if value else queryset


class OrganisationFilterSet(TextPageFilterSet):
    themes = ThemesFilter()
    target_groups = django_filters.ModelMultipleChoiceFilter(
        label=_("Target groups"),
        queryset=lambda request: TargetGroup.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )
    serves_in = django_filters.ChoiceFilter(
        label=_("Serves in"), choices=spoken_languages, method="served_in", empty_label=_("All")
    )
    home_municipality = django_filters.ModelChoiceFilter(
        label=_("Home municipality"), queryset=_municipalities_used, empty_label=_("All")
    )
    last_confirmed_on = django_filters.DateFromToRangeFilter(label=_("Last confirmed on"), widget=DateRangePickerWidget)

    class Meta:
        model = OrganisationPage
        fields: ClassVar[list[str]] = ["kind"]

    def served_in(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(serves_in__contains=[value])


class OrganisationListing(TextPageViewSet):
    model = OrganisationPage
    name = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 120
    list_display = text_page_columns(
        fact_column("kind", _("Kind"), accessor="get_kind_display"),
        fact_column("last_confirmed_on", _("Confirmed on")),
    )
    filterset_class = OrganisationFilterSet
    ordering = "title"


class ProjectStatusFilter(django_filters.ChoiceFilter):
    def filter(self, queryset: Any, value: str) -> Any:
        return queryset.with_status([ProjectStatus(value)]) if value else queryset


class ProjectFilterSet(TextPageFilterSet):
    state = ProjectStatusFilter(
        label=_("State"), choices=ProjectStatus.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    themes = ThemesFilter()

    class Meta:
        model = ProjectPage
        fields: ClassVar[list[str]] = []


class ProjectListing(TextPageViewSet):
    model = ProjectPage
    name = "projects"
    icon = "folder-open-inverse"
    menu_label = _("Projects")
    menu_order = 130
    list_display = text_page_columns(
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor=lambda page: page.status.label,
            primary=lambda page: page.status == ProjectStatus.RUNNING,
        ),
        fact_column("starts_on", _("Starts on")),
        fact_column("ends_on", _("Ends on")),
    )
    filterset_class = ProjectFilterSet


class PositionFilterSet(TextPageFilterSet):
    in_force = YesNoFilter(label=_("In force"), choices=[("yes", _("Yes")), ("no", _("No"))])
    adopted_on = django_filters.DateFromToRangeFilter(label=_("Adopted on"), widget=DateRangePickerWidget)
    themes = ThemesFilter()

    class Meta:
        model = AdvocacyPositionPage
        fields: ClassVar[list[str]] = ["kind"]


class PositionListing(TextPageViewSet):
    model = AdvocacyPositionPage
    name = "advocacy"
    icon = "openquote"
    menu_label = _("Advocacy")
    menu_order = 140
    list_display = text_page_columns(
        fact_column("kind", _("Kind"), accessor="get_kind_display"),
        fact_column("adopted_on", _("Adopted on")),
        fact_column("valid_until", _("Valid until")),
    )
    filterset_class = PositionFilterSet
    ordering = "-adopted_on"
