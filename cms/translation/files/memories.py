"""The memory of a language, out to a translator's tool and in from another memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from cms.core.admin import uploads
from cms.translation.files import tmx
from cms.translation.models import Origin, TextVersion
from cms.translation.screen.memory import NO_PAGE, readable

UPLOAD_MAX = 20 * 1024 * 1024
UNITS_MAX = 50_000
# Of one text, on either side.
WORDS_MAX = 10_000
_TOGETHER = 500


def latest(locale: Locale, source: str, user: Any) -> QuerySet[TextVersion]:
    """The last translation of each text from a language, among those that the user may read.

    What came from elsewhere has its original's language where a page's text has its place.
    """
    language = TranslationSource.objects.filter(object_id=OuterRef("object_id")).values("locale__language_code")[:1]
    later = TextVersion.objects.filter(
        object_id=OuterRef("object_id"),
        locale=OuterRef("locale"),
        place=OuterRef("place"),
        source=OuterRef("source"),
        pk__gt=OuterRef("pk"),
    )
    return (
        readable(locale.pk, user)
        .annotate(source_tag=Subquery(language))
        .filter(Q(object_id=NO_PAGE, place=source) | (Q(source_tag=source) & ~Exists(later)))
        .exclude(source=F("words"))
    )


def pairs(locale: Locale, source: str, user: Any) -> Iterator[tmx.Pair]:
    """Yields translations in the order in which they were saved. They are read some at a time."""
    found = latest(locale, source, user).order_by("pk")
    after = 0
    while batch := list(found.filter(pk__gt=after).values_list("pk", "source", "words", "at")[:_TOGETHER]):
        after = batch[-1][0]
        yield from (tmx.Pair(text, words, at) for _pk, text, words, at in batch)


@dataclass
class Outcome:
    """What became of the pairs of a file."""

    added: int = 0
    known: int = 0
    # Of a language that is none of ours, or too long.
    left_out: int = 0


def take(file: Any, locale: Locale, user: Any, *, is_trial: bool) -> Outcome:
    """Adds a file's translations into a language to its memory, all or none. Doing it twice adds nothing more.

    Raises uploads.Unreadable.
    """
    if problem := uploads.too_large(file.size or 0, UPLOAD_MAX):
        raise uploads.Unreadable(problem)
    outcome, batch = Outcome(), []
    seen: set[tuple[str, str, str]] = set()
    originals = {tag for tag in settings.CONTENT_LANGUAGES if tag != locale.language_code}
    with transaction.atomic():
        for number, (tag, text, words) in enumerate(tmx.read(file.read(), locale.language_code), 1):
            if number > UNITS_MAX:
                raise uploads.Unreadable(_("There are more than %(limit)d translations in it.") % {"limit": UNITS_MAX})
            if tag not in originals or max(len(text), len(words)) > WORDS_MAX:
                outcome.left_out += 1
            elif (key := (tag, text, words)) in seen:
                outcome.known += 1
            else:
                seen.add(key)
                batch.append((tag, text, words))
            if len(batch) == _TOGETHER:
                _add(batch, locale, user, outcome)
                batch = []
        _add(batch, locale, user, outcome)
        if is_trial:
            transaction.set_rollback(True)
    return outcome


def _add(batch: list[tuple[str, str, str]], locale: Locale, user: Any, outcome: Outcome) -> None:
    rows = readable(locale.pk, user).filter(source__in={text for _tag, text, _words in batch})
    brought = set(rows.filter(object_id=NO_PAGE).values_list("place", "source", "words"))
    # In what language the original of a page's text is, its history does not say.
    written = set(rows.exclude(object_id=NO_PAGE).values_list("source", "words"))
    new = [item for item in batch if item not in brought and item[1:] not in written]
    TextVersion.objects.bulk_create(
        TextVersion(
            object_id=NO_PAGE, locale=locale, place=tag, source=text, words=words, origin=Origin.IMPORT, by=user
        )
        for tag, text, words in new
    )
    outcome.added += len(new)
    outcome.known += len(batch) - len(new)
