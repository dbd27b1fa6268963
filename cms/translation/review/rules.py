"""Four eyes: in languages that are reviewed, a text goes out when somebody else than its writer has approved it.

The writer of a text is who saved it last, also when a machine had drafted it or it came in a file. What readers see
already needs no approval, nor does a page's address.
"""

from datetime import UTC, datetime
from enum import Enum, auto
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Func, JSONField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, ngettext
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.models import Approval, PublishedTexts
from cms.translation.texts import applying
from cms.translation.texts.alignment import ADDRESS
from cms.translation.texts.values import text_of

# Of texts that a refusal names, and of the letters of each.
_NAMED, _LETTERS = 3, 40
# The key of no account.
_NOBODY = 0
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def is_on(locale: Locale) -> bool:
    return locale.language_code in settings.TRANSLATION_REVIEW_LANGUAGES


def judged(locale: Locale) -> QuerySet[StringTranslation]:
    """The translations into a language of what originals say now, but for addresses and what waits for a translator.

    Annotates `approval`, the key of the latest that counts, and `is_out`, whether readers see just these words.
    """
    there = StringSegment.objects.filter(string_id=OuterRef("translation_of_id"), context_id=OuterRef("context_id"))
    rows = StringTranslation.objects.filter(Exists(there), locale=locale, has_error=False)
    return rows.exclude(context__path=ADDRESS).annotate(approval=Subquery(_approvals()), is_out=Exists(_shown()))


def _approvals() -> QuerySet[Any]:
    found = Approval.objects.filter(
        object_id=OuterRef("context__object_id"),
        locale=OuterRef("locale_id"),
        string=OuterRef("translation_of_id"),
        words=OuterRef("data"),
    )
    by_another = ~Q(by=Coalesce(OuterRef("last_translated_by_id"), Value(_NOBODY)))
    return found.filter(by_another | Q(by=None)).order_by("-at", "-pk").values("pk")[:1]


def _shown() -> QuerySet[Any]:
    """The page, when a text of it was published from these words as these words."""
    pair = Func(OuterRef("translation_of__data"), OuterRef("data"), function="jsonb_build_array")
    pairs = Func(pair, function="jsonb_build_array", output_field=JSONField())
    return PublishedTexts.objects.filter(
        page__translation_key=OuterRef("context__object_id"), page__locale=OuterRef("locale_id"), texts__contains=pairs
    )


def waiting(locale: Locale) -> QuerySet[StringTranslation]:
    """What has to be approved before it goes out."""
    return judged(locale).filter(approval=None, is_out=False)


def pages_in_review(locale: Locale) -> set[UUID]:
    """The translation keys of pages that wait for an approval, and for nothing else. Two SQL statements at most."""
    # Asked first: PostgreSQL would look into what readers see of every text.
    keys = list(_written_to(locale)) if is_on(locale) else []
    if not keys:
        return set()
    texts = StringSegment.objects.filter(source__object_id=OuterRef("context__object_id"))
    open_texts = texts.exclude(context__path=ADDRESS).filter(~Exists(_done(locale)))
    begun = Translation.objects.filter(
        source__object_id=OuterRef("context__object_id"), target_locale=locale, enabled=True
    )
    rows = waiting(locale).filter(Exists(begun), ~Exists(open_texts), context__object__in=keys)
    return set(rows.values_list("context__object_id", flat=True))


def _done(locale: Locale) -> QuerySet[StringTranslation]:
    """What a person has translated of the outer query's text."""
    return StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"),
        context=OuterRef("context_id"),
        locale=locale,
        has_error=False,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )


def _written_to(locale: Locale) -> QuerySet[Any]:
    """The translation keys of pages of which something was saved since they were published.

    What was saved before is out: so the texts of most pages are not looked at one by one.
    """
    later = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"),
        locale=locale,
        updated_at__gt=Coalesce(OuterRef("last_published_at"), Value(_EVER)),
    )
    return Page.objects.filter(Exists(later), locale=locale).values_list("translation_key", flat=True)


