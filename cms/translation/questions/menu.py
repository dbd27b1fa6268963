"""The way from the admin's menu to what translators have asked."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from cms.translation.localize.guards import SUBMIT
from cms.translation.questions import asking


class QuestionsMenuItem(MenuItem):
    """With the number of those that wait, for who writes originals."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(SUBMIT) or asking.open_count(request.user))

    def render_component(self, request: HttpRequest) -> Any:
        count = asking.open_count(request.user)
        label = f"{self.label} ({count})" if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


def item() -> MenuItem:
    return QuestionsMenuItem(
        _("Questions"), reverse("translation_desk:questions"), name="questions", icon_name="help", order=155
    )
