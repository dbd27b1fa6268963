"""The admin's lists of themes, target groups and areas."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.admin.snippets import WordsViewSet
from cms.core.languages import content_languages
from organisations.models import (
    Area,
    AreaKind,
    TargetGroup,
    Theme,
)


class _VocabularyViewSet(WordsViewSet):
    words = ("slug", "names")
    list_display = [
        "__str__",
        "slug",
        Column("languages", label=_("Named in"), accessor=lambda word: ", ".join(word.names)),
    ]


class ThemeViewSet(_VocabularyViewSet):
    model = Theme
    icon = "tag"


class TargetGroupViewSet(_VocabularyViewSet):
    model = TargetGroup
    icon = "group"


class AreaFilterSet(WagtailFilterSet):
    current = django_filters.BooleanFilter(
        label=_("In force"), field_name="valid_until", lookup_expr="isnull", widget=forms.NullBooleanSelect
    )

    class Meta:
        model = Area
        fields: ClassVar[list[str]] = ["kind", "current"]


class AreaViewSet(WordsViewSet):
    """The list of areas, which are reference data.

    Only names in further languages are entered by hand (see `ReferenceDataPolicy`).
    """

    model = Area
    icon = "globe"
    words = ("code", "names")
    related = ("region", "county", "successor")
    filterset_class = AreaFilterSet
    panels = [
        FieldPanel("names"),
        FieldPanel("kind", read_only=True),
        FieldPanel("code", read_only=True),
        FieldPanel("region", read_only=True),
        FieldPanel("county", read_only=True),
        FieldPanel("valid_until", read_only=True),
        FieldPanel("successor", read_only=True),
    ]
    list_display = [
        "__str__",
        "kind",
        "code",
        Column("region", label=_("Region")),
        Column("valid_until", label=_("Abolished on"), sort_key="valid_until"),
    ]

    def choosable(self, user: Any) -> QuerySet[Any]:
        """Returns today's municipalities first, by name, and abolished areas last."""
        tags = [get_language() or "", *(item.tag for item in content_languages())]
        abolished = When(valid_until__isnull=False, then=Value(1))
        municipality = When(kind=AreaKind.MUNICIPALITY, then=Value(0))
        return (
            super()
            .choosable(user)
            .order_by(
                Case(abolished, default=Value(0), output_field=IntegerField()),
                Case(municipality, default=Value(1), output_field=IntegerField()),
                Coalesce(*(KeyTextTransform(tag, "names") for tag in dict.fromkeys(tags))),
                "code",
            )
        )


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Vocabulary")
    menu_name = "vocabulary"
    menu_icon = "tag"
    menu_order = 170
    items = (ThemeViewSet, TargetGroupViewSet, AreaViewSet)
