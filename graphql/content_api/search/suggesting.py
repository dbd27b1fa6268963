"""What somebody may have meant who mistyped: words that stand in texts which may be read now, and in no others."""

from difflib import SequenceMatcher
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func

from cms.core.languages import language
from cms.core.text.lemmas import folded
from cms.core.visibility import all_pages
from cms.search.queries import TextQuery, plain_words
from cms.search.vocabulary import LONGEST, SHORTEST
from content_api.reading.loading import Locales
from content_api.reading.statements import Slot, Statement, kept
from content_api.search.finding import Asked, find
from engine import limits

# The words that share most of their trigrams with one. Of a short word two letters that changed places leave too few of
# these, so what begins as it does is looked at as well. The table holds words of hidden texts too: `_holding` decides.
_LIKE = """
    SELECT word.word, locale.language_code
    FROM search_word AS word JOIN wagtailcore_locale AS locale ON locale.id = word.locale_id
    WHERE locale.language_code = ANY(%(tags)s) AND (
        word.word %% %(word)s
        OR (word.word LIKE left(%(word)s, 3) || '%%' AND abs(length(word.word) - length(%(word)s)) <= 1)
    )
    ORDER BY similarity(word.word, %(word)s) DESC, word.word LIMIT %(most)s
"""
# Less alike, a word is another one.
_LIKENESS_MIN = 0.6


def suggestion(asked: Asked) -> str | None:
    """Returns the question with its mistyped words replaced; None when nothing better is found."""
    words = asked.words
    for word in plain_words(asked.words)[: limits.SUGGESTED_WORDS_MAX]:
        nearest = _nearest(folded(word), asked.locales) if SHORTEST <= len(word) <= LONGEST else None
        if nearest and nearest != folded(word):
            words = words.replace(word, nearest)
    if words == asked.words:
        return None
    meant = Asked(words, asked.locales, asked.types, asked.areas, asked.themes)
    return words if find(meant).hits else None


def _nearest(word: str, locales: Locales) -> str | None:
    """Returns the likest word of those that stand in a text that may be read; perhaps the word itself."""
    with connection.cursor() as cursor:
        cursor.execute(_LIKE, {"tags": list(locales), "word": word, "most": limits.SUGGESTIONS_MAX})
        like = cursor.fetchall()
    likest = sorted(
        ((SequenceMatcher(None, word, other).ratio(), other, tag) for other, tag in like),
        key=lambda found: (-found[0], found[1], locales.index(found[2])),
    )
    for likeness, other, tag in likest:
        given = {"tag": tag, "config": language(tag).search_config, "word": other}
        if likeness >= _LIKENESS_MIN and _holding(locales).tuples(**given):
            return other
    return None


@kept
def _holding(locales: Locales) -> Statement:
    """A page that readers along these languages are given and that holds a word in this very form."""
    pages = all_pages().best_of(locales).annotate(holds=_Holds(F("title"), F("page_text__text")))
    return Statement(
        pages.filter(
            locale__language_code__is=Slot("tag"),
            page_text__words=TextQuery("to_tsquery(%s::regconfig, %s)", Slot("config"), Slot("word")),
            holds=True,
        )[:1],
        {"id": "pk"},
    )


class _Holds(Func):
    """Whether a title or text holds a word in this very form. A word is letters only, and no pattern."""

    template = r"replace(lower(%(expressions)s), 'ё', 'е') ~ ('\m' || %%s || '\M')"
    arg_joiner = " || ' ' || "
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        sql, params = super().as_sql(compiler, connection, **extra)
        return sql, [*params, Slot("word")]
