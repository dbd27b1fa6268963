"""Takes files of many pages: each by itself, in a transaction of its own, told with what became of it and why."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import TextChoices
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import Translation

from cms.core.admin import uploads
from cms.editing.locks import lock_texts
from cms.translation.desk.languages import languages_for
from cms.translation.files import importing, xliff, zips
from cms.translation.files.exporting import CONTENTS
from cms.translation.localize import po_files
from cms.translation.screen.access import page_of, why_not
from cms.translation.snippets import texts

UPLOAD_MAX = 20 * 1024 * 1024
# What computers put into zips by themselves.
_LITTER = ("__MACOSX/", "._", ".DS_Store", "Thumbs.db", "desktop.ini")


class Verdict(TextChoices):
    """What became of a file, or would."""

    APPLIED = "applied", gettext_lazy("Applied")
    UNCHANGED = "unchanged", gettext_lazy("Unchanged")
    STALE = "stale", gettext_lazy("Stale")
    LANGUAGE = "language", gettext_lazy("Other language")
    BROKEN = "broken", gettext_lazy("Broken")
    UNKNOWN = "unknown", gettext_lazy("Unknown page")
    NO_RIGHT = "no-right", gettext_lazy("No right")


@dataclass
class Taken:
    """One page of a file: how many of its texts were applied, what became of the others, and why."""

    file: str
    verdict: Verdict
    reasons: list[str] = field(default_factory=list)
    # Whoever may not translate a page is not told which it is.
    title: str = ""
    url: str = ""
    tag: str = ""
    applied: int = 0
    unchanged: int = 0
    stale: int = 0
    unsure: int = 0
    refused: int = 0

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many texts were what, in words."""
        counts = (
            (Verdict.APPLIED.label, self.applied),
            (Verdict.UNCHANGED.label, self.unchanged),
            (Verdict.STALE.label, self.stale),
            (_("Left out"), self.unsure),
            (_("Refused"), self.refused),
        )
        return [(str(label), number) for label, number in counts if number]

    @property
    def is_good(self) -> bool:
        return self.verdict in {Verdict.APPLIED, Verdict.UNCHANGED} and not self.refused


class _Named(NamedTuple):
    """What a file says it is of, and where that is translated. Of a menu, readers see at once what is taken."""

    translation: Translation
    title: str
    url: str
    is_menu: bool = False

    @property
    def tag(self) -> str:
        return str(self.translation.target_locale.language_code)

    def told(self, file: str, **outcome: Any) -> Taken:
        return _told(Taken(file, Verdict.UNCHANGED, title=self.title, url=self.url, tag=self.tag, **outcome))


class _Refused(Exception):
    """Nothing of the page is taken."""

    def __init__(self, verdict: Verdict, reason: str) -> None:
        super().__init__(reason)
        self.verdict = verdict


def take(file: Any, user: Any, *, is_trial: bool) -> Iterator[Taken]:
    """Takes an uploaded file, or a zip of them; None is no file. What was taken stays, whatever comes after it.

    Doing it twice does nothing more. Raises Unreadable.
    """
    if problem := uploads.problem(file, UPLOAD_MAX):
        raise uploads.Unreadable(problem)
    head = file.read(4)
    file.seek(0)
    named = zips.unpacked(file) if zips.is_zip(head) else iter([(str(file.name), file.read())])
    for name, content in named:
        short = name.replace("\\", "/").rsplit("/", 1)[-1]
        if short != CONTENTS and not name.startswith(_LITTER) and not short.startswith(_LITTER):
            yield from _take_file(name, content, user, is_trial=is_trial)


def _take_file(name: str, content: bytes | None, user: Any, *, is_trial: bool) -> Iterator[Taken]:
    if content is None:
        yield Taken(name, Verdict.BROKEN, [_("It cannot be unpacked.")])
    elif problem := uploads.too_large(len(content), xliff.LIMIT):
        yield Taken(name, Verdict.BROKEN, [problem])
    elif name.lower().endswith(".po"):
        yield _po(name, content, user, is_trial=is_trial)
    elif name.lower().endswith((".xlf", ".xliff")):
        yield from _xliff(name, content, user, is_trial=is_trial)
    else:
        yield Taken(name, Verdict.BROKEN, [_("It is neither XLIFF nor PO.")])


