"""Writes down the words of pages, in one statement for whatever number of them.

The row that is searched (`PageText`) and the type's own full-text column, by which its lists are filtered, are written
together and hold the same. It is done in the transaction that writes the page's row, so that nobody finds a page by
what it no longer says.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction

from cms.core.languages import language
from cms.search import vocabulary
from cms.search.words import Piece, made_with, spell

# What the columns are made of; the search configuration and the spelled texts come from the statement around them.
TITLE_WORDS = "setweight(to_tsvector(config, title), 'A') || to_tsvector(config, title_parts)"
WORDS = (
    "setweight(to_tsvector(config, title), 'A') || setweight(to_tsvector(config, lead), 'B') || "
    "setweight(to_tsvector(config, rest), 'C') || to_tsvector(config, parts)"
)


KEEP = """
    INSERT INTO search_pagetext (page_id, locale_id, title_words, words, text, made_with)
    SELECT page_id, locale_id, title_words, words, text, made_with FROM made
    ON CONFLICT (page_id) DO UPDATE SET
        locale_id = excluded.locale_id, title_words = excluded.title_words, words = excluded.words,
        text = excluded.text, made_with = excluded.made_with
"""


class Text(NamedTuple):
    """A page's text: its title, the plain fields that lead to the rest, and the rest, in pieces."""

    title: str
    lead: Sequence[str]
    rest: Sequence[str]

    def words(self) -> set[str]:
        """Returns the words that are worth suggesting."""
        return {word for piece in (self.title, *self.lead, *self.rest) for word in vocabulary.words_in(piece)}


class Spelled(NamedTuple):
    """A text as the statement takes it, in the order of its columns."""

    config: str
    title: str
    title_parts: str
    lead: str
    rest: str
    parts: str
    text: str
    made_with: str


def spelled(text: Text, tag: str, spell: Callable[[str, str], Piece] = spell) -> Spelled:
    """Returns the words of a text in a language as they are given to PostgreSQL."""
    title = spell(text.title, tag)
    lead, rest = ([spell(piece, tag) for piece in pieces] for pieces in (text.lead, text.rest))
    every = [title, *lead, *rest]
    return Spelled(
        config=language(tag).search_config,
        title=title.pairs,
        title_parts=" ".join(title.parts),
        lead=" ".join(piece.pairs for piece in lead),
        rest=" ".join(piece.pairs for piece in rest),
        parts=" ".join(dict.fromkeys(part for piece in every for part in piece.parts)),
        text=" ".join(piece.text for piece in (*lead, *rest) if piece.text),
        made_with=made_with(tag),
    )


# The columns of a statement's `given`, beside the keys of page and language.
COLUMNS = ("config", "title", "title_parts", "lead", "rest", "parts", "text", "made_with")


def _statement(table: str, key: str) -> str:
    # The names are a model's own.
    return f"""
        WITH given AS (
            SELECT * FROM unnest(
                %s::bigint[], %s::bigint[], %s::regconfig[], {", ".join(["%s::text[]"] * (len(COLUMNS) - 1))}
            ) AS of (page_id, locale_id, {", ".join(COLUMNS)})
        ), made AS MATERIALIZED (
            SELECT page_id, locale_id, {TITLE_WORDS} AS title_words, {WORDS} AS words, text, made_with FROM given
        ), kept AS ({KEEP})
        UPDATE "{table}" SET search_vector = made.words FROM made WHERE "{table}"."{key}" = made.page_id
    """  # noqa: S608


def write(pages: Sequence[Any], texts: Sequence[Text]) -> None:
    """Writes the words of pages of one type, of each the text at the same place."""
    if not pages:
        return
    rows = [
        (page.pk, page.locale_id, *spelled(text, page.locale.language_code))
        for page, text in zip(pages, texts, strict=True)
    ]
    meta = pages[0]._meta
    with connection.cursor() as cursor:
        cursor.execute(_statement(meta.db_table, meta.pk.column), [list(column) for column in zip(*rows, strict=True)])
    # What was never published is nobody's word yet.
    known = {
        (page.locale_id, word) for page, text in zip(pages, texts, strict=True) if page.live for word in text.words()
    }
    if known:
        # Afterwards: two transactions that bring the same new words would wait for each other.
        transaction.on_commit(lambda: vocabulary.learn(known), robust=True)
