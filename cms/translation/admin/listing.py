"""Lists of one page type over all the languages an editor may work in."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, LocaleColumn, StatusTagColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy

from cms.core.languages import content_languages
from cms.search.queries import text_query
from cms.translation.admin.adding import AddInLanguageView
from cms.translation.models import TextStatus

STALE = "STALE"


def translation_label(page: Any) -> Any:
    """Says how complete a page's text is. That it is behind the original takes precedence."""
    state = getattr(page, "text_state", None)
    if page.alias_of_id or state is None:
        return _("Shows the original")
    if state.is_stale:
        return _("Behind the original")
    return TextStatus(state.status).label


def _needs_translator(page: Any) -> bool:
    state = getattr(page, "text_state", None)
    return bool(
        page.alias_of_id is None
        and state
        and (state.is_stale or state.status in {TextStatus.PARTIAL, TextStatus.UNTRANSLATED})
    )


class LiveFilter(django_filters.ChoiceFilter):
    conditions: ClassVar[dict[str, Q]] = {
        "live": Q(live=True),
        "changed": Q(live=True, has_unpublished_changes=True),
        "draft": Q(live=False),
    }

    def filter(self, queryset: Any, value: str) -> Any:
        return queryset.filter(self.conditions[value]) if value else queryset


class TranslationFilter(django_filters.ChoiceFilter):
    def filter(self, queryset: Any, value: str) -> Any:
        if not value:
            return queryset
        if value == STALE:
            return queryset.filter(text_state__is_stale=True)
        return queryset.filter(text_state__status=value)


class TextPageFilterSet(WagtailFilterSet):
    """The filters of a page list. Wagtail adds the language, and each page type adds its own facts."""

    live = LiveFilter(
        label=_("Published"),
        choices=[("live", _("Published")), ("changed", _("Published, with changes")), ("draft", _("Draft"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    translation = TranslationFilter(
        label=_("Translation"),
        choices=[*TextStatus.choices, (STALE, _("Behind the original"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    latest_revision_created_at = django_filters.DateFromToRangeFilter(label=_("Updated"), widget=DateRangePickerWidget)


class TextPageIndexView(IndexView):
    # The language has a column of its own.
    show_locale_labels = False
    base_filterset_class = TextPageFilterSet

    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).prefetch_related("text_state")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Finds pages by a part of the title, or by words of the published text in any of their forms."""
        if not self.is_searching:
            return queryset
        # Its own language decides for each page.
        found = [
            Q(locale__language_code=item.tag, search_vector=text_query(self.search_query, item))
            for item in content_languages()
        ]
        return queryset.filter(
            Q(title__icontains=self.search_query) | Q(draft_title__icontains=self.search_query) | reduce(or_, found)
        )

    def get_ordering(self) -> Any:
        wanted = self.request.GET.get("ordering", self.default_ordering)
        return wanted if wanted in self.get_valid_orderings() else self.default_ordering

    @property
    def is_explicitly_ordered(self) -> bool:
        # A search result has no order of relevance here: the list keeps its own order.
        return True

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return self.list_display


def text_page_columns(*facts: BaseColumn) -> list[BaseColumn]:
    """Returns the columns of a list, with the page type's own columns after the title."""
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        *facts,
        LocaleColumn(label=_("Language"), sort_key="locale", width="9%"),
        StatusTagColumn(
            "translation", label=_("Translation"), accessor=translation_label, primary=_needs_translator, width="12%"
        ),
        DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="9%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="9%"),
    ]


def fact_column(name: str, label: Any, *, sorts: bool = True, **kwargs: Any) -> Column:
    return Column(name, label=label, sort_key=name if sorts else None, **kwargs)


class ListMenuItem(MenuItem):
    """A menu item that is shown to users who may work on some page."""

    def is_shown(self, request: Any) -> bool:
        return page_permission_policy.user_has_any_permission(request.user, TextPageIndexView.any_permission_required)


class TextPageViewSet(PageListingViewSet):
    """The admin's list of one page type.

    Subclasses give `model`, `name`, `icon`, `list_display` and `filterset_class`.
    """

    menu_item_class = ListMenuItem

    index_view_class = TextPageIndexView
    choose_parent_view_class = AddInLanguageView
    add_to_admin_menu = True
    ordering = "-latest_revision_created_at"
    list_per_page = 50