def _xliff(name: str, content: bytes, user: Any, *, is_trial: bool) -> Iterator[Taken]:
    try:
        parts = xliff.read(content)
    except uploads.Unreadable as problem:
        yield Taken(
            name, Verdict.BROKEN, [_("The file is no XLIFF that can be read: %(problem)s") % {"problem": problem}]
        )
        return
    for part in parts:
        try:
            named = _named(part.page, user)
            _same_language(part.target, named)
        except _Refused as refused:
            yield Taken(name, refused.verdict, [str(refused)])
            continue
        with transaction.atomic():
            outcome = importing.take([part], named.translation, user, is_trial=is_trial)
            if named.is_menu and outcome.applied and not is_trial:
                texts.show(named.translation, user)
        yield named.told(
            name,
            reasons=outcome.refused,
            applied=outcome.applied,
            unchanged=outcome.unchanged,
            stale=outcome.late,
            unsure=outcome.unsure,
            refused=len(outcome.refused),
        )


def _po(name: str, content: bytes, user: Any, *, is_trial: bool) -> Taken:
    owner, tag = po_files.owner_of(content)
    if not owner:
        return Taken(
            name,
            Verdict.BROKEN,
            [_("This is no PO file that was downloaded here: it does not say which translation it belongs to.")],
        )
    try:
        named = _named(owner, user)
        _same_language(tag, named)
    except _Refused as refused:
        return Taken(name, refused.verdict, [str(refused)])
    try:
        with transaction.atomic():
            lock_texts(named.translation)
            outcome = po_files.take(ContentFile(content), named.translation, user)
            if named.is_menu and outcome.applied and not is_trial:
                texts.show(named.translation, user)
            if is_trial:
                transaction.set_rollback(True)
    except po_files.Refused as refused:
        return Taken(name, Verdict.BROKEN, [str(refused)], title=named.title, url=named.url, tag=named.tag, refused=1)
    reasons = [_("Not of this page: “%(text)s”.") % {"text": text} for text in outcome.unknown]
    return named.told(
        name,
        reasons=reasons,
        applied=outcome.applied,
        unchanged=outcome.unchanged,
        stale=outcome.late,
        unsure=outcome.unsure,
        refused=len(reasons),
    )


def _named(name: str, user: Any) -> _Named:
    """What a file names, if the user may work on it now. Raises _Refused."""
    try:
        found = Translation.objects.select_related("source__locale", "target_locale").filter(enabled=True)
        translation: Translation = found.get(uuid=uuid.UUID(name))
        page = page_of(translation)
    except (ValueError, Translation.DoesNotExist, Http404):
        return _named_menu(name, user)
    if refusal := why_not(page, user):
        raise _Refused(Verdict.NO_RIGHT, refusal)
    return _Named(translation, page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def _named_menu(name: str, user: Any) -> _Named:
    """The menu or footer that a file names, when it names no page. Raises _Refused."""
    if (found := texts.named(name)) is None:
        raise _Refused(
            Verdict.UNKNOWN, _("It names no page that is translated here: it is gone, or is written by hand.")
        )
    translation, original = found
    tag = translation.target_locale.language_code
    if tag not in languages_for(user):
        raise _Refused(Verdict.NO_RIGHT, _("You may not translate into this language."))
    url = reverse("translation_desk:snippet", args=[tag, translation.source_id])
    return _Named(translation, texts.name_of(original), url, is_menu=True)


def _same_language(theirs: str, named: _Named) -> None:
    """Raises _Refused for a file in another language."""
    if problem := importing.language_problem(theirs, named.tag):
        raise _Refused(Verdict.LANGUAGE, problem)


def _told(taken: Taken) -> Taken:
    """Sets the verdict: that texts were applied, else what stands in the way, else that nothing was new."""
    if taken.applied:
        taken.verdict = Verdict.APPLIED
    elif taken.refused:
        taken.verdict = Verdict.BROKEN
    elif taken.stale:
        taken.verdict = Verdict.STALE
    if taken.stale:
        taken.reasons.append(_("What is stale has changed in the original since: it is kept, to be looked at."))
    if taken.unsure:
        taken.reasons.append(_("What is not marked as translated in the file was left out."))
    return taken
