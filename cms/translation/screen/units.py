"""The texts of one page as a translator works on them: original and translation side by side, and what each is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.core.languages import base_of
from cms.core.visibility import shown_pages
from cms.translation.models import TextVersion
from cms.translation.review import rules as review
from cms.translation.review.rules import Review
from cms.translation.screen.labels import Label, label_of
from cms.translation.screen.markup import changes, inline
from cms.translation.screen.warnings import warnings
from cms.translation.terms import checking
from cms.translation.terms.finding import Glossary, Terms
from cms.translation.terms.marking import marked
from cms.translation.texts import applying, extraction, published
from cms.translation.texts.alignment import ADDRESS, Text
from cms.translation.texts.values import count_of, text_of


class UnitState(TextChoices):
    """Of one text in one language, in the order of what a translator does first."""

    CHANGED = "changed", _("Original changed")
    NEW = "new", _("New")
    MACHINE = "machine", _("By machine")
    DRAFT = "draft", _("Not published yet")
    PUBLISHED = "published", _("Published")


OPEN = {UnitState.CHANGED, UnitState.NEW, UnitState.MACHINE}


@dataclass(frozen=True)
class Unit:
    """One text. `source` and `words` may hold inline markup; `was` is what the original said when it was translated.

    `beside` is what it is in the language of which the translation's is a form, where the original is in another.
    """

    key: int | str
    place: str
    label: Label
    source: str
    words: str
    state: UnitState
    version: str = ""
    was: str = ""
    by: str = ""
    at: datetime | None = None
    warnings: list[str] = field(default_factory=list)
    glossary: Glossary | None = field(default=None, repr=False, compare=False)
    beside: str = ""
    review: Review | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_final(self) -> bool | None:
        """Whether nobody has to approve it; None where nobody does, or a translator has to look at it first."""
        return None if self.review is None or self.is_open else not self.review.waits

    @property
    def review_told(self) -> dict[str, Any] | None:
        """What the screen's script is told of its review: people by their keys, to know who is meant by “you”."""
        if self.review is None:
            return None
        waits, writer, approval = self.review
        words = ""
        if approval:
            at = date_format(timezone.localtime(approval.at), "SHORT_DATETIME_FORMAT")
            words = gettext("Approved: %(name)s, %(at)s") % {"name": name_of(approval.by) or "–", "at": at}
        return {"waits": waits, "writer": writer, "approver": approval and approval.by_id, "approved": words}

    @property
    def review_json(self) -> str:
        return json.dumps(self.review_told)

    @property
    def is_rich(self) -> bool:
        """Whether there is markup in it. Lines of a plain text are kept as `<br>` and are written as lines."""
        return "<" in self.source.replace("<br/>", "").replace("<br>", "")

    @property
    def plain_source(self) -> str:
        return text_of(self.source)

    @property
    def shown_source(self) -> SafeString:
        """With the terms in it marked."""
        return marked(inline(self.source), self.glossary.source.in_ if self.glossary else lambda text: [])

    @property
    def shown_words(self) -> SafeString:
        """What is kept, whoever wrote it, with the markup that a text may hold and no other."""
        return mark_safe(inline(self.words))  # noqa: S308

    @property
    def shown_beside(self) -> SafeString:
        return mark_safe(inline(self.beside))  # noqa: S308

    @property
    def plain_words(self) -> str:
        return text_of(self.words)

    @cached_property
    def terms(self) -> list[checking.Told]:
        """The terms in the original, and what they are called in the language of the translation."""
        return checking.told(self.glossary, self.plain_source) if self.glossary else []

    @property
    def count(self) -> int:
        """How many words there are to translate. An address has none: it may be left to be made from the title."""
        return 0 if self.place == ADDRESS else count_of(self.source)

    @property
    def difference(self) -> SafeString:
        """What changed in the original since, with words that went and that came marked; "" when nothing did."""
        if not self.was or self.was == self.source:
            return mark_safe("")
        tags = {"deletion": "del", "addition": "ins"}
        marked = []
        for kind, words in changes(text_of(self.was), self.plain_source):
            shown = escape(words)
            marked.append(f"<{tags[kind]}>{shown}</{tags[kind]}>" if kind in tags else shown)
        return mark_safe("".join(marked))  # noqa: S308 (each part is escaped)


def name_of(user: Any) -> str:
    """What a person is called on the screen; "" for nobody."""
    return str(user.get_full_name() or user.get_username()) if user else ""


