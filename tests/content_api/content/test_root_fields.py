"""A mistake in one argument spoils its own field and nothing beside it."""

import pytest
from graphql import GraphQLNonNull

from content_api.schema import schema
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.types import LISTED

QUERY_TYPE = schema._schema.query_type
FIELDS = QUERY_TYPE.fields if QUERY_TYPE else {}
# What else a field needs, right in itself.
NEEDED = {
    "node": 'id: "VGhlbWU6MQ=="',
    "nodes": 'ids: ["VGhlbWU6MQ=="]',
    "route": 'path: "/fi/"',
    "search": 'query: "x"',
    **dict.fromkeys(
        (*(of.single for of in LISTED), "content"),
        'by: {id: "T3JnYW5pc2F0aW9uOjE="}',
    ),
}


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_root_may_be_null(name: str) -> None:
    assert not isinstance(FIELDS[name].type, GraphQLNonNull)


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_a_wrong_language_of_one_field_leaves_the_others(graphql: Graphql, name: str) -> None:
    make.theme("osallisuus")
    argument = "languages" if name in {"pages", "sitemap"} else "locales"
    arguments = ", ".join(filter(None, [f'{argument}: ["xx"]', NEEDED.get(name)]))

    answer = graphql.answer(f"{{ wrong: {name}({arguments}) {{ __typename }} site {{ name }} themes {{ slug }} }}")

    assert answer["data"] == {"wrong": None, "site": {"name": "Verkosto"}, "themes": [{"slug": "osallisuus"}]}
    (error,) = answer["errors"]
    assert error["path"] == ["wrong"]
    assert error["message"] == f"{argument}: Unknown language 'xx'. The site publishes in: fi, sv, en, ru."
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": argument}


@pytest.mark.parametrize(
    ("wrong", "argument"),
    [
        ("newsArticles(first: 0) { totalCount }", "first"),
        ('newsArticles(after: "x") { nodes { id } }', "after"),
        ('organisations(filter: {areas: ["999"]}) { totalCount }', "areas"),
        ('projects(filter: {themes: ["ei-ole"]}) { totalCount }', "themes"),
        ('route(path: "/a\\u0007/") { __typename }', "path"),
        ('nodes(ids: ["x"]) { id }', "ids"),
    ],
)
def test_any_mistake_leaves_the_menus(graphql: Graphql, wrong: str, argument: str) -> None:
    answer = graphql.answer(f"{{ wrong: {wrong} site {{ menus {{ handle }} }} }}")

    assert answer["data"] == {"wrong": None, "site": {"menus": []}}
    assert [error["extensions"]["argument"] for error in answer["errors"]] == [argument]
