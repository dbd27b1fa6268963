"""The list of funding schemes over all languages."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import StatusTagColumn

from cms.translation.admin.listing import (
    TextPageFilterSet,
    TextPageIndexView,
    TextPageViewSet,
    fact_column,
    text_page_columns,
)
from organisations.admin.listings import ThemesFilter, YesNoFilter
from organisations.models import FundingSchemePage


class FundingFilterSet(TextPageFilterSet):
    open_today = YesNoFilter(label=_("Can be applied for"), choices=[("yes", _("Today")), ("no", _("Not today"))])
    themes = ThemesFilter()

    class Meta:
        model = FundingSchemePage
        fields: ClassVar[list[str]] = []


class FundingIndexView(TextPageIndexView):
    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages.with_open_today()).select_related("funder")


class FundingListing(TextPageViewSet):
    model = FundingSchemePage
    name = "funding"
    icon = "tag"
    menu_label = _("Funding")
    menu_order = 145
    index_view_class = FundingIndexView
    list_display = text_page_columns(
        StatusTagColumn(
            "open_today",
            label=_("Applications"),
            accessor=lambda page: _("Open for applications") if page.is_open_today else _("Closed for applications"),
            primary=lambda page: page.is_open_today,
        ),
        fact_column("funder", _("Funder"), sorts=False),
    )
    filterset_class = FundingFilterSet
    ordering = "title"