def units_of(translation: Translation) -> list[Unit]:
    """All texts of the original, in their order, and the address last. A constant number of SQL statements."""
    segments = list(
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("string", "context")
        .order_by("order")
    )
    rows = _rows(translation, segments)
    shown = _shown(translation, segments, rows)
    was = _earlier(translation, [row for row in rows.values() if row.has_error])
    original = translation.source.as_instance()
    glossary = Terms().between(translation.source.locale.language_code, translation.target_locale.language_code)
    units = [
        _unit(segment, rows.get((segment.string_id, segment.context_id)), original, shown, was, glossary)
        for segment in segments
    ]
    if reviews := review.reviews(translation):
        keys = [(segment.string_id, segment.context_id) for segment in segments]
        units = [replace(unit, review=reviews.get(key)) for key, unit in zip(keys, units, strict=True)]
    if found := _in_base_language(translation):
        units = [replace(unit, beside=found.get(Text(unit.place, unit.source), "")) for unit in units]
    return [unit for unit in units if unit.place != ADDRESS] + [unit for unit in units if unit.place == ADDRESS]


def _rows(translation: Translation, segments: Sequence[StringSegment]) -> dict[tuple[int, int], StringTranslation]:
    rows = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        translation_of__in={segment.string_id for segment in segments},
        context__in={segment.context_id for segment in segments},
    ).select_related("last_translated_by")
    return {(row.translation_of_id, row.context_id or 0): row for row in rows}


def _shown(
    translation: Translation, segments: Sequence[StringSegment], rows: Mapping[tuple[int, int], StringTranslation]
) -> dict[Text, published.Pair]:
    """What readers see of each text, and of the address. Of what is no page they see what is saved."""
    places = [Text(segment.context.path, segment.string.data) for segment in segments]
    if not issubclass(translation.source.specific_content_type.model_class(), Page):
        kept = [rows.get((segment.string_id, segment.context_id)) for segment in segments]
        return {text: published.Pair(*text, row.data) for text, row in zip(places, kept, strict=True) if row}
    page = translation.get_target_instance()
    pairs = published.read([page.pk]).get(page.pk, [])
    found = published.fitted(pairs, extraction.texts([place for place in places if place.place != ADDRESS]))
    addresses = [place for place in places if place.place == ADDRESS and page.live]
    return found | {text: published.Pair(*text, page.slug) for text in addresses}


def _earlier(translation: Translation, rows: Sequence[StringTranslation]) -> dict[tuple[str, str], str]:
    """Of translations whose original has changed: what it said, by the place and the translation's words."""
    if not rows:
        return {}
    versions = TextVersion.objects.filter(
        object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        words__in=[row.data for row in rows],
    )
    found = versions.order_by("at").values_list("place", "words", "source")
    return {(place, words): source for place, words, source in found}


def base_language(translation: Translation) -> str | None:
    """The language of which the translation's is a form, like Finnish of easy Finnish, unless the original is in it."""
    base = base_of(translation.target_locale.language_code)
    return None if base == translation.source.locale.language_code else base


def _in_base_language(translation: Translation) -> dict[Text, str]:
    """What readers of it see of each text, where everybody may read that."""
    if (base := base_language(translation)) is None:
        return {}
    pages = shown_pages().filter(translation_key=translation.source.object_id, locale__language_code=base)
    pairs = (pair for found in published.read(pages.values_list("pk", flat=True)).values() for pair in found)
    return {Text(pair.place, pair.source): pair.words for pair in pairs if pair.words is not None}


def _unit(
    segment: StringSegment,
    row: StringTranslation | None,
    original: Any,
    shown: dict[Text, published.Pair],
    was: dict[tuple[str, str], str],
    glossary: Glossary,
) -> Unit:
    text = Text(segment.context.path, segment.string.data)
    pair = shown.get(text)
    state = _state(row, pair)
    earlier = (was.get((text.place, row.data)) if row else "") or (
        pair.source if pair and pair.words is not None else ""
    )
    return Unit(
        key=segment.pk,
        place=text.place,
        label=label_of(original, text.place),
        source=text.words,
        words=row.data if row else "",
        state=state,
        version=applying.version_of(row),
        was=earlier if state == UnitState.CHANGED else "",
        by=name_of(row.last_translated_by) if row else "",
        at=row.updated_at if row else None,
        warnings=warnings(text.words, row.data, glossary) if row and text.place != ADDRESS else [],
        glossary=None if text.place == ADDRESS else glossary,
    )


def _state(row: StringTranslation | None, pair: published.Pair | None) -> UnitState:
    if row is None:
        return UnitState.NEW
    if row.has_error:
        return UnitState.CHANGED
    if row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return UnitState.MACHINE
    return UnitState.PUBLISHED if pair and pair.words == row.data else UnitState.DRAFT
