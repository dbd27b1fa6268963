"""How far every language is, for those who coordinate translators: by language, section and type.

It is shown as tables with a chart, and as CSV.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from cms.core.languages import language
from cms.core.text.cells import guarded
from cms.translation.desk import states
from cms.translation.desk.filters import name_of_type
from cms.translation.desk.languages import languages_for
from cms.translation.desk.sections import name_in, section, sections
from cms.translation.desk.states import DeskState


@dataclass(frozen=True)
class Row:
    """One type in one section and language: how many originals are in each state, and their words."""

    tag: str
    section: str
    kind: str
    counts: dict[DeskState, int]
    words: int

    @property
    def cells(self) -> list[int]:
        return [self.counts.get(state, 0) for state in DeskState]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts.get(DeskState.UP_TO_DATE, 0)


class Bar(NamedTuple):
    """One bar of the chart: a section, and the words to translate in it."""

    name: str
    words: int


@dataclass(frozen=True)
class Group:
    """One language of the overview."""

    tag: str
    name: str
    rows: list[Row]

    @property
    def url(self) -> str:
        return reverse("translation_desk:language", args=[self.tag])

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def done(self) -> int:
        return sum(row.done for row in self.rows)

    @property
    def words(self) -> int:
        return sum(row.words for row in self.rows)

    @property
    def bars(self) -> list[Bar]:
        """Of the sections in which there is anything to translate."""
        words: Counter[str] = Counter()
        for row in self.rows:
            words[row.section] += row.words
        return [Bar(name, count) for name, count in words.items() if count]


def rows(locales: dict[str, Locale]) -> Iterator[Row]:
    """In the order of the sections. One SQL statement for each language, and one, whatever the number of pages."""
    names = {item.key: item.name for item in sections()}
    places = {key: place for place, key in enumerate(names)}
    for tag, locale in locales.items():
        pages = states.in_language(locale).annotate(section=section()).order_by()
        found: dict[tuple[Any, int], dict[DeskState, Any]] = defaultdict(dict)
        for item in pages.values("section", "content_type", "desk_state").annotate(
            pages=Count("pk"), open=Sum("words")
        ):
            found[item["section"], item["content_type"]][DeskState(item["desk_state"])] = item
        for key, kind in sorted(
            found, key=lambda at: (places.get(at[0], len(places)), str(at[0]), name_of_type(at[1]))
        ):
            items = found[key, kind]
            counts = {state: item["pages"] for state, item in items.items()}
            open_words = sum(item["open"] or 0 for item in items.values())
            yield Row(tag, name_in(names, key), name_of_type(kind), counts, open_words)


class OverviewView(WagtailAdminTemplateMixin, TemplateView):
    """For those who may translate into more than one language: the others have their desk."""

    template_name = "translation/desk/overview.html"
    header_icon = "table"

    def get_page_title(self) -> str:
        return _("All languages")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        desk = {"url": reverse("translation_desk:index"), "label": _("Translations")}
        return [*self.breadcrumbs_items, desk, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def rows(self) -> list[Row]:
        return list(rows(self.languages))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.languages = languages_for(request.user)
        if len(self.languages) < 2:
            raise PermissionDenied
        return self._csv() if request.GET.get("export") == "csv" else super().get(request, *args, **kwargs)

    def _csv(self) -> HttpResponse:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="translations.csv"'
        writer = csv.writer(response)
        labels = [state.label for state in DeskState]
        writer.writerow([_("Language"), _("Section"), _("Type"), *labels, _("All"), _("Words")])
        for row in self.rows:
            writer.writerow([row.tag, guarded(row.section), row.kind, *row.cells, row.total, row.words])
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = [
            Group(tag, language(tag).native_name, [row for row in self.rows if row.tag == tag])
            for tag in self.languages
        ]
        return {
            **super().get_context_data(**kwargs),
            "groups": groups,
            "states": list(DeskState),
            # One scale for all languages.
            "most": max((bar.words for group in groups for bar in group.bars), default=0) or 1,
        }
