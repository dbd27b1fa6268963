"""Downloading a page as XLIFF, and what a translator's tool has made of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from cms.core.admin import uploads
from cms.translation.files import importing, xliff
from cms.translation.files.exporting import as_xliff
from cms.translation.screen.access import page_of, translation_for


@require_GET
def download(request: HttpRequest, translation_id: int, version: str) -> HttpResponse:
    """A page in XLIFF 1.2 or 2.1."""
    if version not in xliff.FORMATS:
        raise Http404
    translation = translation_for(request, translation_id)
    page = page_of(translation)
    link = request.build_absolute_uri(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    content = as_xliff(translation, version, link)
    name = f"{page.slug}-{translation.target_locale.language_code}.xlf"
    response = HttpResponse(content, content_type="application/xliff+xml")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Takes a file, or says what would be taken of it when it comes with `try`."""
    translation = translation_for(request, translation_id)
    is_trial = "try" in request.POST
    try:
        parts = xliff.read(_content(request.FILES.get("file")))
    except xliff.Unreadable as problem:
        messages.error(request, _("The file is no XLIFF that can be read: %(problem)s") % {"problem": problem})
    else:
        outcome = importing.take(parts, translation, request.user, is_trial=is_trial)
        tell = messages.warning if outcome.refused else messages.success
        tell(request, " ".join(outcome.sentences(is_trial=is_trial)))
    return redirect("wagtailadmin_pages:edit", page_of(translation).pk)


def _content(file: Any) -> bytes:
    if problem := uploads.problem(file, xliff.LIMIT):
        raise xliff.Unreadable(problem)
    content: bytes = file.read()
    return content
