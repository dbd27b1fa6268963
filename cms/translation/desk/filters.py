"""What narrows the list of one language's desk."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page, get_page_models

from cms.core.languages import language
from cms.translation.desk import states
from cms.translation.desk.sections import section, sections
from cms.translation.desk.states import DeskState

ALL = "all"


def name_of_type(content_type_id: int) -> str:
    model: Any = ContentType.objects.get_for_id(content_type_id).model_class()
    return str(capfirst(model._meta.verbose_name))


class StateFilter(django_filters.ChoiceFilter):
    """Without a choice, whatever waits."""

    def filter(self, queryset: Any, value: str) -> Any:
        if value == ALL:
            return queryset
        return queryset.filter(desk_state__in=[value] if value else states.WAITING)


class SectionFilter(django_filters.ChoiceFilter):
    def filter(self, queryset: Any, value: str) -> Any:
        return queryset.annotate(section=section()).filter(section=value) if value else queryset


class GivenChoice(TextChoices):
    MINE = "mine", _("To me")
    NOBODY = "nobody", _("To nobody")
    OTHERS = "others", _("To others")
    LATE = "late", _("Late")


class GivenFilter(django_filters.ChoiceFilter):
    """Who translates it, seen by the user; or what should have been done."""

    def filter(self, queryset: Any, value: str) -> Any:
        user = self.parent.request.user
        conditions = {
            GivenChoice.MINE: Q(person=user.pk),
            GivenChoice.NOBODY: Q(person__isnull=True),
            GivenChoice.OTHERS: Q(person__isnull=False) & ~Q(person=user.pk),
            GivenChoice.LATE: Q(due__lt=timezone.localdate()),
        }
        return queryset.filter(conditions[GivenChoice(value)]) if value else queryset


def _types() -> list[tuple[str, str]]:
    """Of pages, by name. Django remembers their keys: it costs no SQL statement."""
    models = [model for model in get_page_models() if model is not Page]
    found = [(str(row.pk), name_of_type(row.pk)) for row in ContentType.objects.get_for_models(*models).values()]
    return sorted(found, key=lambda item: item[1])


class DeskFilterSet(WagtailFilterSet):
    state = StateFilter(
        label=_("State"),
        choices=[*DeskState.choices, (ALL, _("All"))],
        empty_label=_("Whatever waits"),
        widget=forms.RadioSelect,
    )
    given = GivenFilter(label=_("Given"), choices=GivenChoice.choices, empty_label=_("All"), widget=forms.RadioSelect)
    content_type = django_filters.MultipleChoiceFilter(label=_("Type"), choices=[], widget=forms.CheckboxSelectMultiple)
    section = SectionFilter(label=_("Section"), choices=[], empty_label=_("All"), widget=forms.RadioSelect)
    # In place of Wagtail's own, which looks up in each request which languages there are.
    locale = django_filters.ChoiceFilter(
        label=_("Original"),
        field_name="locale__language_code",
        choices=[],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Page
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Looked up once, in the language of the request: a function would be called wherever the choices are read.
        self.filters["content_type"].extra["choices"] = _types()
        self.filters["locale"].extra["choices"] = [(tag, language(tag).label) for tag in settings.CONTENT_LANGUAGES]
        self.filters["section"].extra["choices"] = [(str(key), name) for key, name in sections()]
