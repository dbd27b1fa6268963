"""The way from a page into a release, in the page's menu."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.translation.releases.access import CHANGE, why_not_in


def _button(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Of a page that may go into one."""
    if user.has_perm(CHANGE) and not why_not_in(page, user, None):
        url = reverse("releases:add_page", args=[page.pk])
        yield Button(_("Add to a release"), url=url, icon_name="calendar-check", priority=55)


def register() -> None:
    hooks.register("register_page_header_buttons", _button)
