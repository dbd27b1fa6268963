"""Takes what comes back in files: each text is applied, was so already, or is told with the reason why not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringSegment, Translation

from cms.core.admin import uploads
from cms.core.languages import of_tool
from cms.core.text.xml_files import xml_text
from cms.editing.locks import lock_texts
from cms.translation.files.xliff import Entry, Part
from cms.translation.models import Origin
from cms.translation.texts import applying, carrying
from cms.translation.texts.alignment import Text
from cms.translation.texts.applying import Result

_NAMED = 5


@dataclass
class Outcome:
    """How many texts of a file were applied, and what became of the others, with words for people."""

    applied: int = 0
    unchanged: int = 0
    # Of texts that the original has no longer: kept, to be looked at.
    late: int = 0
    # What the tool does not call translated.
    unsure: int = 0
    refused: list[str] = field(default_factory=list)

    def sentences(self, *, is_trial: bool) -> list[str]:
        applied = (
            ngettext("%(count)d text would be imported.", "%(count)d texts would be imported.", self.applied)
            if is_trial
            else ngettext("%(count)d text was imported.", "%(count)d texts were imported.", self.applied)
        )
        told = uploads.counted(
            (self.applied, applied),
            (self.unchanged, ngettext("%(count)d was the same.", "%(count)d were the same.", self.unchanged)),
            (
                self.late,
                ngettext(
                    "%(count)d is of a text that has changed since, and is kept to be looked at.",
                    "%(count)d are of texts that have changed since, and are kept to be looked at.",
                    self.late,
                ),
            ),
            (
                self.unsure,
                ngettext(
                    "%(count)d is not marked as translated and was left out.",
                    "%(count)d are not marked as translated and were left out.",
                    self.unsure,
                ),
            ),
        )
        return [*told, *self.refused[:_NAMED]]


def language_problem(theirs: str, ours: str) -> str:
    """Why texts in a file's language are not taken for a page; "" when they are. Some tools name no language."""
    if theirs in {"", ours} or of_tool(theirs) == ours:
        return ""
    return _("The file is in the language “%(theirs)s”, this page is in “%(ours)s”.") % {"theirs": theirs, "ours": ours}


def take(parts: Sequence[Part], translation: Translation, user: Any, *, is_trial: bool) -> Outcome:
    """Applies the texts of a file to a translation, or finds out what would be applied.

    Doing it twice does nothing more. Texts of other pages and languages are refused, and named.
    """
    outcome = Outcome()
    with transaction.atomic():
        lock_texts(translation)
        for part in parts:
            _take_part(part, translation, user, outcome)
        if is_trial:
            transaction.set_rollback(True)
    return outcome


def _take_part(part: Part, translation: Translation, user: Any, outcome: Outcome) -> None:
    if part.page != str(translation.uuid):
        outcome.refused.append(_("The file is of another page or language."))
        return
    if problem := language_problem(part.target, translation.target_locale.language_code):
        outcome.refused.append(problem)
        return
    outcome.refused += [_("Codes are broken in the text at %(place)s.") % {"place": place} for place in part.broken]
    # What no XML holds did not go out, and cannot come back.
    segments = {
        Text(text.place, xml_text(text.words)): segment
        for text, segment in applying.segments_by_text(translation).items()
    }
    original = translation.source.as_instance()
    for entry in part.entries:
        _take_entry(entry, segments.get(Text(entry.place, entry.source)), translation, user, original, outcome)


def _take_entry(
    entry: Entry, segment: StringSegment | None, translation: Translation, user: Any, original: Any, outcome: Outcome
) -> None:
    if segment is None:
        if carrying.keep_of_earlier_text(translation, Text(entry.place, entry.source), entry.words, user):
            outcome.late += 1
        else:
            outcome.refused.append(_("Not of this page: “%(text)s”.") % {"text": entry.source})
        return
    there = applying.row_of(translation, segment)
    if applying.says_nothing(entry.words, entry.sent, there, is_unsure=entry.is_unsure):
        if entry.is_unsure:
            outcome.unsure += 1
        else:
            outcome.unchanged += 1
        return
    result = applying.apply(
        translation, segment.pk, entry.words, user, original=original, origin=Origin.IMPORT, tool="XLIFF"
    )
    if result.result == Result.SAVED:
        outcome.applied += 1
    elif result.result == Result.UNCHANGED:
        outcome.unchanged += 1
    else:
        outcome.refused.append(f"“{entry.words}”: {result.problem}")
