"""The list of trainings over all languages."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.core.languages import language
from cms.media.models import spoken_languages
from cms.translation.admin.listing import TextPageFilterSet, TextPageViewSet, text_page_columns
from organisations.admin.listings import ThemesFilter
from organisations.models import TargetGroup, TrainingPage


class TrainingFilterSet(TextPageFilterSet):
    languages = django_filters.ChoiceFilter(
        label=_("Languages"), choices=spoken_languages, method="taught_in", empty_label=_("All")
    )
    target_groups = django_filters.ModelMultipleChoiceFilter(
        label=_("Target groups"),
        queryset=lambda request: TargetGroup.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )
    themes = ThemesFilter()

    class Meta:
        model = TrainingPage
        fields: ClassVar[list[str]] = []

    def taught_in(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(languages__contains=[value])


class TrainingListing(TextPageViewSet):
    model = TrainingPage
    name = "training"
    icon = "pick"
    menu_label = _("Training")
    menu_order = 144
    list_display = text_page_columns(
        Column(
            "languages",
            label=_("Languages"),
            accessor=lambda page: ", ".join(language(tag).native_name for tag in page.languages),
        ),
    )
    filterset_class = TrainingFilterSet
    ordering = "title"
