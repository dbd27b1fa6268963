"""Publishing many pages at once from the admin's lists: translations as they are at the desk, or not at all."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation.localize.publication import publish_when_sound
from cms.translation.text_state import managed_translation


def _translations(pages: Sequence[Any], *, with_descendants: bool) -> Iterable[tuple[Page, Translation]]:
    for page in pages:
        below = page.get_descendants() if with_descendants else Page.objects.none()
        for found in [page, *below]:
            if translation := managed_translation(found):
                yield found, translation


def before_publishing(request: HttpRequest, action: str, pages: Sequence[Any], view: Any) -> HttpResponse | None:
    """Wagtail publishes the last revision of each page, which of a translation may hold the original's words of then.

    What may be published is published from the desk first, so that this revision is the last.
    """
    if request.method != "POST" or action != "publish" or not pages or not isinstance(pages[0], Page):
        return None
    problems = [
        f"“{page.title}”: {problem}"
        for page, translation in _translations(pages, with_descendants="include_descendants" in request.POST)
        if page.permissions_for_user(request.user).can_publish()
        for problem in publish_when_sound(translation, request.user)
    ]
    for problem in problems:
        messages.error(request, problem)
    address = get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore_root")
    return redirect(address) if problems else None
