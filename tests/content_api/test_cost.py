"""What a question costs, in objects."""

from typing import Any

import pytest

from content_api import limits
from content_api.cost import check_cost
from content_api.documents import prepare
from content_api.errors import LimitExceeded
from content_api.schema import schema


def cost(text: str, **variables: Any) -> int:
    prepared = prepare(schema._schema, text)
    assert prepared.errors == ()
    return prepared.operation(None).cost.value(variables)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ __typename }", 0),
        ("{ site { name email } }", 1),
        ("{ a: site { name } b: site { name } }", 2),
        ("{ themes { name } }", limits.LIST_WEIGHT),
        ("{ municipalities { name } }", 310),
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
    check_cost(limits.COST_MAX)
    with pytest.raises(LimitExceeded) as refusal:
        check_cost(limits.COST_MAX + 1)

    assert refusal.value.extensions == {"code": "LIMIT_EXCEEDED", "limit": "cost", "maximum": 10_000}
    assert refusal.value.message.startswith("The question costs 10,001 of at most 10,000")


def test_pages_within_pages_within_pages_are_refused() -> None:
    members = "members(first: 100) { nodes { organisation { "
    price = cost(f"{{ organisations(first: 100) {{ nodes {{ {members * 4} id {'} } } ' * 4} }} }} }}")

    assert price == 10**9
