"""The list of news articles over all languages."""

from typing import ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget

from cms.translation.admin.listing import TextPageFilterSet, TextPageViewSet, fact_column, text_page_columns
from news.models import NewsArticlePage
from organisations.admin.listings import ThemesFilter


class ArticleFilterSet(TextPageFilterSet):
    date = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    themes = ThemesFilter()

    class Meta:
        model = NewsArticlePage
        fields: ClassVar[list[str]] = []


class ArticleListing(TextPageViewSet):
    model = NewsArticlePage
    name = "news"
    icon = "doc-full-inverse"
    menu_label = _("News")
    menu_order = 110
    list_display = text_page_columns(fact_column("date", _("Date"), width="9%"))
    filterset_class = ArticleFilterSet
    ordering = "-date"
