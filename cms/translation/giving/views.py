"""The page on which pages that were chosen at the desk are given to somebody."""

import re
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from cms.translation.desk import assignment, states
from cms.translation.desk.frame import LanguageView
from cms.translation.giving import letters
from cms.translation.giving.forms import GiveForm
from cms.translation.screen.units import name_of

_KEY = re.compile(r"[0-9]{1,9}")
# As many as the desk shows at once.
PAGES_MAX = 50


class GiveView(LanguageView):
    """GET shows the chosen pages (`page`, once for each) with the form, POST gives them."""

    template_name = "translation/giving/give.html"
    header_icon = "user"

    def get_page_title(self) -> str:
        return _("Give to somebody")

    @cached_property
    def pages(self) -> list[Any]:
        """Those of the chosen ones that stand on this language's desk."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = {int(key) for key in given.getlist("page") if _KEY.fullmatch(key)}
        found = states.in_language(self.locale).filter(pk__in=keys).select_related("locale").order_by("title", "pk")
        return list(assignment.told(found, self.locale)[:PAGES_MAX])

    @cached_property
    def form(self) -> GiveForm:
        data = self.request.POST if self.request.method == "POST" else None
        return GiveForm(self.locale, data, initial=self._shared())

    def _shared(self) -> dict[str, Any]:
        """What all of the pages have alike."""
        values = {name: {getattr(page, name) for page in self.pages} for name in ("person", "due")}
        return {name: found.pop() for name, found in values.items() if len(found) == 1}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.pages else self._nothing_chosen()

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.pages:
            return self._nothing_chosen()
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        person, due = self.form.cleaned_data["person"], self.form.cleaned_data["due"]
        new = assignment.give([page.translation_key for page in self.pages], self.locale, person, due)
        if person and person != request.user:
            letters.announce(person, self.locale, new, by=request.user)
        messages.success(request, self._done(person, len(self.pages)))
        return redirect("translation_desk:language", self.tag)

    def _done(self, person: Any, count: int) -> str:
        if person is None:
            text = ngettext("%(count)d page is given to nobody.", "%(count)d pages are given to nobody.", count)
            return text % {"count": count}
        text = ngettext("%(count)d page is given to %(name)s.", "%(count)d pages are given to %(name)s.", count)
        return text % {"count": count, "name": name_of(person)}

    def _nothing_chosen(self) -> HttpResponse:
        messages.warning(self.request, _("Choose pages first, by the boxes at the end of their rows."))
        return redirect("translation_desk:language", self.tag)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": self.form, "pages": self.pages, "tag": self.tag}
