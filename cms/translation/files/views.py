"""Downloading a page as XLIFF, and what a translator's tool has made of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail_localize.models import TranslationSource

from cms.core.admin import uploads
from cms.translation.desk.languages import locale_for
from cms.translation.files import importing, xliff
from cms.translation.files.exporting import KINDS, as_xliff
from cms.translation.screen.access import page_of, translation_for
from cms.translation.snippets import following, texts


@require_GET
def download(request: HttpRequest, translation_id: int, version: str) -> HttpResponse:
    """A page in XLIFF 1.2 or 2.1."""
    if version not in xliff.FORMATS:
        raise Http404
    translation = translation_for(request, translation_id)
    page = page_of(translation)
    link = request.build_absolute_uri(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    content = as_xliff(translation, version, link)
    return _file(content, f"{page.slug}-{translation.target_locale.language_code}.xlf")


@require_GET
def download_snippet(request: HttpRequest, tag: str, source_id: int, kind: str) -> HttpResponse:
    """A menu or footer, in one of the formats in which pages go out. It comes back with other files."""
    locale = locale_for(request, tag)
    try:
        source, original = texts.find(locale, source_id)
        form = KINDS[kind]
    except (TranslationSource.DoesNotExist, KeyError) as error:
        raise Http404 from error
    link = request.build_absolute_uri(reverse("translation_desk:snippet", args=[tag, source_id]))
    content = form.made(following.translation_into(source, locale), link)
    name = f"{slugify(texts.name_of(original))}-{tag}.{form.ending}"
    return _file(content, name)


def _file(content: bytes, name: str) -> HttpResponse:
    kind = "text/x-gettext-translation" if name.endswith(".po") else "application/xliff+xml"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Takes a file, or says what would be taken of it when it comes with `try`."""
    translation = translation_for(request, translation_id)
    is_trial = "try" in request.POST
    try:
        parts = xliff.read(_content(request.FILES.get("file")))
    except uploads.Unreadable as problem:
        messages.error(request, _("The file is no XLIFF that can be read: %(problem)s") % {"problem": problem})
    else:
        outcome = importing.take(parts, translation, request.user, is_trial=is_trial)
        tell = messages.warning if outcome.refused else messages.success
        tell(request, " ".join(outcome.sentences(is_trial=is_trial)))
    return redirect("wagtailadmin_pages:edit", page_of(translation).pk)


def _content(file: Any) -> bytes:
    if problem := uploads.problem(file, xliff.LIMIT):
        raise uploads.Unreadable(problem)
    content: bytes = file.read()
    return content
