"""wagtail-localize's own addresses, with the checks that they lack.

Each is routed before the original. What was measured there: a missing field or file is a server error, a lock is no
obstacle, making an alias publishes without the right to, and the right to submit or publish knows no language.
"""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
    JsonResponse,
    QueryDict,
)
from django.http.multipartparser import MultiPartParser
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from rest_framework.authentication import SessionAuthentication
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views import (
    convert,
    edit_translation,
    report,
    snippets_api,
    submit_translations,
)
from wagtail_localize.views.edit_translation import StringTranslationSerializer

from cms.core.admin.choosing import choosable_by
from cms.editing.locks import lock_pages, lock_texts, lock_tree
from cms.translation.desk.languages import may_translate_into
from cms.translation.localize import po_files
from cms.translation.text_state import source_locale_id
from cms.translation.texts import applying, values
from cms.translation.texts.applying import Result

View = Callable[..., HttpResponse]
SUBMIT = "wagtail_localize.submit_translation"


def _target(translation_id: int) -> tuple[Translation, Any]:
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not isinstance(target, Page):
        raise Http404  # Menus and footers are translated at their own desk (`cms.translation.snippets`).
    return translation, target


def is_locked_for(user: Any, page: Any) -> bool:
    return bool(page.permissions_for_user(user).page_locked())


def _refuse_locked(user: Any, target: Any) -> None:
    if is_locked_for(user, target):
        raise PermissionDenied


def _form(request: HttpRequest) -> QueryDict | None:
    """Django reads form fields of POST only; REST framework, which the original uses, of PUT too."""
    if not request.body or request.content_type == "application/x-www-form-urlencoded":
        return QueryDict(request.body, encoding=request.encoding)
    if request.content_type == "multipart/form-data":
        return MultiPartParser(request.META, BytesIO(request.body), request.upload_handlers, request.encoding).parse()[
            0
        ]
    return None


def edits_value(view: View) -> View:
    """PUT takes a text, or the key of what was chosen, as `value`: one that the block or field takes."""

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponse:
        translation, target = _target(translation_id)
        _refuse_locked(request.user, target)
        if request.method == "PUT":
            lock_texts(translation)
            form = _form(request)
            if form is None:
                return HttpResponse(_("Send the value as a form."), status=415)
            if "value" not in form:
                return HttpResponseBadRequest(_("A value is missing."))
            if any("\x00" in value for value in form.getlist("value")):
                return HttpResponseBadRequest(_("Null characters are not allowed."))
            if edit_translation.user_can_edit_instance(request.user, target):
                if "string_segment_id" in kwargs:
                    return _save_text(translation, kwargs["string_segment_id"], str(form["value"]), request.user)
                if problem := _problem_of_override(translation, str(form["value"]), **kwargs):
                    return _refusal(str(form["value"]), problem)
        return view(request, translation_id=translation_id, **kwargs)

    return guarded


def _refusal(value: str, problem: str) -> JsonResponse:
    # As wagtail-localize answers when a text was saved.
    refusal = {"data": value, "error": problem, "comment": problem, "last_translated_by": None}
    return JsonResponse(refusal, status=400)


def _save_text(translation: Translation, segment_id: int, words: str, user: Any) -> JsonResponse:
    segment = translation.source.stringsegment_set.filter(pk=segment_id).first()
    is_new = segment is not None and applying.row_of(translation, segment) is None
    outcome = applying.apply(translation, segment_id, words, user, original=translation.source.as_instance())
    if outcome.result == Result.UNKNOWN:
        raise Http404
    if outcome.result == Result.LATE:
        return _refusal(words, str(applying.LATE))
    if outcome.result == Result.REFUSED:
        return _refusal(words, outcome.problem)
    told = StringTranslationSerializer(outcome.there, context={"translation_source": translation.source})
    return JsonResponse(told.data, status=201 if is_new else 200)


def _problem_of_override(translation: Translation, value: str, overridable_segment_id: int) -> str:
    found = translation.source.overridablesegment_set.select_related("context").filter(pk=overridable_segment_id)
    segment = found.first()
    # Of another source it is not found, which the view says.
    return values.problem(translation.source.as_instance(), segment.context.path, value) if segment else ""


