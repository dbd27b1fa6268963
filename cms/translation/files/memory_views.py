"""The memory of a language at the desk: out as TMX, and in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from cms.core.admin import uploads
from cms.core.languages import language
from cms.translation.desk.frame import LanguageView
from cms.translation.desk.languages import home_pages, locale_for
from cms.translation.files import memories, tmx


def _originals(tag: str) -> list[str]:
    """The languages from which one can translate into this one."""
    return [other for other in home_pages() if other != tag]


@require_GET
def download(request: HttpRequest, tag: str) -> StreamingHttpResponse:
    """The memory of two languages, of what the user may read. It is read while it is sent."""
    locale, source = locale_for(request, tag), request.GET.get("from", "")
    if source not in _originals(tag):
        raise Http404
    response = StreamingHttpResponse(
        tmx.written(memories.pairs(locale, source, request.user), source, tag), content_type="application/xml"
    )
    response["Content-Disposition"] = f'attachment; filename="{source}-{tag}.tmx"'
    response["Cache-Control"] = "no-store"
    return response


class MemoryView(LanguageView):
    """Takes another memory, or says with `try` what would be taken of it."""

    template_name = "translation/files/memory.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return _("Translation memory")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file, is_trial = request.FILES.get("file"), "try" in request.POST
        told, problem = [], ""
        if file is None:
            problem = _("Choose a file.")
        else:
            try:
                told = _sentences(memories.take(file, self.locale, request.user, is_trial=is_trial), is_trial=is_trial)
            except uploads.Unreadable as error:
                problem = _("The file is no TMX that can be read: %(problem)s") % {"problem": error}
        return self.render_to_response(self.get_context_data(**kwargs, told=told, problem=problem))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        originals = [{"tag": tag, "name": language(tag).label} for tag in _originals(self.tag)]
        return {
            "told": [],
            "problem": "",
            **super().get_context_data(**kwargs),
            "tag": self.locale.language_code,
            "originals": originals,
        }


def _sentences(outcome: memories.Outcome, *, is_trial: bool) -> list[str]:
    added = (
        ngettext(
            "%(count)d translation would be added. Nothing is changed yet.",
            "%(count)d translations would be added. Nothing is changed yet.",
            outcome.added,
        )
        if is_trial
        else ngettext("%(count)d translation was added.", "%(count)d translations were added.", outcome.added)
    )
    return uploads.counted(
        (outcome.added, added),
        (outcome.known, ngettext("%(count)d was known.", "%(count)d were known.", outcome.known)),
        (
            outcome.left_out,
            ngettext(
                "%(count)d is too long or from a language that is not used here, and was left out.",
                "%(count)d are too long or from a language that is not used here, and were left out.",
                outcome.left_out,
            ),
        ),
    )
