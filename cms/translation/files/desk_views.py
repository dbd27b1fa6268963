"""Files of many pages: taking along what the desk lists, and bringing it back."""

import re
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.admin.uploads import Unreadable
from cms.translation.desk.languages import languages_for
from cms.translation.desk.views import DeskView
from cms.translation.files import many, zips
from cms.translation.files.exporting import KINDS, Export

_KEY = re.compile(r"[0-9]{1,9}")


class ExportView(DeskView):
    """The pages that the list shows with its filters, or those of them that are ticked, as one zip.

    It is read a few pages at a time while it is sent, after the request's own transaction has ended.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | StreamingHttpResponse:
        kind = KINDS.get(request.GET.get("format", ""))
        if kind is None:
            raise Http404
        ticked = [int(key) for key in request.GET.getlist("page") if _KEY.fullmatch(key)]
        export = Export(
            pages=self.get_base_queryset().filter(pk__in=ticked) if ticked else self.get_queryset(),
            locale=self.locale,
            kind=kind,
            user=request.user,
            link=lambda page: request.build_absolute_uri(reverse("wagtailadmin_pages:edit", args=[page.pk])),
            words=get_language() or "",
        )
        response = StreamingHttpResponse(zips.streamed(export.files()), content_type="application/zip")
        name = f"{self.tag}-{timezone.localdate():%Y-%m-%d}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store"
        # What the desk's script tells progress by: what comes has no length before it is made.
        response["X-Files"] = str(export.count())
        return response


# Each page has a transaction of its own: one that cannot be taken takes nothing back of the others.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class ImportView(WagtailAdminTemplateMixin, TemplateView):
    """Takes a file or a zip, or says with `try` what would be taken of it. Into which language, the files say."""

    template_name = "translation/files/import.html"
    header_icon = "upload"

    def get_page_title(self) -> str:
        return _("Bring files back")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        desk = {"url": reverse("translation_desk:index"), "label": _("Translations")}
        return [*self.breadcrumbs_items, desk, {"url": "", "label": self.get_page_title()}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not languages_for(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file, is_trial = request.FILES.get("file"), "try" in request.POST
        taken: list[many.Taken] = []
        problem = ""
        try:
            for one in many.take(file, request.user, is_trial=is_trial):
                taken.append(one)  # noqa: PERF402 (what was taken before the zip turned out to be broken is told too)
        except Unreadable as error:
            problem = str(error)
        context = self.get_context_data(**kwargs, taken=taken, problem=problem, is_trial=is_trial, is_answer=True)
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        taken = context.get("taken", [])
        return {**context, "would_apply": sum(one.applied for one in taken)}
