"""A second person approves texts on the screen, or takes that back."""

from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.core.keys import key_of
from cms.editing.locks import lock_texts
from cms.translation.review import rules
from cms.translation.review.rules import Verdict
from cms.translation.screen import units
from cms.translation.screen.access import text_of_page, translation_for
from cms.translation.screen.views import told


@require_POST
@transaction.atomic
def approve(request: HttpRequest, translation_id: int) -> JsonResponse:
    """Approves texts, each as `text` names it: its key, `~`, and the version that was seen. `take_back` undoes it.

    Answers with what is told of each now, as JSON, and with a `problem` of those that were not approved.
    """
    translation = translation_for(request, translation_id)
    if not rules.is_on(translation.target_locale):
        raise Http404
    lock_texts(translation)
    act = rules.take_back if "take_back" in request.POST else rules.approve
    problems: dict[int, str] = {}
    for name in request.POST.getlist("text"):
        named, _tilde, version = name.partition("~")
        if (key := key_of(named)) is None:
            raise Http404
        outcome = act(translation, text_of_page(translation, key), version, request.user)
        changed = _("This text is another by now: look at it again.")
        problems[key] = changed if outcome.verdict == Verdict.CHANGED else outcome.problem
    found = {unit.key: unit for unit in units.units_of(translation)}
    return JsonResponse({"texts": {key: {**told(found[key]), "problem": words} for key, words in problems.items()}})
