"""Starting, stopping and following the drafts by machine of one page."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from wagtail.admin import messages
from wagtail_localize.models import Translation

from cms.core.languages import are_forms_of_one
from cms.translation.machines import budget, jobs
from cms.translation.machines.providers import provider
from cms.translation.models import MachineJob, MachineState
from cms.translation.screen.access import page_of, translation_for

# By its name: the module that holds the task imports this room.
TASK, QUEUE = "translation.draft_by_machine", "translation"


def told(translation: Translation) -> dict[str, Any] | None:
    """What the screen says of drafts by machine; None where no service is set up for the language or could help."""
    service = provider()
    tag = translation.target_locale.language_code
    if are_forms_of_one(translation.source.locale.language_code, tag):
        return None
    if service is None or not budget.limit(tag) or not jobs.may_be_sent(translation):
        return None
    job = MachineJob.objects.filter(translation=translation).first()
    return {
        "name": service.name,
        "left": budget.left(translation.target_locale),
        "is_at_work": bool(job and job.state in jobs.AT_WORK),
        "state": job.state if job else "",
        "done": job.done if job else 0,
        "total": job.total if job else 0,
        "problem": job.problem if job and job.state == MachineState.FAILED else "",
    }


@require_POST
@transaction.atomic
def start(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = translation_for(request, translation_id)
    if told(translation) is None:
        messages.error(request, _("No service for machine translation is set up."))
    else:
        job = jobs.start(translation, request.user)
        try:
            with transaction.atomic():
                name = f"draft-by-machine-{job.pk}"
                app.configure_task(TASK, queue=QUEUE, lock=name, queueing_lock=name).defer(job_id=job.pk)
        except AlreadyEnqueued:
            pass  # It waits already.
    return redirect("wagtailadmin_pages:edit", page_of(translation).pk)


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = translation_for(request, translation_id)
    jobs.stop(translation)
    return redirect("wagtailadmin_pages:edit", page_of(translation).pk)


@require_GET
@never_cache
def follow(request: HttpRequest, translation_id: int) -> JsonResponse:
    """How far the drafts are, as JSON."""
    found = told(translation_for(request, translation_id)) or {}
    return JsonResponse({name: found.get(name) for name in ("is_at_work", "done", "total")})
