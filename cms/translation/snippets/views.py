"""The desk of menus and footers: all texts of one, as they are and with what waits."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from cms.translation.desk.frame import LanguageView
from cms.translation.desk.languages import locale_for
from cms.translation.screen.markup import cleaned
from cms.translation.screen.units import OPEN
from cms.translation.screen.views import answer, told_of
from cms.translation.snippets import following, texts
from cms.translation.snippets.models import FollowingMixin


def _found(locale: Locale, source_id: int) -> tuple[TranslationSource, Any]:
    try:
        return texts.find(locale, source_id)
    except TranslationSource.DoesNotExist as error:
        raise Http404 from error


class SnippetView(LanguageView):
    template_name = "translation/records/records.html"
    header_icon = "list-ul"
    between = (("translation_desk:records", gettext_lazy("Menus, labels and alternative texts")),)

    @cached_property
    def found(self) -> tuple[TranslationSource, Any]:
        return _found(self.locale, self.kwargs["source_id"])

    def get_page_title(self) -> str:
        return texts.name_of(self.found[1])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        units = texts.units(*self.found, self.locale)
        return {
            **super().get_context_data(**kwargs),
            "tag": self.tag,
            "about": _("Readers see what you write at once. The links and their order are the original's."),
            "kept_as": f"snippet-{self.found[0].pk}-{self.tag}",
            "units": units,
            "target": told_of(self.tag),
            "total": sum(unit.count for unit in units),
            "done": sum(unit.count for unit in units if not unit.is_open),
            "open_states": " ".join(sorted(OPEN)),
        }


@require_POST
def save_text(request: HttpRequest, tag: str, source_id: int, segment_id: int) -> JsonResponse:
    """Saves one text, and answers as for a text of a page."""
    locale = locale_for(request, tag)
    source, original = _found(locale, source_id)
    words = cleaned(request.POST.get("words", ""), is_rich="rich" in request.POST)
    outcome = texts.save(source, locale, segment_id, words, request.user, request.POST.get("version"))
    return answer(outcome, segment_id, lambda: texts.units(source, original, locale))


def instead_of_editing(request: HttpRequest, row: Any) -> HttpResponse | None:
    """What the address shows at which the row of a language would be edited that is built from another."""
    if not isinstance(row, FollowingMixin) or following.is_followed(row):
        return None
    source = following.source_of(row)
    if source is None:
        return None
    return redirect("translation_desk:snippet", row.locale.language_code, source.pk)
