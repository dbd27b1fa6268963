"""Terms out into files, and in from them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.admin import uploads
from cms.core.admin.uploads import Unreadable
from cms.translation.models import Term
from cms.translation.terms import tables, tbx
from cms.translation.terms.rows import LIMIT, Fate, Outcome, Row, take

_FORMS = {"csv": (tables.write, "text/csv; charset=utf-8"), "tbx": (tbx.write, "application/x-tbx+xml")}


def may_look(user: Any) -> bool:
    return any(user.has_perm(f"translation.{action}_term") for action in ("view", "add", "change", "delete"))


def may_write(user: Any) -> bool:
    return bool(user.has_perm("translation.add_term") and user.has_perm("translation.change_term"))


@require_GET
def download(request: HttpRequest, form: str) -> HttpResponse:
    """All terms as CSV or TBX."""
    if form not in _FORMS:
        raise Http404
    if not may_look(request.user):
        raise PermissionDenied
    write, content_type = _FORMS[form]
    response = HttpResponse(write(Term.objects.order_by("pk")), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="terms.{form}"'
    return response


class UploadView(WagtailAdminTemplateMixin, TemplateView):
    """Takes a file of terms, or says what would be taken of it when it comes with `try`."""

    template_name = "translation/terms/upload.html"
    header_icon = "upload"
    outcomes: list[Outcome] | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_write(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Upload terms")

    @cached_property
    def index_url(self) -> str:
        return reverse(Term.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        terms = {"url": self.index_url, "label": _("Terms")}
        return [*self.breadcrumbs_items, terms, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest) -> HttpResponse:
        is_trial = "try" in request.POST
        try:
            rows = read(request.FILES.get("file"))
        except Unreadable as problem:
            messages.error(request, _("The file cannot be taken. %(problem)s") % {"problem": problem})
            return redirect("terms:upload")
        self.outcomes = take(rows, request.user, is_trial=is_trial)
        if not is_trial and not any(outcome.fate == Fate.REFUSED for outcome in self.outcomes):
            messages.success(request, summary(self.outcomes))
            return redirect(self.index_url)
        return TemplateResponse(request, self.template_name, self.get_context_data(is_trial=is_trial))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = [outcome for outcome in self.outcomes or [] if outcome.fate != Fate.UNCHANGED]
        return {
            **super().get_context_data(**kwargs),
            "outcomes": told,
            "summary": "" if self.outcomes is None else summary(self.outcomes),
            "columns": tables.columns(),
        }


def summary(outcomes: list[Outcome]) -> str:
    """How many rows there are of each fate, in one sentence."""
    counts = {fate: sum(outcome.fate == fate for outcome in outcomes) for fate in Fate}
    words = {
        Fate.NEW: ngettext("%(count)d new", "%(count)d new", counts[Fate.NEW]),
        Fate.CHANGED: ngettext("%(count)d changed", "%(count)d changed", counts[Fate.CHANGED]),
        Fate.UNCHANGED: ngettext("%(count)d unchanged", "%(count)d unchanged", counts[Fate.UNCHANGED]),
        Fate.REFUSED: ngettext("%(count)d refused", "%(count)d refused", counts[Fate.REFUSED]),
    }
    told = ", ".join(words[fate] % {"count": counts[fate]} for fate in Fate if counts[fate])
    return _("Terms: %(counts)s.") % {"counts": told or "0"}


def read(file: Any) -> list[Row]:
    """Raises Unreadable."""
    if problem := uploads.problem(file, LIMIT):
        raise Unreadable(problem)
    content: bytes = file.read()
    is_xml = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return tbx.read(content) if is_xml else tables.read(content)


urls = [
    path("upload/", UploadView.as_view(), name="upload"),
    path("<str:form>/", download, name="download"),
]
