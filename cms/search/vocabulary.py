"""The words that published texts hold or have held, from which a mistyped word is guessed.

They are only ever added. Whoever suggests one asks first whether a text that may be read holds it now.
"""

from collections.abc import Iterable

from django.db import connection

from cms.core.text.lemmas import folded
from cms.search.words import plain, runs

# Shorter words are not worth guessing, longer ones are none.
SHORTEST, LONGEST = 3, 60

_LEARN = """
    INSERT INTO search_word (locale_id, word)
    SELECT locale_id, word FROM unnest(%s::bigint[], %s::text[]) AS new (locale_id, word)
    WHERE NOT EXISTS (
        SELECT FROM search_word AS known WHERE known.locale_id = new.locale_id AND known.word = new.word
    )
    ORDER BY locale_id, word
    ON CONFLICT DO NOTHING
"""


def words_in(text: str) -> set[str]:
    """Returns the words of a text that are worth suggesting."""
    return {folded(word) for _, _, word in runs(plain(text)) if SHORTEST <= len(word) <= LONGEST and word.isalpha()}


def learn(words: Iterable[tuple[int, str]]) -> None:
    """Adds words, each given with the key of its language.

    In one statement and in one order, so that two who do it at once never wait for each other.
    """
    new = sorted(set(words))
    if new:
        with connection.cursor() as cursor:
            cursor.execute(_LEARN, [[locale for locale, _ in new], [word for _, word in new]])
