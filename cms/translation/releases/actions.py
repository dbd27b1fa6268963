"""What the page editor offers beside “Save draft”: to give the draft to the translators, and to take it back."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from cms.translation.models import ReadyDraft
from cms.translation.releases import drafts


class GiveItem(ActionMenuItem):
    """Saves what stands in the form and gives just that: no save of another tab comes in between."""

    name = "action-give-to-translators"
    label: str | Promise = _("Save and give to translators")
    icon_name = "wagtail-localize-language"

    def is_shown(self, context: Any) -> bool:
        if context["view"] == "create":
            return True
        return bool(super().is_shown(context)) and drafts.may_be_given(context["page"])


class TakeBackItem(ActionMenuItem):
    """Offered while the draft is at the desk."""

    name = "action-take-from-translators"
    label: str | Promise = _("Save and take back from translators")
    icon_name = "cross"

    def is_shown(self, context: Any) -> bool:
        if context["view"] == "create" or not super().is_shown(context):
            return False
        return drafts.may_be_given(context["page"]) and ReadyDraft.objects.filter(page=context["page"].pk).exists()


def after_saving(request: HttpRequest, page: Page) -> None:
    """Does what the button said, once the form is saved."""
    if GiveItem.name in request.POST:
        if drafts.give(page, request.user):
            messages.success(request, gettext("Translators find this draft at their desk now, as you see it here."))
        else:
            messages.error(request, gettext("Only an original that was never published is given as a draft."))
    elif TakeBackItem.name in request.POST:
        drafts.take_back(page)
        messages.success(request, gettext("The draft is no longer at the translators' desk."))


def register() -> None:
    hooks.register("register_page_action_menu_item", lambda: GiveItem(order=12))
    hooks.register("register_page_action_menu_item", lambda: TakeBackItem(order=14))
    for moment in ("after_edit_page", "after_create_page"):
        hooks.register(moment, after_saving)
