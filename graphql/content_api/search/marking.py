"""Shows where in a text the words stand that were looked for: in HTML, the words in <mark>, all else escaped.

Which words of a text were found is asked of PostgreSQL, spelt as in the index: so exactly those are marked by which the
text was found, in whatever form they stand.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from django.db import connection

from cms.core.languages import language
from cms.search.models import PageText
from cms.search.words import parts_of, plain, runs, spellings
from content_api.reading.statements import Slot, Statement, kept
from engine import limits

# Of a lexeme, so much stands at the beginning of every form or every lemma that it was made of.
_BEGINNING = 3
_LEXEME = re.compile(r"'((?:[^']|'')*)'")
# How far before the first marked word a piece of text begins.
_BEFORE = 60

_TELL = """
    SELECT place
    FROM unnest(%s::regconfig[], %s::text[], %s::tsquery[]) WITH ORDINALITY AS of (config, word, query, place)
    WHERE to_tsvector(config, word) @@ query
"""

Run = tuple[int, int, str]


class Marked(NamedTuple):
    """A title and a piece of the text, as HTML."""

    title: str
    text: str


class _Text(NamedTuple):
    """A text, and the words in it."""

    text: str
    words: list[Run]


@kept
def _texts() -> Statement:
    return Statement(
        PageText.objects.filter(page__any_of=Slot("ids")),
        {"id": "page_id", "tag": "page__locale__language_code", "title": "page__title", "text": "text"},
    )


def mark(queries: Mapping[str, str], ids: Sequence[int]) -> Mapping[int, Marked]:
    """Returns the titles and pieces of texts of these pages, with what the query of their language asks for marked."""
    rows = _texts().values(ids=list(ids))
    if not rows:
        return {}
    texts = {
        row["id"]: (row["tag"], *(_Text(text, list(runs(text))) for text in (plain(row["title"]), row["text"])))
        for row in rows
    }
    found = _found(queries, texts.values())
    return {
        pk: Marked(_marked(title, found[tag], whole=True), _marked(text, found[tag], whole=False))
        for pk, (tag, title, text) in texts.items()
    }


def _found(queries: Mapping[str, str], texts: Iterable[tuple[str, _Text, _Text]]) -> dict[str, set[str]]:
    """Returns, of each language, the words that were looked for, as they stand in the texts."""
    likely: dict[tuple[str, str], str] = {}
    beginnings = {
        tag: tuple({lexeme[:_BEGINNING] for lexeme in _LEXEME.findall(query)}) for tag, query in queries.items()
    }
    for tag, *both in texts:
        for text in both:
            for word in {run[2] for run in text.words}:
                if (tag, word) not in likely and (spelled := _likely(word, tag, beginnings[tag])):
                    likely[tag, word] = spelled
    found: dict[str, set[str]] = {tag: set() for tag in queries}
    if likely:
        configs = [language(tag).search_config for tag, _ in likely]
        asked = [queries[tag] for tag, _ in likely]
        with connection.cursor() as cursor:
            cursor.execute(_TELL, [configs, list(likely.values()), asked])
            places = [place for (place,) in cursor.fetchall()]
        keys = list(likely)
        for place in places:
            tag, word = keys[place - 1]
            found[tag].add(word)
    return found


def _likely(word: str, tag: str, beginnings: tuple[str, ...]) -> str:
    """Returns the spellings of a word that may be one of those looked for; "" of what is none."""
    small, lemma = spellings(word, tag)
    if any(beginning in small or beginning in lemma for beginning in beginnings):
        return " ".join((small, lemma, *parts_of(lemma, tag)))
    return ""


def _marked(text: _Text, found: set[str], *, whole: bool) -> str:
    """Returns the text, or the piece of it that holds most of the words."""
    marks = [run for run in text.words if run[2] in found]
    start, end = (0, len(text.text)) if whole else _piece(text, marks)
    html = ["…"] if start else []
    at = start
    for first, last, word in marks:
        if start <= first and last <= end:
            html += [escape(text.text[at:first]), f"<mark>{escape(word)}</mark>"]
            at = last
    html.append(escape(text.text[at:end]))
    if end < len(text.text):
        html.append("…")
    return "".join(html)


def _piece(text: _Text, marks: list[Run]) -> tuple[int, int]:
    """Returns from where to where the piece goes. It begins and ends with whole words."""
    start = 0
    if marks:
        most = max(marks, key=lambda run: (_within(marks, run[0]), -run[0]))[0]
        start = next((first for first, _, _ in text.words if first >= most - _BEFORE), most) if most > _BEFORE else 0
    end = start + limits.HIGHLIGHT_LENGTH
    if end >= len(text.text):
        return start, len(text.text)
    ends = [last for _, last, _ in text.words if start < last <= end]
    return start, max(ends, default=end)


def _within(marks: list[Run], start: int) -> int:
    """Counts the different words that are marked in a piece that begins a little before here."""
    end = start + limits.HIGHLIGHT_LENGTH - _BEFORE
    return len({word.lower() for first, last, word in marks if start <= first and last <= end})
