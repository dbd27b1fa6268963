"""What was translated before of texts like one: the memory of all who translate into a language."""

from typing import Any, NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from rapidfuzz import fuzz
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.core.admin.choosing import choosable_pages
from cms.translation.models import TextVersion
from cms.translation.texts.values import text_of

# In percent: below it a translation helps less than it misleads.
LIKENESS_MIN = 70
SHOWN = 3
# The database finds what may be alike by groups of three letters, more generously.
_CANDIDATES = 30
_SIMILARITY_MIN = 0.3


class Match(NamedTuple):
    """An earlier translation, with how like its original is to this one, in percent."""

    percent: int
    source: str
    words: str


def matches(translation: Translation, source: str, user: Any) -> list[Match]:
    """The best, the most alike first. Two SQL statements.

    Texts of pages that the user may not read are not among them.
    """
    plain = text_of(source)
    found = (
        TextVersion.objects.filter(locale_id=translation.target_locale_id, source__trigram_similar=source)
        .filter(object_id__in=_readable(user))
        .exclude(words="")
        .annotate(similarity=TrigramSimilarity("source", source))
        .filter(similarity__gte=_SIMILARITY_MIN)
        .order_by("-similarity", "-at")
        .values_list("source", "words")[:_CANDIDATES]
    )
    best: dict[str, Match] = {}
    for before, words in found:
        percent = round(fuzz.ratio(text_of(before), plain))
        if percent >= LIKENESS_MIN and (words not in best or best[words].percent < percent):
            best[words] = Match(percent, text_of(before), words)
    return sorted(best.values(), reverse=True)[:SHOWN]


def _readable(user: Any) -> Any:
    return Page.objects.filter(pk__in=choosable_pages(user).values("pk")).values("translation_key")
