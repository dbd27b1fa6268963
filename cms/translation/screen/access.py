"""Who may work on a translation."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation


def page_of(translation: Translation) -> Page:
    """The page that is translated. Raises Http404."""
    page = Page.objects.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale_id
    ).first()
    if page is None:
        raise Http404
    return page


def why_not(page: Page, user: Any) -> str:
    """Why the user may not work on this page now; "" for who may."""
    permissions = page.permissions_for_user(user)
    if not permissions.can_edit():
        return _("You may not edit this page.")
    return _("The page is locked.") if permissions.page_locked() else ""


def translation_for(request: HttpRequest, translation_id: int, *, to_write: bool = True) -> Translation:
    """The translation that the request names. Raises PermissionDenied for who may not edit its page.

    What is only looked at may be locked.
    """
    found = Translation.objects.select_related("source__locale", "target_locale").filter(enabled=True)
    translation: Translation = get_object_or_404(found, pk=translation_id)
    page = page_of(translation)
    if not page.permissions_for_user(request.user).can_edit() or (to_write and why_not(page, request.user)):
        raise PermissionDenied
    return translation


def text_of_page(translation: Translation, segment_id: int) -> StringSegment:
    """The text of the page that is translated with this key. Raises Http404."""
    found = StringSegment.objects.filter(source_id=translation.source_id).select_related("string", "context")
    segment: StringSegment = get_object_or_404(found, pk=segment_id)
    return segment
