"""Drafts by machine, in the background: what is new in a page, a few texts at a time.

A draft by machine is never written over what a person has written, and counts as open until a person has looked at it.
A job may die at any point and begin again: what it has written is there, and what is not written is asked again.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail_localize.models import Translation

from cms.editing.locks import lock_texts
from cms.translation.machines import budget
from cms.translation.machines.providers import MachineError, Provider, provider
from cms.translation.models import MachineJob, MachineState, Origin
from cms.translation.screen import units
from cms.translation.screen.units import Unit, UnitState
from cms.translation.texts import applying
from cms.translation.texts.alignment import ADDRESS
from cms.users.languages import language_of

# Texts that go in one question. A job that dies loses the answer to one.
BATCH = 20
# Of one text, beyond what services take.
LENGTH_MAX = 10_000
AT_WORK = {MachineState.QUEUED, MachineState.RUNNING}


def waiting(translation: Translation) -> list[Unit]:
    """What a machine may draft: texts that nobody has translated."""
    return [
        unit
        for unit in units.units_of(translation)
        if unit.state == UnitState.NEW and unit.place != ADDRESS and len(unit.source) <= LENGTH_MAX
    ]


def may_be_sent(translation: Translation) -> bool:
    """Whether everybody may read the original: nothing else leaves the house."""
    original = translation.source.get_source_instance()
    return bool(type(original)._default_manager.open().filter(pk=original.pk).exists())


def start(translation: Translation, user: Any) -> MachineJob:
    """The job of a translation, at work already or to be begun. The caller's transaction enqueues it."""
    job, _made = MachineJob.objects.select_for_update().get_or_create(translation=translation)
    if job.state not in AT_WORK:
        job.user, job.state, job.problem = user, MachineState.QUEUED, ""
        job.done, job.total = 0, len(waiting(translation))
        job.save()
    return job


def stop(translation: Translation) -> None:
    """Lets a job end after the texts that it is waiting for. It can be started again, and goes on where it stopped."""
    MachineJob.objects.filter(translation=translation, state__in=AT_WORK).update(state=MachineState.STOPPED)


def run(job_id: int) -> None:
    """Works until nothing is left, the budget is used up, the service fails for good, or somebody stops it."""
    found = MachineJob.objects.filter(pk=job_id).select_related("translation__source__locale")
    found.filter(state=MachineState.QUEUED).update(state=MachineState.RUNNING)
    # A job whose worker died is running still.
    job = found.filter(state=MachineState.RUNNING).first()
    if job is None:
        return
    tried: set[int | str] = set()
    with override(language_of(job.user)):
        while MachineJob.objects.filter(pk=job_id, state=MachineState.RUNNING).exists():
            left = [unit for unit in waiting(job.translation) if unit.key not in tried][:BATCH]
            problem = _translate(job, left) if left else ""
            tried |= {unit.key for unit in left}
            if problem or not left:
                state = MachineState.FAILED if problem else MachineState.DONE
                found.filter(state=MachineState.RUNNING).update(state=state, problem=problem)


def _translate(job: MachineJob, asked: Sequence[Unit]) -> str:
    """Drafts some texts. Says why it could not, "" when it could."""
    service = provider()
    if service is None or not may_be_sent(job.translation):
        return _("No service for machine translation is set up.")
    target = job.translation.target_locale
    if not budget.reserve(target, sum(len(unit.source) for unit in asked)):
        return _("This month's budget for machine translation into this language is used up.")
    try:
        source = job.translation.source.locale.language_code
        terms = {term.source: term.words[0] for unit in asked for term in unit.terms if term.words}
        words = service.translate([unit.source for unit in asked], source, target.language_code, terms)
    except MachineError as error:
        return _("The service %(name)s did not answer: %(problem)s") % {"name": service.name, "problem": error}
    _write(job, service, asked, words)
    return ""


@transaction.atomic
def _write(job: MachineJob, service: Provider, asked: Sequence[Unit], words: Sequence[str]) -> None:
    translation = job.translation
    lock_texts(translation)
    original = translation.source.as_instance()
    for unit, text in zip(asked, words, strict=True):
        # Version "": only where there is nothing still. What may not stand there (a lost link) is left to people.
        applying.apply(
            translation,
            int(unit.key),
            text.strip(),
            job.user,
            original=original,
            version="",
            origin=Origin.MACHINE,
            tool=service.name,
        )
    MachineJob.objects.filter(pk=job.pk).update(done=job.done + len(asked))
    job.done += len(asked)
