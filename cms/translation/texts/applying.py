"""The one way in which the translation of a text is written: at the desk, from a file, by a machine.

Whoever writes, the same is checked, what somebody else has written meanwhile is not overwritten unseen, and what was
saved once stays in the text's history.
"""

import hashlib
from enum import Enum, auto
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext_lazy
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.models import Origin, TextVersion
from cms.translation.texts import carrying, values
from cms.translation.texts.alignment import Text


class Result(Enum):
    """What became of a text that was to be saved."""

    SAVED = auto()
    UNCHANGED = auto()
    # It may not stand in the page, and `problem` says why. Nothing was saved.
    REFUSED = auto()
    # Somebody else has written another since the version that this one was made from. Nothing was saved.
    CONFLICT = auto()
    # The original has changed meanwhile: it is kept, to be looked at.
    LATE = auto()
    # It is no text of this page.
    UNKNOWN = auto()


LATE = gettext_lazy(
    "The original has changed while you were writing. What you wrote is kept: reload the page to go on."
)


class Outcome(NamedTuple):
    """What became of a text, and what is kept of it now, None where nothing is."""

    result: Result
    there: StringTranslation | None = None
    problem: str = ""


def version_of(row: StringTranslation | None) -> str:
    """What tells whether somebody has written since; "" where nothing is written yet."""
    return row.updated_at.isoformat() if row else ""


def sent_mark(words: str) -> str:
    """By what a file remembers the words that it was given, to tell on its return whether anybody has changed them."""
    return f"sent:{hashlib.sha256(words.encode()).hexdigest()[:16]}"


def says_nothing(words: str, sent: str, there: StringTranslation | None, *, is_unsure: bool) -> bool:
    """Whether the words of a file are to be left out: they came back as they went, and others stand there by now.

    `sent` is the mark of what went, "" in a file that remembers none: of such a one, words that its tool is not sure of
    never replace what a person has settled.
    """
    if there is None or there.data == words:
        return is_unsure
    return sent == sent_mark(words) if sent else is_unsure and _is_settled(there, Origin.PERSON)


def problem_of(segment: StringSegment, words: str, original: Any) -> str:
    """Why these words may not be the translation of the text; "" when they may. `original` is the source as an object.

    They may hold inline markup.
    """
    return values.markup_problem(segment.string.data, words) or values.problem(
        original, segment.context.path, values.text_of(words)
    )


def apply(
    translation: Translation,
    segment_id: int,
    words: str,
    user: Any,
    *,
    original: Any,
    version: str | None = None,
    origin: Origin = Origin.PERSON,
    tool: str = "",
) -> Outcome:
    """Saves the translation of one text, in a transaction in which the source is locked. "" takes it away.

    `version` is that of what the writer has seen, None when it does not matter.
    """
    segment = (
        StringSegment.objects.filter(pk=segment_id, source_id=translation.source_id)
        .select_related("string", "context")
        .first()
    )
    if segment is None:
        # What a machine made of a text that is no more helps nobody, and nothing is no translation.
        is_kept = bool(words) and origin != Origin.MACHINE
        is_known = carrying.is_replaced(translation, segment_id)
        if is_kept and is_known:
            carrying.keep_late(translation, segment_id, words, user, origin=origin)
        return Outcome(Result.LATE if is_known else Result.UNKNOWN)
    there = row_of(translation, segment)
    if (there is None and not words) or (there and there.data == words and _is_settled(there, origin)):
        return Outcome(Result.UNCHANGED, there)
    if version is not None and version != version_of(there):
        return Outcome(Result.CONFLICT, there)
    if not words:
        StringTranslation.objects.filter(pk=there.pk if there else None).delete()
        return Outcome(Result.SAVED)
    if problem := problem_of(segment, words, original):
        return Outcome(Result.REFUSED, there, problem)
    return Outcome(Result.SAVED, _write(translation, segment, words, user, origin, tool))


def segments_by_text(translation: Translation) -> dict[Text, StringSegment]:
    """The texts that the translation is made from, as a file names them."""
    segments = StringSegment.objects.filter(source_id=translation.source_id).select_related("string", "context")
    return {Text(segment.context.path, segment.string.data): segment for segment in segments}


def row_of(translation: Translation, segment: StringSegment) -> StringTranslation | None:
    return (
        StringTranslation.objects.filter(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=translation.target_locale_id,
        )
        .select_related("last_translated_by")
        .first()
    )


def of_each_segment(translation: Translation) -> QuerySet[StringTranslation]:
    """The translation of a text, for a Subquery in a query of the source's StringSegment."""
    return StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
    )


_KEPT = ("data", "translation_type", "tool_name", "last_translated_by_id", "has_error", "field_error")


def kept_of(translation: Translation, segment_id: int) -> dict[str, Any] | None:
    """All that is kept of a text's translation, for `put_back`; None where there is none."""
    segment = StringSegment.objects.select_related("string", "context").get(pk=segment_id)
    row = row_of(translation, segment)
    return {name: getattr(row, name) for name in _KEPT} if row else None


def put_back(translation: Translation, segment_id: int, kept: dict[str, Any] | None, version: str) -> None:
    """Puts back what was kept, unless somebody has written since `version`. In a transaction with the source locked."""
    segment = StringSegment.objects.filter(pk=segment_id, source_id=translation.source_id).first()
    row = row_of(translation, segment) if segment else None
    if row is None or version_of(row) != version:
        return
    if kept is None:
        row.delete()
        return
    if not get_user_model().objects.filter(pk=kept["last_translated_by_id"]).exists():
        kept = {**kept, "last_translated_by_id": None}
    for name, value in kept.items():
        setattr(row, name, value)
    row.save()


def _is_settled(row: StringTranslation, origin: Origin) -> bool:
    """Whether saving the same words again says nothing new: it does of a text that a person had to look at."""
    by_machine = row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return not row.has_error and (origin == Origin.MACHINE or not by_machine)


def _write(
    translation: Translation, segment: StringSegment, words: str, user: Any, origin: Origin, tool: str
) -> StringTranslation:
    is_machine = origin == Origin.MACHINE
    kind = StringTranslation.TRANSLATION_TYPE_MACHINE if is_machine else StringTranslation.TRANSLATION_TYPE_MANUAL
    row, _made = StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=translation.target_locale_id,
        defaults={
            "data": words,
            "translation_type": kind,
            "tool_name": tool,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    TextVersion.objects.create(
        object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        place=segment.context.path,
        source=segment.string.data,
        words=words,
        origin=origin,
        by=user,
    )
    return row
