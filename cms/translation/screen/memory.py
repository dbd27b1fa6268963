"""What was translated before: of texts like one, and with words that a translator looks up."""

import re
from html import escape
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz
from wagtail.models import Page, get_translatable_models
from wagtail_localize.models import TranslationSource

from cms.core.admin.choosing import choosable_pages
from cms.translation.models import TextVersion
from cms.translation.texts.values import text_of

# In percent: below it a translation helps less than it misleads.
LIKENESS_MIN = 70
SHOWN = 3
# The database finds what may be alike by groups of three letters, more generously.
_CANDIDATES = 30
_SIMILARITY_MIN = 0.3

# The page of what came from elsewhere and belongs to none: whoever translates into the language may read it.
NO_PAGE = UUID(int=0)

FOUND_MAX = 20
PHRASE_MIN, PHRASE_MAX = 2, 200
# The same is often saved more than once.
_LOOKED_AT = 200
# Between two words of a phrase may stand a tag.
_GAP = "(\\s|\u00a0|<[^>]*>)+"


class Match(NamedTuple):
    """An earlier translation, with how like its original is to this one, in percent."""

    percent: int
    source: str
    words: str


def readable(locale_id: int, user: Any) -> QuerySet[TextVersion]:
    """The memory of a language, without the texts of pages that the user may not read. Menus may be read by all."""
    pages = Page.objects.filter(pk__in=choosable_pages(user).values("pk")).values("translation_key")
    menus = TranslationSource.objects.filter(specific_content_type__in=_types_of_no_page()).values("object_id")
    known = Q(object_id__in=pages) | Q(object_id__in=menus) | Q(object_id=NO_PAGE)
    return TextVersion.objects.filter(known, locale_id=locale_id)


def _types_of_no_page() -> list[ContentType]:
    models = [model for model in get_translatable_models() if not issubclass(model, Page)]
    return list(ContentType.objects.get_for_models(*models).values())


def matches(locale_id: int, source: str, user: Any) -> list[Match]:
    """The best of a language, the most alike first. Two SQL statements.

    Texts of pages that the user may not read are not among them.
    """
    plain = text_of(source)
    found = (
        readable(locale_id, user)
        .filter(source__trigram_similar=source)
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


# Parts of a text in their order, each with whether it is what was looked for.
Marked = list[tuple[str, bool]]


def concordance(locale_id: int, phrase: str, user: Any) -> list[tuple[Marked, Marked]]:
    """Originals and translations in which a phrase stands, on either side, the latest first, each pair once.

    One more than FOUND_MAX says that there are more.
    """
    words = phrase.replace("\x00", " ").split()
    if not PHRASE_MIN <= len("".join(words)) <= PHRASE_MAX:
        return []
    kept = _GAP.join(re.escape(escape(word, quote=False)) for word in words)
    shown = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    found = (
        readable(locale_id, user)
        .filter(Q(source__iregex=kept) | Q(words__iregex=kept))
        .order_by("-at", "-pk")
        .values_list("source", "words")[:_LOOKED_AT]
    )
    pairs = dict.fromkeys((text_of(source), text_of(translated)) for source, translated in found)
    # Of what the database finds, the phrase may stand in a tag.
    told = [pair for pair in pairs if any(map(shown.search, pair))]
    return [(_marked(source, shown), _marked(words, shown)) for source, words in told[: FOUND_MAX + 1]]


def _marked(text: str, phrase: re.Pattern[str]) -> Marked:
    parts: Marked = []
    end = 0
    for hit in phrase.finditer(text):
        parts += [(text[end : hit.start()], False), (hit[0], True)]
        end = hit.end()
    return [(words, is_hit) for words, is_hit in [*parts, (text[end:], False)] if words]
