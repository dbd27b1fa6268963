"""What words to find mean: the syntax of search boxes, and words of which only the beginning is given."""

import re
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery

from engine import limits
from engine.errors import InvalidArgument

# What quotation marks keep together, or what stands between spaces.
_TOKEN = re.compile(r'-?"[^"]*"|\S+')
_BEGINNING = re.compile(r'(-?)([^\s"*]+)\*')


def search_query(words: str, config: str) -> Any:
    """PostgreSQL reads search boxes itself (`websearch_to_tsquery`), but no beginnings: what holds some is taken apart
    where it says OR, and each part must match with its beginnings."""
    parts = _parts(words)
    whole = [part for part in parts if not any(map(_BEGINNING.fullmatch, part))]
    queries = [_with_beginnings(part, config) for part in parts if part not in whole]
    if not queries:
        return _plain(words, config)
    if whole:
        queries.append(_plain(" OR ".join(" ".join(part) for part in whole), config))
    return reduce(or_, queries)


def check_beginnings(words: str) -> None:
    """Refuses too many beginnings of words: each makes the statement longer and is looked up in the index by itself."""
    beginnings = sum(1 for part in _parts(words) for token in part if _BEGINNING.fullmatch(token))
    if beginnings > limits.SEARCH_BEGINNINGS_MAX:
        raise InvalidArgument("query", f"at most {limits.SEARCH_BEGINNINGS_MAX} words with *, not {beginnings}.")


def _parts(words: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for token in _TOKEN.findall(words):
        if token.lower() == "or":
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _plain(words: str, config: str) -> Any:
    return SearchQuery(words, config=config, search_type="websearch")


def _with_beginnings(part: list[str], config: str) -> Any:
    plain = [token for token in part if not _BEGINNING.fullmatch(token)]
    queries = [_beginning(found[1], found[2], config) for token in part if (found := _BEGINNING.fullmatch(token))]
    return reduce(and_, [*queries, *([_plain(" ".join(plain), config)] if plain else [])])


def _beginning(minus: str, letters: str, config: str) -> Any:
    """As it is written and as the language's stemmer has it: the index holds stems, which may be shorter (`kumppani*`
    finds the stem kumppan), and to a stemmer the beginning of a word may be a word not worth looking for."""
    quoted = "'" + letters.replace("\\", "\\\\").replace("'", "''") + "':*"
    stemmed, written = (SearchQuery(quoted, config=of, search_type="raw") for of in (config, "simple"))
    return ~stemmed & ~written if minus else stemmed | written
