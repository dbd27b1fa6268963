"""The step between “Add news article” and the editor, which asks for the language of the new page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.models import Locale

from cms.core.languages import language
from cms.translation.desk.languages import home_pages


class AddInLanguageView(ChooseParentView):
    """Asks an editor who may write in several languages for the language; `?locale=` in the address answers.

    Wagtail would take the site's first language.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        choices = {} if request.GET.get("locale") else self._languages()
        if len(choices) == 1:
            self.locale = next(iter(choices.values()))
        elif choices:
            return self._ask(list(choices))
        return super().get(request, *args, **kwargs)

    def _languages(self) -> dict[str, Locale]:
        """The languages in which the user may add such a page, by tag, in the site's own order."""
        self.locale = None  # None means that no language is chosen: pages of all languages are found.
        found = set(self.get_valid_parent_pages(self.request.user).values_list("locale", flat=True))
        locales = {tag: page.locale for tag, page in home_pages().items()}
        return {tag: locale for tag, locale in locales.items() if locale.pk in found}

    def _ask(self, tags: list[str]) -> HttpResponse:
        self.page_title = _("In which language?")
        context = {
            **super(ChooseParentView, self).get_context_data(form=None),
            "choices": [{"tag": tag, "label": language(tag).label} for tag in tags],
        }
        return TemplateResponse(self.request, "translation/add_in_language.html", context)
