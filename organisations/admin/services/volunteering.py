"""The list of volunteer opportunities over all languages."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn

from cms.media.models import spoken_languages
from cms.translation.admin.listing import (
    TextPageFilterSet,
    TextPageIndexView,
    TextPageViewSet,
    fact_column,
    text_page_columns,
)
from organisations.admin.listings import ThemesFilter, YesNoFilter
from organisations.models import VolunteerOpportunityPage


class VolunteeringFilterSet(TextPageFilterSet):
    ended = YesNoFilter(label=_("Is over"), choices=[("no", _("Not yet")), ("yes", _("Over"))])
    is_remote = django_filters.BooleanFilter(
        label=_("Remote"),
        widget=forms.RadioSelect(choices=[("", _("All")), ("true", _("Yes")), ("false", _("No"))]),
    )
    languages = django_filters.ChoiceFilter(
        label=_("Languages"), choices=spoken_languages, method="done_in", empty_label=_("All")
    )
    themes = ThemesFilter()

    class Meta:
        model = VolunteerOpportunityPage
        fields: ClassVar[list[str]] = []

    def done_in(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(languages__contains=[value])


class VolunteeringIndexView(TextPageIndexView):
    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).select_related("organisation")


class VolunteeringListing(TextPageViewSet):
    model = VolunteerOpportunityPage
    name = "volunteering"
    icon = "user"
    menu_label = _("Volunteering")
    menu_order = 146
    index_view_class = VolunteeringIndexView
    list_display = text_page_columns(
        fact_column("organisation", _("Organisation"), sorts=False),
        BooleanColumn("is_remote", label=_("Remote"), sort_key="is_remote"),
        fact_column("ends_on", _("Ends on")),
    )
    filterset_class = VolunteeringFilterSet
    ordering = "title"
