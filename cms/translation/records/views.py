"""The desk of what is no page: menus and footers, names in vocabularies, roles, labels, alternative texts."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cms.translation.desk.frame import LanguageView
from cms.translation.desk.languages import locale_for
from cms.translation.records import texts
from cms.translation.records.fields import text_fields
from cms.translation.screen.markup import plain
from cms.translation.screen.units import OPEN, Unit
from cms.translation.screen.views import like, told, told_of
from cms.translation.snippets import texts as snippets

# More are shown when these are done.
SHOWN = 200


class RecordsView(LanguageView):
    template_name = "translation/records/records.html"
    header_icon = "wagtail-localize-language"

    def get_page_title(self) -> str:
        return _("Menus, labels and alternative texts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting: list[Unit] = []
        menus = []
        for source, row in snippets.sources(self.locale):
            open_units = [unit for unit in snippets.units(source, row, self.locale) if unit.is_open]
            url = reverse("translation_desk:snippet", args=[self.tag, source.pk])
            menus.append({"name": snippets.name_of(row), "url": url, "open": len(open_units)})
            waiting += open_units
        units, count = texts.units(self.request.user, self.locale.language_code, max(SHOWN - len(waiting), 0))
        return {
            **super().get_context_data(**kwargs),
            "tag": self.tag,
            "about": _(
                "Menus, footers, names in vocabularies, roles of contacts, labels of figures and alternative texts of"
                " images. Readers see what you write at once."
            ),
            "kept_as": f"records-{self.tag}",
            "menus": menus,
            "units": [*waiting, *units],
            "more": count - len(units),
            "source": told_of(settings.LANGUAGE_CODE),
            "target": told_of(self.tag),
            "total": sum(unit.count for unit in [*waiting, *units]),
            "done": 0,
            "open_states": " ".join(sorted(OPEN)),
        }


@require_POST
def save_record(request: HttpRequest, tag: str, key: str, row: int) -> JsonResponse:
    """Saves one text of a record, and answers as for a text of a page."""
    locale = locale_for(request, tag)
    field = text_fields().get(key)
    if field is None:
        raise Http404
    problem, status = "", 200
    try:
        texts.save(request.user, field, row, locale, plain(request.POST.get("words", "")), request.POST.get("version"))
    except ObjectDoesNotExist as error:
        raise Http404 from error
    except ValidationError as error:
        problem, status = " ".join(error.messages), 400
    except texts.Conflict:
        status = 409
    unit = texts.current(field, field.model._default_manager.get(pk=row), tag)
    if unit is None:
        raise Http404
    return JsonResponse({**told(unit), "problem": problem}, status=status)


@require_GET
def suggest_record(request: HttpRequest, tag: str, key: str, row: int) -> JsonResponse:
    """What was translated before of texts like that of a record."""
    locale = locale_for(request, tag)
    field = text_fields().get(key)
    found = texts.rows_for(request.user, field).filter(pk=row).first() if field else None
    unit = texts.current(field, found, tag) if field and found else None
    if unit is None:
        raise Http404
    return like(unit.source, locale.pk, request.user)
