"""What a question costs, in objects."""

from typing import Any

import pytest

from content_api.schema import schema
from engine import limits
from engine.cost import Pricing
from engine.documents import Operation, check_cost, prepare
from engine.errors import LimitExceeded
from tests.conftest import Graphql


def operation_of(text: str) -> Operation:
    prepared = prepare(schema._schema, text)
    assert prepared.errors == ()
    return prepared.operation(None)


def cost(text: str, **variables: Any) -> int:
    return operation_of(text).cost.value(variables)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ __typename }", 0),
        ("{ site { name email } }", 1),
        ("{ a: site { name } b: site { name } }", 2),
        ("{ themes { name } }", limits.LIST_WEIGHT),
        ("{ municipalities { name } }", 310),
        ("{ wellbeingCounties { name } }", 25),
        # A connection, and its page.
        ("{ newsArticles { totalCount } }", 1),
        ("{ newsArticles { nodes { title } } }", 1 + 20),
        ("{ newsArticles(first: 7) { nodes { title } pageInfo { endCursor } } }", 1 + 7 + 1),
        ("{ newsArticles(last: 3) { nodes { title } } }", 1 + 3),
        ("{ newsArticles(first: null) { nodes { title } } }", 1 + 20),
        ("{ newsArticles(first: 7) { edges { cursor node { title } } } }", 1 + 7 * 2),
        ("{ newsArticles(first: 7) { nodes { themes { name } } } }", 1 + 7 * (1 + 5)),
        # Pages within pages.
        (
            "{ organisations(first: 10) { nodes { members(first: 4) { nodes { organisation { title } } } } } }",
            1 + 10 * (1 + 1 + 4 * 2),
        ),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', 3),
        # Out of bounds: refused where it is read.
        ("{ newsArticles(first: 2147483647) { nodes { title } } }", 1 + 100),
        ("{ newsArticles(first: -5) { nodes { title } } }", 1),
    ],
)
def test_objects_are_counted_and_pages_multiply(text: str, expected: int) -> None:
    assert cost(text) == expected


def test_of_what_is_for_different_types_only_the_dearest_is_paid() -> None:
    parts = (
        "... on GalleryBlock { images { caption } } ... on EmbedBlock { url } "
        "... on CallToActionBlock { content { title } }"
    )

    # A list of blocks, each with at most a list of images.
    assert cost(f'{{ newsArticle(by: {{path: "/"}}) {{ body {{ {parts} }} }} }}') == 1 + 5 * (1 + 5)


def test_fragments_cost_where_they_are_spread() -> None:
    fragment = "fragment Page on OrganisationConnection { nodes { title } }"

    assert cost("{ organisations(first: 3) { ...Page } b: organisations(first: 5) { ...Page } }" + fragment) == 4 + 6


QUERY = "query ($first: Int, $last: Int = 9) { newsArticles(first: $first, last: $last) { nodes { title } } }"


@pytest.mark.parametrize(
    ("variables", "size"),
    [
        ({"last": None}, 20),
        ({"last": None, "first": 50}, 50),
        ({}, 9),
        ({"last": 30}, 30),
        ({"last": 10**30}, 100),
        ({"last": 12.0}, 12),
        ({"last": "x", "first": 4}, 4),
        ({"last": float("inf")}, 100),
        ({"last": float("nan")}, 20),
        ({"last": None, "first": []}, 20),
    ],
)
def test_sizes_come_from_the_variables_or_from_their_defaults(variables: dict[str, Any], size: int) -> None:
    assert cost(QUERY, **variables) == 1 + size


def test_a_list_of_names_is_as_long_as_the_variable() -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"

    assert cost(query, ids=["a"] * 7) == 7
    assert cost(query, ids="a") == 1
    assert cost(query, ids=["a"] * 1_000) == limits.NODES_MAX


def test_a_question_costs_as_much_as_allowed_and_no_more() -> None:
    operation = operation_of("{ site { name } }")
    check_cost(schema._schema, operation, {}, limits.COST_MAX)
    with pytest.raises(LimitExceeded) as refusal:
        check_cost(schema._schema, operation, {}, limits.COST_MAX + 1)

    assert refusal.value.extensions == {
        "code": "LIMIT_EXCEEDED", "limit": "cost", "maximum": 10_000, "requested": 10_001, "dearest": "site",
    }  # fmt: skip
    assert refusal.value.message.startswith("The question costs 10,001 of at most 10,000, most of it in site:")


@pytest.mark.parametrize(
    ("text", "variables", "dearest"),
    [
        ("{ site { name } themes { name } }", {}, "themes"),
        (
            "{ themes { name } all: newsArticles { nodes { areas { parents { name } } } } }",
            {},
            "all.nodes.areas.parents",
        ),
        # As large as the variables of this request say.
        ("query ($n: Int) { newsArticles(first: $n) { nodes { id } } themes { name } }", {"n": 2}, "themes"),
        (
            "query ($n: Int) { newsArticles(first: $n) { nodes { id } } themes { name } }",
            {"n": 9},
            "newsArticles.nodes",
        ),
        (
            "{ newsArticles { ...C } } fragment C on NewsArticleConnection { e: edges { node { id } } }",
            {},
            "newsArticles.e.node",
        ),
        (
            "{ newsArticles { nodes { body { ... on GalleryBlock { images { id } } } } } }",
            {},
            "newsArticles.nodes.body.images",
        ),
        ("{ __typename }", {}, ""),
    ],
)
def test_the_dearest_path_leads_to_what_costs_most(text: str, variables: dict[str, Any], dearest: str) -> None:
    operation = operation_of(text)

    assert ".".join(Pricing(schema._schema, operation.fragments).dearest(operation.node, variables)) == dearest


def test_a_client_is_told_what_costs_most(graphql: Graphql) -> None:
    members = "members(first: 100) { nodes { organisation { id } } }"

    (error,) = graphql.answer(f"{{ organisations(first: 100) {{ nodes {{ {members} }} }} }}")["errors"]

    assert error["extensions"] == {
        "code": "LIMIT_EXCEEDED",
        "limit": "cost",
        "maximum": 10_000,
        "requested": 20_201,
        "dearest": "organisations.nodes.members.nodes.organisation",
    }


def test_pages_within_pages_within_pages_are_refused() -> None:
    members = "members(first: 100) { nodes { organisation { "
    price = cost(f"{{ organisations(first: 100) {{ nodes {{ {members * 4} id {'} } } ' * 4} }} }} }}")

    assert price == 10**9
