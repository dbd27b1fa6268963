"""The list of contributions over all languages."""

from typing import ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _

from cms.translation.admin.listing import TextPageFilterSet, TextPageViewSet, fact_column, text_page_columns
from organisations.admin.listings import ThemesFilter
from organisations.models import ContributionKind, ContributionPage


class ContributionFilterSet(TextPageFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ContributionKind.choices, empty_label=_("All"))
    year = django_filters.NumberFilter(label=_("Year"))
    themes = ThemesFilter()

    class Meta:
        model = ContributionPage
        fields: ClassVar[list[str]] = []


class ContributionListing(TextPageViewSet):
    model = ContributionPage
    name = "contributions"
    icon = "doc-full-inverse"
    menu_label = _("Contributions")
    menu_order = 148
    list_display = text_page_columns(
        fact_column("get_kind_display", _("Kind"), sorts=False), fact_column("year", _("Year"))
    )
    filterset_class = ContributionFilterSet
    ordering = "-year"