def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation, target = _target(translation_id)
    _refuse_locked(request.user, target)
    if not edit_translation.user_can_edit_instance(request.user, target):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    lock_texts(translation)
    try:
        outcome = po_files.take(request.FILES.get("file"), translation, request.user)
    except po_files.Refused as refused:
        messages.error(request, str(refused))
    else:
        tell = messages.success if outcome.applied or outcome.unchanged else messages.warning
        tell(request, " ".join(outcome.sentences()))
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def download_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The original's own answer, with what waits to be looked at marked in the file."""
    response = edit_translation.download_pofile(request, translation_id)
    response.content = po_files.exported(get_object_or_404(Translation, pk=translation_id)).encode()
    return response


def with_target(view: View) -> View:
    """A translation whose page is gone is not found."""

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponse:
        _translation, target = _target(translation_id)
        if request.method == "POST":
            _refuse_locked(request.user, target)
        return view(request, translation_id=translation_id, **kwargs)

    return guarded


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """An alias is as live as its original: making one publishes."""
    if request.method == "POST":
        lock_pages(page_id)
    page = get_object_or_404(Page, pk=page_id)
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_publish() or permissions.page_locked():
        raise PermissionDenied
    return convert.convert_to_alias(request, page_id)


def _original_of(page_id: int) -> Page:
    """The page that the languages of a thing are translated from."""
    page = get_object_or_404(Page, pk=page_id)
    original = Page.objects.filter(translation_key=page.translation_key, locale=source_locale_id(page)).first()
    return original or page


def submits(view: View) -> View:
    """The languages that are asked for are the user's own."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if (page_id := kwargs.get("page_id")) and (original := _original_of(page_id)).pk != page_id:
            # Made from a translation, a text would follow that and not the original: stale, hidden and seen with it.
            return redirect("wagtail_localize:submit_page_translation", original.pk)
        if not may_translate_into(request.user, request.POST.getlist("locales")):
            raise PermissionDenied
        if request.method == "POST":
            lock_tree()
        return view(request, **kwargs)

    return guarded


def follow_by_themselves(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Where editors had to bring translations up to date: languages follow when the original is published."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    messages.success(request, _("Every language follows the original by itself when that is published."))
    return redirect(source.get_source_instance_edit_url())


def wait_at_the_desk(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Where snippets were handed to translators: they find them at their desk."""
    if not request.user.has_perm(SUBMIT):
        raise PermissionDenied
    messages.success(request, _("Translators find the texts of menus and footers at their desk."))
    return redirect("translation_desk:index")


def _no_key(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Every key of a snippet is a number; the original fails at other words."""
    raise Http404


class ChoosableSnippets(snippets_api.SnippetViewSet):
    """What a translator may put in the place of what the original names."""

    authentication_classes = (SessionAuthentication,)

    def get_queryset(self) -> QuerySet[Any]:
        return choosable_by(self.request.user, self.get_model())


def all_translations(view: View) -> View:
    """The report shows every language's drafts."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        return view(request)

    return guarded


def urls() -> list[URLPattern]:
    """Below `localize/`, with the paths of wagtail_localize.wagtail_hooks."""
    one = "translate/<int:translation_id>/"
    views = edit_translation
    return [
        path(f"{one}strings/<int:string_segment_id>/edit/", edits_value(views.edit_string_translation)),
        path(f"{one}overrides/<int:overridable_segment_id>/edit/", edits_value(views.edit_override)),
        path(f"{one}pofile/upload/", upload_pofile),
        path(f"{one}pofile/download/", with_target(download_pofile)),
        path(f"{one}machine_translate/", with_target(views.machine_translate)),
        path(f"{one}preview/", with_target(views.preview_translation)),
        path(f"{one}preview/<str:mode>/", with_target(views.preview_translation)),
        path(f"{one}disable/", with_target(views.stop_translation)),
        path("page/<int:page_id>/convert_to_alias/", convert_to_alias),
        path("submit/page/<int:page_id>/", submits(submit_translations.SubmitPageTranslationView.as_view())),
        path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", wait_at_the_desk),
        path("update/<int:translation_source_id>/", follow_by_themselves),
        path("api/snippets/<slug:app_label>/<slug:model_name>/", ChoosableSnippets.as_view({"get": "list"})),
        path(
            "api/snippets/<slug:app_label>/<slug:model_name>/<int:pk>/", ChoosableSnippets.as_view({"get": "retrieve"})
        ),
        path("api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", _no_key),
        path("reports/translations/", all_translations(report.TranslationsReportView.as_view())),
        path(
            "reports/translations/results/", all_translations(report.TranslationsReportView.as_view(results_only=True))
        ),
    ]
