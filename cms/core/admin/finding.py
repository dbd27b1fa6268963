"""Finds rows by the words that people know them by, in whichever language.

The lists and choosers of the admin look at the rows themselves. Therefore they also find what was loaded in bulk
(areas) or changed a moment ago, and a search may be combined with every filter.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import CharField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm

from cms.core.text.localised_text import LocalisedTextField


class Texts(Func):
    """An SQL expression for every language's text of a LocalisedTextField, without the language tags."""

    template = "jsonb_path_query_array(%(expressions)s, '$.*')::text"
    output_field = TextField()


def _expression(queryset: QuerySet[Any], path: str) -> Any:
    is_localised = "__" not in path and isinstance(queryset.model._meta.get_field(path), LocalisedTextField)
    return Texts(F(path)) if is_localised else Cast(F(path), CharField())


def with_words(queryset: QuerySet[Any], query: str, fields: Sequence[str]) -> QuerySet[Any]:
    """Returns the rows in which each word of the query stands somewhere in `fields` (field paths), in any case."""
    parts: list[Any] = []
    for path in fields:
        parts += [_expression(queryset, path), Value(" ")]
    queryset = queryset.alias(_found_in=Concat(*parts, output_field=TextField()))
    for word in query.split():
        queryset = queryset.filter(_found_in__icontains=word)
    return queryset


class WordsFilterForm(BaseFilterForm):
    """The form for the search of a chooser."""

    fields_found_in: Sequence[str] = ()

    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
        required=False,
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        query = self.cleaned_data.get("q") or ""
        if not query.strip():
            return objects
        self.is_searching = True
        self.search_query = query
        return with_words(objects, query, self.fields_found_in)
