"""The desk of menus and footers: all texts of one, as they are and with what waits."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from cms.translation.desk.frame import LanguageView
from cms.translation.desk.languages import locale_for
from cms.translation.screen import own_values
from cms.translation.screen.markup import cleaned
from cms.translation.screen.units import OPEN
from cms.translation.screen.views import answer, like, told_of
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
    def translation(self) -> Translation:
        return following.translation_into(self.found[0], self.locale)

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
            "snippet": self.found[0].pk,
            "own_values": own_values.own_values(self.translation),
            "media": own_values.media(self.translation),
            "formats": [("xliff-2.1", "XLIFF 2.1"), ("xliff-1.2", "XLIFF 1.2"), ("po", "PO")],
            "units": units,
            "source": told_of(self.found[0].locale.language_code),
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


@require_POST
@transaction.atomic
def save_own_link(request: HttpRequest, tag: str, source_id: int, segment_id: int) -> HttpResponse:
    """Sets where a link leads in one language; `remove` goes back to where the original's leads."""
    locale = locale_for(request, tag)
    source, _original = _found(locale, source_id)
    translation = following.translation_into(source, locale)
    removed, saved = _("The original's is used again."), _("Saved: readers see it at once.")
    if own_values.store(request, translation, segment_id, removed=removed, saved=saved):
        texts.show(translation, request.user)
    return redirect("translation_desk:snippet", tag, source_id)


@require_GET
def suggest_text(request: HttpRequest, tag: str, source_id: int, segment_id: int) -> JsonResponse:
    """What was translated before of texts like this one."""
    locale = locale_for(request, tag)
    source, _original = _found(locale, source_id)
    segment = get_object_or_404(StringSegment.objects.select_related("string"), pk=segment_id, source=source)
    return like(segment.string.data, locale.pk, request.user)


def instead_of_editing(request: HttpRequest, row: Any) -> HttpResponse | None:
    """What the address shows at which the row of a language would be edited that is built from another."""
    if not isinstance(row, FollowingMixin) or following.is_followed(row):
        return None
    source = following.source_of(row)
    if source is None:
        return None
    return redirect("translation_desk:snippet", row.locale.language_code, source.pk)
