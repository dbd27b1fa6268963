"""The page on which a translator asks for the weekly mail, or for none."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.translation.digest import weekly


class WeeklyMailView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "translation/digest/weekly_mail.html"
    page_title = gettext_lazy("Weekly mail")
    header_icon = "mail"

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("wanted") == "yes"
        weekly.want(request.user, wanted)
        messages.success(
            request,
            _("You get a mail in each week in which something waits.") if wanted else _("You get no weekly mail."),
        )
        return redirect("translation_desk:index")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        desk = {"url": reverse("translation_desk:index"), "label": _("Translations")}
        return [*self.breadcrumbs_items, desk, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "is_translator": weekly.people().filter(pk=self.request.user.pk).exists(),
            "is_wanted": weekly.is_wanted(self.request.user),
        }
