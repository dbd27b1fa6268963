"""Questions on the screen of a translation, and the list of those that wait for who wrote the pages."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.core.keys import key_of
from cms.translation.models import Question
from cms.translation.questions import asking, mails, telling
from cms.translation.screen.access import text_of_page, translation_for

# Of questions on the list.
SHOWN = 100


@require_GET
@never_cache
def threads(request: HttpRequest, translation_id: int) -> JsonResponse:
    """The questions about a page's texts, by the keys of these, and those about texts that are no more, as JSON."""
    return _threads(translation_for(request, translation_id, to_write=False))


def _threads(translation: Translation, problem: str = "") -> JsonResponse:
    found, lost = asking.of_texts(translation)
    told = {key: [telling.thread(question) for question in questions] for key, questions in found.items()}
    status = 400 if problem else 200
    answer = {"texts": told, "lost": [telling.thread(question) for question in lost], "problem": problem}
    return JsonResponse(answer, status=status)


@require_POST
@transaction.atomic
def ask(request: HttpRequest, translation_id: int, segment_id: int) -> JsonResponse:
    """Asks about a text. Answers with all questions of the page; the status is 400 when nothing was asked."""
    translation = translation_for(request, translation_id, to_write=False)
    segment = text_of_page(translation, segment_id)
    try:
        mails.announce(asking.ask(translation, segment, request.POST.get("text", ""), request.user))
    except ValidationError as error:
        return _threads(translation, " ".join(error.messages))
    return _threads(translation)


@require_POST
@transaction.atomic
def act(request: HttpRequest, question_id: int) -> HttpResponse:
    """Says something about a question (`text`), closes it (`resolve`) or opens it again (`reopen`).

    Answers the screen of a translation (`translation`) with all questions of the page, and leads back to the list else.
    """
    question = get_object_or_404(Question.objects.select_for_update(), pk=question_id)
    problem = ""
    try:
        _act(request, question)
    except ValidationError as error:
        problem = " ".join(error.messages)
    if named := request.GET.get("translation", ""):
        if (key := key_of(named)) is None:
            raise PermissionDenied
        return _threads(translation_for(request, key, to_write=False), problem)
    if problem:
        messages.error(request, problem)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("translation_desk:questions")
    return redirect(f"{back}#question-{question.pk}")


def _act(request: HttpRequest, question: Question) -> None:
    """Raises PermissionDenied and ValidationError."""
    text = request.POST.get("text", "")
    is_settled = "resolve" in request.POST or "reopen" in request.POST
    if text.strip() or not is_settled:
        mails.announce(asking.reply(question, text, request.user))
    if is_settled:
        asking.settle(question, request.user, is_resolved="resolve" in request.POST)


class QuestionsView(WagtailAdminTemplateMixin, TemplateView):
    """What translators ask about the pages that the user may edit; `page` narrows it to one, `state=all` shows all."""

    template_name = "translation/questions/list.html"
    header_icon = "help"

    def get_page_title(self) -> str:
        return _("Questions of translators")

    def get_page_subtitle(self) -> str:
        return str(self.page.title) if self.page else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, own]

    @cached_property
    def page(self) -> Page | None:
        if (key := key_of(self.request.GET.get("page", ""))) is None:
            return None
        found: Page = get_object_or_404(asking.originals_of(self.request.user), pk=key)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        questions = asking.to_answer(self.request.user)
        if self.page:
            questions = questions.filter(object_id=self.page.translation_key)
        is_all = self.request.GET.get("state") == "all"
        if not is_all:
            questions = questions.filter(resolved_at=None)
        return {
            **super().get_context_data(**kwargs),
            "questions": telling.listed(questions[:SHOWN]),
            "is_all": is_all,
            "of_page": self.page,
            "here": self.request.get_full_path(),
        }
