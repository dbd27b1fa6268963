"""Requests that nobody means well with. Generated from a seed: the same number gives the same request."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from graphql import get_introspection_query


@dataclass(frozen=True, slots=True)
class Abuse:
    """One request; by GET when there is no body."""

    name: str
    body: bytes | None
    query_string: str = ""

    def again(self) -> "Abuse":
        """The same, in words that no server has seen yet."""
        if self.body is None:
            return Abuse(self.name, None, self.query_string.replace("query=", "query=%20", 1))
        return Abuse(self.name, self.body.replace(b'"query": "', b'"query": " ', 1), self.query_string)


Dice = random.Random
KINDS: dict[str, Callable[[Dice], Abuse]] = {}


def _kind(make: Callable[[Dice], Any]) -> Callable[[Dice], Any]:
    """A function that returns a document, a whole body, or a document with variables."""
    name = make.__name__.replace("_", " ")

    def abuse(dice: Dice) -> Abuse:
        made = make(dice)
        if isinstance(made, bytes):
            return Abuse(name, made)
        query, variables = made if isinstance(made, tuple) else (made, None)
        if isinstance(query, str) and len(query) < 5_000 and variables is None and dice.random() < 0.2:
            return Abuse(name, None, urlencode({"query": query.encode("utf-8", "replace")}))
        return Abuse(name, json.dumps({"query": query, "variables": variables}).encode())

    KINDS[name] = abuse
    return make


def abusive(number: int, seed: int = 0) -> Iterator[Abuse]:
    """Every kind in turn, each time with other dice."""
    names = list(KINDS)
    for index in range(number):
        yield KINDS[names[index % len(names)]](random.Random(f"{seed}-{index}"))


@_kind
def doubling_fragments(dice: Dice) -> str:
    levels = dice.choice([5, 10, 20, 50, 90, 100])
    field = dice.choice(["__typename", "site { name }", "newsArticles { nodes { id } }"])
    chain = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(levels))
    return f"{{ ...F0 }} {chain} fragment F{levels} on Query {{ {field} }}"


@_kind
def doubling_inside_objects(dice: Dice) -> str:
    levels = dice.randint(3, 40)
    chain = " ".join(
        f"fragment F{i} on Organisation {{ a: memberOf {{ memberOf {{ ...F{i + 1} }} }} "
        f"b: memberOf {{ memberOf {{ ...F{i + 1} }} }} }}"
        for i in range(levels)
    )
    return f"{{ organisations {{ nodes {{ ...F0 }} }} }} {chain} fragment F{levels} on Organisation {{ id }}"


@_kind
def fragments_in_a_circle(dice: Dice) -> str:
    length = dice.randint(1, 150)
    return "{ ...F0 }" + " ".join(f"fragment F{i} on Query {{ ...F{(i + 1) % length} }}" for i in range(length))


@_kind
def alias_flood(dice: Dice) -> str:
    field = dice.choice(
        ["__typename", "site { name }", "municipalities { name }", "newsArticles(first: 100) { totalCount }"]
    )
    return "{" + " ".join(f"a{i}: {field}" for i in range(dice.randint(40, 700))) + "}"


@_kind
def aliases_within(dice: Dice) -> str:
    inner = " ".join(f"a{i}: title" for i in range(dice.randint(40, 400)))
    return f"{{ newsArticles(first: 100) {{ nodes {{ {inner} }} }} }}"


@_kind
def directive_flood(dice: Dice) -> str:
    name = dice.choice(["@skip(if: false)", "@include(if: true)", "@nothing", "@deprecated"])
    return "{ __typename " + name * dice.randint(10, 900) + "}"


@_kind
def one_field_over_and_over(dice: Dice) -> str:
    return (
        "{" + dice.choice(["__typename ", "site { name } ", "themes { slug name } "]) * dice.randint(100, 1_500) + "}"
    )


@_kind
def fields_that_conflict(dice: Dice) -> str:
    return "{" + " ".join(f"node(id: {i}) {{ id }}" for i in range(dice.randint(20, 300))) + "}"


@_kind
def introspection_in_circles(dice: Dice) -> str:
    step = dice.choice(["fields { type {", "possibleTypes { interfaces {", "interfaces { possibleTypes {"])
    levels = dice.randint(2, 60)
    return "{ __schema { types { " + step * levels + " name " + "} }" * levels + "} } }"


@_kind
def introspection_many_times(dice: Dice) -> str:
    inner = get_introspection_query().partition("__schema")[2]
    body, _, fragments = inner.partition("fragment FullType")
    body = body.rstrip().removesuffix("}")
    return (
        "{" + " ".join(f"a{i}: __schema {body}" for i in range(dice.randint(2, 8))) + "} fragment FullType" + fragments
    )


@_kind
def huge_numbers(dice: Dice) -> Any:
    number = dice.choice(["9" * 400, "-" + "9" * 5_000, "1e999", "1" * 15_000, "2147483648", "-2147483649", "1.5e308"])
    if dice.random() < 0.5:
        return f"{{ newsArticles(first: {number}) {{ nodes {{ id }} }} }}"
    return (
        ('{"query": "query ($n: Int) { newsArticles(first: $n) { nodes { id } } }", "variables": {"n": NUMBER}}')
        .replace("NUMBER", number)
        .encode()
    )


@_kind
def pages_within_pages(dice: Dice) -> str:
    levels = dice.randint(1, 20)
    members = f"members(first: {dice.choice([1, 20, 100, 101, 0])}) {{ nodes {{ organisation {{ "
    return "{ organisations(first: 100) { nodes { " + members * levels + "id" + " } } }" * levels + "} } }"


@_kind
def nothing_but_null_bytes(dice: Dice) -> Any:
    at = dice.choice(["path", "words", "id", "key", "cursor", "tag", "document"])
    text = "\x00" * dice.randint(1, 50) + "fi"
    if at == "document":
        return "{ themes \x00 { slug } }"
    queries = {
        "path": ("query ($x: String!) { route(path: $x) { __typename } }"),
        "words": ("query ($x: String!) { newsArticles(filter: {query: $x}) { totalCount } }"),
        "id": ("query ($x: ID!) { node(id: $x) { id } }"),
        "key": ("query ($x: ID!) { newsArticle(by: {translationKey: $x}) { id } }"),
        "cursor": ("query ($x: Cursor!) { projects(after: $x) { totalCount } }"),
        "tag": ("query ($x: LanguageTag!) { themes(locales: [$x]) { slug } }"),
    }
    return queries[at], {"x": text}


@_kind
def half_surrogate_pairs(dice: Dice) -> bytes:
    half = dice.choice([r"\ud800", r"\udfff", r"\udc00\ud800", r"\uD8aB"])
    query = "query ($x: String!) { newsArticles(filter: {query: $x}) { totalCount } }"
    return (f'{{"query": "{query}", "variables": {{"x": "{half}"}}}}').encode()


@_kind
def surrogates_in_a_document(dice: Dice) -> Any:
    half = dice.choice(["\\ud800", "\\udfff", "\\u{d800}", "\\u0000", "\\u{110000}", "\\u{0}"])
    field = dice.choice(['route(path: "%s") { __typename }', 'projects(filter: {query: "%s"}) { totalCount }'])
    return "{" + field % half + "}", {}


@_kind
def deep_json(dice: Dice) -> bytes:
    depth = dice.choice([50, 500, 900, 5_000, 40_000])
    if dice.random() < 0.5:
        return b"[" * depth
    inner = b'{"a":' * min(depth, 15_000) + b"1" + b"}" * min(depth, 15_000)
    return b'{"query": "{ __typename }", "variables": ' + inner + b"}"


@_kind
def deep_input_objects(dice: Dice) -> Any:
    depth = dice.choice([4, 6, 15, 20, 100, 200])
    name = dice.choice(["and", "or"])
    if dice.random() < 0.5:
        filters = f"{{{name}: [" * depth + "{}" + "]}" * depth
        return f"{{ projects(filter: {filters}) {{ totalCount }} }}", {}
    value: Any = {}
    for _ in range(depth):
        value = {name: [value]}
    return "query ($f: ProjectFilter) { projects(filter: $f) { totalCount } }", {"f": value}


@_kind
def wide_input_objects(dice: Dice) -> Any:
    width = dice.choice([50, 100, 101, 3_000])
    value = {"or": [{"query": f"w{i}"} for i in range(width)]}
    return "query ($f: NewsArticleFilter) { newsArticles(filter: $f) { totalCount } }", {"f": value}


@_kind
def giant_lists(dice: Dice) -> Any:
    number = dice.choice([100, 101, 5_000])
    if dice.random() < 0.5:
        return "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["UGFnZTox"] * number}
    return "query ($l: [LanguageTag!]) { themes(locales: $l) { slug } }", {"l": ["fi", "x", "sv"] * number}


@_kind
def giant_strings(dice: Dice) -> Any:
    text = dice.choice(["x", "ä", "😀", "a ", '"a" ', "-a ", "a|", "%", "\\\\", "' OR 1=1 --"]) * dice.choice(
        [150, 15_000]
    )
    query = dice.choice(
        [
            "query ($x: String!) { newsArticles(filter: {query: $x}) { totalCount } }",
            "query ($x: String!) { route(path: $x) { __typename } }",
            "query ($x: String!) { organisation(by: {path: $x}) { id } }",
            "query ($x: Cursor!) { newsArticles(after: $x) { totalCount } }",
        ]
    )
    return query, {"x": text[:40_000]}


@_kind
def variable_flood(dice: Dice) -> Any:
    number = dice.randint(50, 400)
    return "query (" + " ".join(f"$v{i}: [[[Int]]]" for i in range(number)) + ") { __typename }", {
        f"v{i}": [[[i]]] for i in range(number)
    }


@_kind
def unknown_names(dice: Dice) -> str:
    number = dice.randint(50, 400)
    if dice.random() < 0.5:
        return "{ __typename }" + "".join(f"fragment F{i} on NewsArticl{i} {{ title }}" for i in range(number))
    return "{" + " ".join(f"newsArticl{i}" for i in range(number * 3)) + "}"


@_kind
def operation_flood(dice: Dice) -> str:
    return " ".join(f"query Q{i} {{ site {{ name }} }}" for i in range(dice.randint(2, 300)))


@_kind
def deep_selections(dice: Dice) -> str:
    levels = dice.randint(10, 900)
    return "{" + "a {" * levels + " b " + "}" * levels + dice.choice(["}", ""])


@_kind
def comments_and_blanks(dice: Dice) -> str:
    return dice.choice(["#\n", ",", "\n", "\ufeff", "\t"]) * dice.randint(100, 18_000) + "{ __typename }"


@_kind
def texts_without_an_end(dice: Dice) -> str:
    return "{ route(path: " + dice.choice(['"', '"""', '"\\', '"\\u', '"""\\"""']) + "x" * dice.randint(0, 15_000)


@_kind
def noise(dice: Dice) -> bytes:
    return bytes(dice.randrange(256) for _ in range(dice.randint(0, 3_000)))


@_kind
def no_request(dice: Dice) -> bytes:
    value: Any = dice.choice(
        [0, [], "x", None, {}, {"query": 5}, {"query": []}, {"query": "{ __typename }", "variables": [1]}]
    )
    return json.dumps(value).encode()


@_kind
def persisted_queries_that_are_none(dice: Dice) -> bytes:
    key = dice.choice(["", "x", "0" * 64, 5, None, ["x"], {"a": 1}, "Z" * 50_000])
    version = dice.choice([1, 2, "1", None, 10**30])
    query = dice.choice([{}, {"query": "{ __typename }"}])
    return json.dumps({**query, "extensions": {"persistedQuery": {"version": version, "sha256Hash": key}}}).encode()


@_kind
def changes(dice: Dice) -> str:
    return dice.choice(["mutation", "subscription"]) + " { delete(id: 1) { id } }"
