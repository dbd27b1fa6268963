"""Shows an editor why something was refused in a view that has no form to show errors in: publishing, moving, copying
or deleting."""

from collections.abc import Callable

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.admin import messages

from cms.translation.editing.address_length import AddressTooLong
from cms.translation.editing.problems import PublishingRefused


def _list_of(refused: PublishingRefused, editor: str) -> SafeString:
    rows = ((f"{editor}#{problem.anchor}" if problem.anchor else editor, str(problem)) for problem in refused.problems)
    return format_html('<ul class="errorlist">{}</ul>', format_html_join("", '<li><a href="{}">{}</a></li>', rows))


class RefusalMiddleware:
    """Turns a refusal into a message and a redirect.

    Bulk publishing, workflows and wagtail-localize publish without a form, and deleting has none. The transaction is
    rolled back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ProtectedError):
            # Wagtail refuses by its index of references, which may lag behind.
            messages.error(request, gettext("Nothing was deleted: other records still need it. Delete those first."))
            return redirect(request.get_full_path())
        if isinstance(exception, AddressTooLong):
            messages.error(request, " ".join(exception.messages))
            return redirect(request.get_full_path())
        if not isinstance(exception, PublishingRefused):
            return None
        editor = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        text = gettext("“%(title)s” was not published: something in it is unfinished or wrong.") % {
            "title": exception.page.title
        }
        messages.error(request, format_html("{} {}", text, _list_of(exception, editor)))
        return redirect(editor)
