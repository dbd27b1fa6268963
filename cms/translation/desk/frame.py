"""What the pages of one language's desk share: whose language it is, and the way back."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from cms.core.languages import language
from cms.translation.desk.languages import locale_for


class LanguageView(WagtailAdminTemplateMixin, TemplateView):
    """A page below the desk of the language in its address, for those who translate into it."""

    # The names of addresses between the desk and this page, each with what the way back calls it.
    between: ClassVar[tuple[tuple[str, Any], ...]] = ()

    @property
    def tag(self) -> str:
        return str(self.kwargs["tag"])

    @cached_property
    def locale(self) -> Locale:
        return locale_for(self.request, self.tag)

    def get_page_subtitle(self) -> str:
        return str(language(self.tag).label)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = (("translation_desk:language", _("Translations")), *self.between)
        return [
            *self.breadcrumbs_items,
            *({"url": reverse(name, args=[self.tag]), "label": label} for name, label in above),
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]
