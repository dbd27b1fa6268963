"""What words to find mean: the syntax of search boxes, as a query of PostgreSQL's. The one place that says so.

Every word is asked for as it is written and by its lemma; both are stemmed by the language's rules, as in the index.
Quotation marks keep words together, a minus sign excludes, OR gives a choice, and an asterisk stands for the rest of a
word. Parts of compounds are found too, but not where a word is excluded or kept together with others.
"""

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from cms.core.languages import Language
from cms.core.text.inflections import inflections
from cms.search.words import plain, runs, spellings

# What quotation marks keep together, or what stands between spaces.
_TOKEN = re.compile(r'-?"[^"]*"|\S+')
_BEGINNING = re.compile(r'(-?)([^\s"*]+)\*')
# The weights of whole words; what has the fourth is a part of one.
_WHOLE = "ABC"
# No word of any language's index: what names no word finds nothing.
_NOTHING = "''"


class TextQuery(SearchQuery):
    """SQL of a query, with its parameters."""

    def __init__(self, sql: str, *params: Any) -> None:
        super().__init__("", config="simple")
        self.sql, self.params = sql, params
        self._constructor_args: Any = ((sql, *params), {})

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return self.sql, [*self.params]


class _Clause(NamedTuple):
    """What one token asks for."""

    words: list[str]
    is_excluded: bool
    is_phrase: bool
    is_beginning: bool


def _choices(text: str) -> list[list[_Clause]]:
    """Takes a search box apart: any of the choices must match, with all its clauses."""
    choices: list[list[_Clause]] = [[]]
    for token in _TOKEN.findall(plain(text)):
        if token.lower() == "or":
            choices.append([])
        elif clause := _clause(token):
            choices[-1].append(clause)
    return [choice for choice in choices if choice]


def _clause(token: str) -> _Clause | None:
    beginning = _BEGINNING.fullmatch(token)
    letters = beginning[2] if beginning else token
    words = [word for _, _, word in runs(letters)]
    if not words:
        return None
    is_excluded = token.startswith("-")
    # A sign between the last letter and the asterisk ends the word.
    is_beginning = beginning is not None and letters[-1].isalnum()
    return _Clause(words, is_excluded, len(words) > 1 or '"' in token, is_beginning)


def beginnings(text: str) -> int:
    """Counts the words of which only the beginning is given: each is looked up in the index by itself."""
    return sum(1 for token in _TOKEN.findall(plain(text)) if _BEGINNING.fullmatch(token))


def text_query(text: str, language: Language, *, whole: bool = False) -> TextQuery:
    """Returns the query of what stands in a search box, for texts in a language.

    With `whole` it finds no parts of compounds.
    """
    queries = [_conjunction(choice, language, whole=whole) for choice in _choices(text)]
    if not queries:
        return TextQuery(f"{_NOTHING}::tsquery")
    sql = " || ".join(f"({sql})" for sql, _ in queries)
    return TextQuery(f"({sql})", *(value for _, params in queries for value in params))


def _conjunction(clauses: Iterable[_Clause], language: Language, *, whole: bool) -> tuple[str, list[Any]]:
    usual = " & ".join(_usual(clause, language.tag, whole=whole) for clause in clauses if not clause.is_beginning)
    found: list[tuple[str, list[Any]]] = [_parsed(language.search_config, usual)] if usual else []
    found += [_beginning(clause, language, whole=whole) for clause in clauses if clause.is_beginning]
    return " && ".join(sql for sql, _ in found), [value for _, params in found for value in params]


def _parsed(config: str, text: str) -> tuple[str, list[Any]]:
    return "to_tsquery(%s::regconfig, %s)", [config, text]


def _usual(clause: _Clause, tag: str, *, whole: bool) -> str:
    marks = f":{_WHOLE}" if whole or clause.is_excluded or clause.is_phrase else ""
    if len(clause.words) > 1:
        # The words of a phrase stand two places apart: between them is the lemma.
        rows = zip(*(spellings(word, tag) for word in clause.words), strict=True)
        choices = ["(" + " <2> ".join(f"{spelling}{marks}" for spelling in row) + ")" for row in rows]
    else:
        choices = [f"{spelling}{marks}" for spelling in _forms(clause.words[0], tag)]
    found = " | ".join(dict.fromkeys(choices))
    return f"!({found})" if clause.is_excluded else f"({found})"


def _forms(word: str, tag: str) -> list[str]:
    """Returns a word and its lemma, and the forms of a noun that the dictionary gives to another word."""
    small, lemma = spellings(word, tag)
    return list(dict.fromkeys([small, lemma, *sorted(inflections(lemma, tag))]))


def _beginning(clause: _Clause, language: Language, *, whole: bool = False) -> tuple[str, list[Any]]:
    """As it is written and as the language's stemmer has it.

    The index holds stems, which may be shorter (`kumppani*` finds the stem kumppan), and to a stemmer the beginning of
    a word may be a word not worth looking for.
    """
    *before, last = (spellings(word, language.tag)[0] for word in clause.words)
    marks = _WHOLE if whole or clause.is_excluded else ""
    text = " & ".join([*before, f"{last}:*{marks}"])
    (stemmed, params), (written, others) = _parsed(language.search_config, text), _parsed("simple", text)
    found = f"({stemmed} || {written})"
    return (f"!!{found}" if clause.is_excluded else found), [*params, *others]


def any_word(text: str, language: Language) -> TextQuery:
    """Returns the query by which single words are told that stand in a text because they were looked for."""
    clauses = [clause for choice in _choices(text) for clause in choice if not clause.is_excluded]
    found = [
        _beginning(clause, language)
        if clause.is_beginning
        else _parsed(
            language.search_config, " | ".join(form for word in clause.words for form in _forms(word, language.tag))
        )
        for clause in clauses
    ]
    if not found:
        return TextQuery(f"{_NOTHING}::tsquery")
    return TextQuery(
        "(" + " || ".join(sql for sql, _ in found) + ")", *(value for _, params in found for value in params)
    )


def plain_words(text: str) -> list[str]:
    """Returns the words that stand by themselves, neither excluded nor kept together nor cut off."""
    clauses = [clause for choice in _choices(text) for clause in choice]
    return list(
        dict.fromkeys(
            clause.words[0] for clause in clauses if not (clause.is_excluded or clause.is_phrase or clause.is_beginning)
        )
    )


def resolved(queries: Sequence[TextQuery]) -> list[str]:
    """Returns what PostgreSQL makes of queries, stemmed: texts of its type `tsquery`, in one statement."""
    columns = ", ".join(f"({query.sql})::text" for query in queries)
    params = reduce(lambda whole, query: [*whole, *query.params], queries, list[Any]())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", params)
        return list(cursor.fetchone() or ())
