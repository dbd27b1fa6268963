"""PO files for translators who work offline: what is given to them, and what is taken of what they send back.

A file is taken whole, or refused with a word on what is wrong; and it is told what of it was taken.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polib
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.core.admin import uploads
from cms.translation.models import Origin
from cms.translation.texts import applying, carrying
from cms.translation.texts.alignment import Text

LIMIT = 5 * 1024 * 1024
_NAMED = 5
_OWNER = "X-WagtailLocalize-TranslationID"
# What a person's tool marks as not sure, or no longer wanted.
_UNSURE = "fuzzy"
_SENT = re.compile(r"sent:[0-9a-f]{16}")


class Refused(Exception):
    """Nothing of the file was taken; says why."""


@dataclass
class Outcome:
    """How many entries of a file were taken, and what became of the others."""

    applied: int = 0
    unchanged: int = 0
    # Of texts that the original has no longer: kept, to be looked at.
    late: int = 0
    unsure: int = 0
    unknown: list[str] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        yield from uploads.counted(
            (self.applied, ngettext("%(count)d text was imported.", "%(count)d texts were imported.", self.applied)),
            (self.unchanged, ngettext("%(count)d was the same.", "%(count)d were the same.", self.unchanged)),
            (
                self.late,
                ngettext(
                    "%(count)d is of a text that has changed in the original since the file was downloaded:"
                    " look at it.",
                    "%(count)d are of texts that have changed in the original since the file was downloaded:"
                    " look at them.",
                    self.late,
                ),
            ),
            (
                self.unsure,
                ngettext(
                    "%(count)d is marked as fuzzy and was left out.",
                    "%(count)d are marked as fuzzy and were left out.",
                    self.unsure,
                ),
            ),
        )
        if self.unknown:
            named = ", ".join(f"“{words}”" for words in self.unknown[:_NAMED])
            yield _("Not of this page, and left out: %(texts)s.") % {"texts": named}


def exported(translation: Translation) -> str:
    """The texts of a translation as a PO file. What waits to be looked at is marked as fuzzy, with a word on why."""
    po = translation.export_po()
    po.metadata["Language"] = translation.target_locale.language_code
    waiting = {
        (row.translation_of.data, row.context.path if row.context else ""): row.field_error
        for row in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale_id=translation.target_locale_id, has_error=True
        ).select_related("translation_of", "context")
    }
    for entry in po:
        if (entry.msgid, entry.msgctxt) in waiting and not entry.obsolete:
            entry.flags.append(_UNSURE)
            entry.comment = waiting[entry.msgid, entry.msgctxt]
        if entry.msgstr and not entry.obsolete:
            entry.comment = "\n".join(filter(None, [entry.comment, applying.sent_mark(entry.msgstr)]))
    return str(po)


def owner_of(content: bytes) -> tuple[str, str]:
    """Returns the name of the translation that a file says it is of, and its language; "" for what it does not say."""
    po = _parsed(content) if _OWNER.encode() in content and b"\x00" not in content else None
    return (po.metadata.get(_OWNER, ""), po.metadata.get("Language", "")) if po is not None else ("", "")


def take(file: Any, translation: Translation, user: Any) -> Outcome:
    """Imports an uploaded file. Raises Refused."""
    entries = [entry for entry in _read(file, translation) if entry.msgstr and not entry.obsolete]
    segments = applying.segments_by_text(translation)
    original = translation.source.as_instance()
    _refuse_wrong([(entry, segments.get(Text(entry.msgctxt, entry.msgid))) for entry in entries], original)
    outcome = Outcome()
    for entry in entries:
        segment = segments.get(Text(entry.msgctxt, entry.msgid))
        if _UNSURE in entry.flags:
            outcome.unsure += 1
        elif segment is None:
            _take_late(entry, translation, user, outcome)
        elif _is_saved(segment, entry, translation, user, original):
            outcome.applied += 1
        else:
            outcome.unchanged += 1
    return outcome


def _read(file: Any, translation: Translation) -> polib.POFile:
    if file is None:
        raise Refused(_("Choose a PO file to upload."))
    if (file.size or 0) > LIMIT:
        raise Refused(_("The file is larger than %(limit)d MB.") % {"limit": LIMIT // 1024**2})
    content = file.read()
    if b"\x00" in content:
        raise Refused(_("Please upload a valid PO file."))
    if _OWNER.encode() not in content:
        raise Refused(
            _("This is no PO file that was downloaded here: it does not say which translation it belongs to.")
        )
    po = _parsed(content)
    if po is None or _OWNER not in po.metadata:
        raise Refused(_("Please upload a valid PO file."))
    if po.metadata[_OWNER] != str(translation.uuid):
        raise Refused(_("Cannot import PO file that was created for a different translation."))
    return po


def _parsed(content: bytes) -> polib.POFile | None:
    # polib takes text for the name of a file when there is one of that name.
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(content)
    try:
        return polib.pofile(file.name)
    # A syntax error is an OSError; so is an unknown encoding. “undefined” is one that raises when it is used.
    except (OSError, ValueError, LookupError):
        return None
    finally:
        with suppress(OSError):
            Path(file.name).unlink()


def _is_saved(segment: StringSegment, entry: Any, translation: Translation, user: Any, original: Any) -> bool:
    """Whether there was anything to change. What waited to be looked at has been, if nobody marked it as fuzzy."""
    text, sent = entry.msgstr, _SENT.search(entry.comment)
    if applying.says_nothing(text, sent[0] if sent else "", applying.row_of(translation, segment), is_unsure=False):
        return False
    outcome = applying.apply(
        translation, segment.pk, text, user, original=original, origin=Origin.IMPORT, tool="PO File"
    )
    return outcome.result == applying.Result.SAVED


def _refuse_wrong(entries: Sequence[tuple[Any, StringSegment | None]], original: Any) -> None:
    """One text that its block or field does not take, and nothing of the file is imported."""
    found = [
        f"“{entry.msgstr}”: {problem}"
        for entry, segment in entries
        if segment and _UNSURE not in entry.flags and (problem := applying.problem_of(segment, entry.msgstr, original))
    ]
    if not found:
        return
    first = ngettext(
        "Nothing was imported: %(count)d text cannot be taken.",
        "Nothing was imported: %(count)d texts cannot be taken.",
        len(found),
    ) % {"count": len(found)}
    raise Refused(" ".join([first, *found[:_NAMED]]))


def _take_late(entry: Any, translation: Translation, user: Any, outcome: Outcome) -> None:
    if carrying.keep_of_earlier_text(translation, Text(entry.msgctxt, entry.msgid), entry.msgstr, user):
        outcome.late += 1
    else:
        outcome.unknown.append(entry.msgid)
