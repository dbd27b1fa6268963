"""How far every language is, for those who coordinate translators: by language and type, as a table and as CSV."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from cms.core.languages import language
from cms.translation.desk import states
from cms.translation.desk.languages import languages_for
from cms.translation.desk.states import DeskState


@dataclass(frozen=True)
class Row:
    """One type in one language: how many originals are in each state, in the order of `DeskState`."""

    tag: str
    kind: str
    counts: dict[DeskState, int]

    @property
    def cells(self) -> list[int]:
        return [self.counts.get(state, 0) for state in DeskState]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts.get(DeskState.UP_TO_DATE, 0)


def rows(locales: dict[str, Locale]) -> Iterator[Row]:
    """One SQL statement for each language, whatever the number of pages."""
    for tag, locale in locales.items():
        found = states.in_language(locale).order_by().values("content_type", "desk_state").annotate(count=Count("pk"))
        counts: dict[int, dict[DeskState, int]] = {}
        for item in found:
            counts.setdefault(item["content_type"], {})[DeskState(item["desk_state"])] = item["count"]
        named = [(_name(key), counted) for key, counted in counts.items()]
        yield from (Row(tag, name, counted) for name, counted in sorted(named, key=lambda item: item[0]))


def _name(content_type_id: int) -> str:
    model: Any = ContentType.objects.get_for_id(content_type_id).model_class()
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


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
        writer.writerow([_("Language"), _("Type"), *(state.label for state in DeskState), _("All")])
        for row in self.rows:
            writer.writerow([row.tag, row.kind, *row.cells, row.total])
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = []
        for tag in self.languages:
            own = [row for row in self.rows if row.tag == tag]
            total, done = sum(row.total for row in own), sum(row.done for row in own)
            groups.append(
                {
                    "tag": tag,
                    "name": language(tag).native_name,
                    "url": reverse("translation_desk:language", args=[tag]),
                    "rows": own,
                    "total": total,
                    "done": done,
                }
            )
        return {**super().get_context_data(**kwargs), "groups": groups, "states": list(DeskState)}