def of_page(rows: QuerySet[StringTranslation], translation: Translation) -> QuerySet[StringTranslation]:
    """Those of one page, in the order of its texts."""
    own = StringSegment.objects.filter(
        source=translation.source_id, string_id=OuterRef("translation_of_id"), context_id=OuterRef("context_id")
    )
    found = rows.filter(context__object=translation.source.object_id).annotate(order=Subquery(own.values("order")[:1]))
    return found.order_by("order")


def unapproved(translation: Translation) -> list[str]:
    """Why a translation may not be published yet: what nobody has approved, in words for a translator."""
    if not is_on(translation.target_locale):
        return []
    rows = of_page(waiting(translation.target_locale), translation).select_related("translation_of")
    texts = [text_of(row.translation_of.data) for row in rows]
    if not texts:
        return []
    named = [f"“{text if len(text) <= _LETTERS else f'{text[:_LETTERS]}…'}”" for text in texts[:_NAMED]]
    return [
        ngettext(
            "%(count)d text is not approved yet by somebody else than its writer: %(texts)s",
            "%(count)d texts are not approved yet by somebody else than their writer: %(texts)s",
            len(texts),
        )
        % {"count": len(texts), "texts": ", ".join([*named, *(["…"] if len(texts) > _NAMED else [])])}
    ]


class Review(NamedTuple):
    """What is told of one text: whether it waits, who wrote it, and who has approved it when. People by their keys."""

    waits: bool
    writer: int | None
    approval: Approval | None


def reviews(translation: Translation) -> dict[tuple[int, int | None], Review]:
    """By the keys of each text's words and place, where the language is reviewed. Two SQL statements."""
    if not is_on(translation.target_locale):
        return {}
    rows = list(of_page(judged(translation.target_locale), translation))
    keys = [row.approval for row in rows if row.approval]
    approvals = Approval.objects.select_related("by").in_bulk(keys)
    return {
        (row.translation_of_id, row.context_id): Review(
            row.approval is None and not row.is_out, row.last_translated_by_id, approvals.get(row.approval)
        )
        for row in rows
    }


class Verdict(Enum):
    """What became of an approval."""

    DONE = auto()
    # The text is another by now, or is gone.
    CHANGED = auto()
    # It says why.
    REFUSED = auto()


class Outcome(NamedTuple):
    verdict: Verdict
    problem: str = ""


def approve(translation: Translation, segment: StringSegment, version: str, user: Any) -> Outcome:
    """Approves a text as the user has seen it, in a transaction in which the source is locked."""
    row = applying.row_of(translation, segment)
    if row is None or applying.version_of(row) != version:
        return Outcome(Verdict.CHANGED)
    if row.has_error or row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return Outcome(Verdict.REFUSED, gettext("A translator has to look at this text first."))
    if row.last_translated_by_id == user.pk:
        return Outcome(Verdict.REFUSED, gettext("You wrote this text: somebody else approves it."))
    if of_page(waiting(translation.target_locale), translation).filter(pk=row.pk).exists():
        Approval.objects.create(**_key(translation, row), by=user)
    return Outcome(Verdict.DONE)


def take_back(translation: Translation, segment: StringSegment, version: str, user: Any) -> Outcome:
    """Takes the user's own approval of a text back."""
    row = applying.row_of(translation, segment)
    if row is None or applying.version_of(row) != version:
        return Outcome(Verdict.CHANGED)
    Approval.objects.filter(**_key(translation, row), by=user).delete()
    return Outcome(Verdict.DONE)


def _key(translation: Translation, row: StringTranslation) -> dict[str, Any]:
    return {
        "object_id": translation.source.object_id,
        "locale_id": row.locale_id,
        "string_id": row.translation_of_id,
        "words": row.data,
    }
