"""Nothing is cut in silence and no cursor is guessed at: an error names the argument and its limit."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests import factories as make
from tests.conftest import Graphql, Lasting

PAGE = """
query ($order: [NewsArticleOrder!], $first: Int, $after: Cursor, $last: Int, $before: Cursor) {
  newsArticles(order: $order, first: $first, after: $after, last: $last, before: $before) {
    pageInfo { endCursor }
    nodes { title }
  }
}
"""
NOT_A_CURSOR = "not a cursor of this list and order. Take it from an answer to the same question."


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    with lasting():
        make.article("Uutinen")
        make.organisation("Yhdistys")
        yield


def _refusal(graphql: Graphql, **variables: Any) -> tuple[str, str]:
    answer = graphql.answer(PAGE, **variables)
    assert set(answer["data"].values()) == {None}
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    return error["extensions"]["argument"], error["message"].partition(": ")[2]


def _cursor(data: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode()


@pytest.mark.parametrize("argument", ["first", "last"])
@pytest.mark.parametrize("size", [0, -1, 101, 2_147_483_647])
def test_a_page_size_out_of_bounds_is_refused(graphql: Graphql, argument: str, size: int) -> None:
    assert _refusal(graphql, **{argument: size}) == (argument, f"between 1 and 100, not {size}.")


def test_a_page_size_that_is_no_32_bit_integer_is_refused(graphql: Graphql) -> None:
    message = graphql.answer(PAGE, first=2**31)["errors"][0]["message"]

    assert "Int cannot represent non 32-bit signed integer value: 2147483648" in message


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"first": 5, "last": 5}, ("first", "give first or last, not both.")),
        ({"last": 5, "after": "QQ=="}, ("after", "goes with first.")),
        ({"first": 5, "before": "QQ=="}, ("before", "goes with last.")),
        ({"before": "QQ=="}, ("before", "goes with last.")),
        ({"first": 5, "after": "QQ==", "before": "QQ=="}, ("after", "give after or before, not both.")),
    ],
)
def test_arguments_that_contradict_each_other_are_refused(
    graphql: Graphql, variables: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert _refusal(graphql, **variables) == expected


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "garbage",
        "QQ==",
        "ä",
        "=" * 50,
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"[" * 20_000).decode(),
        _cursor(None),
        _cursor([]),
        _cursor({}),
        _cursor(["-date"]),
        _cursor(["-date", None]),
        _cursor(["-date", ["2026-01-01"]]),
        _cursor(["-date", ["2026-01-01", 1, 2]]),
        _cursor(["-date", ["2026-01-01", "x"]]),
        _cursor(["-date", ["2026-13-01", 1]]),
        _cursor(["-date", [None, 1]]),
        _cursor(["-date", [["2026-01-01"], 1]]),
        _cursor(["-date", ["2026-01-01", None]]),
        _cursor(["-date", ["2026-01-01", float("inf")]]),
    ],
)
def test_what_is_no_cursor_is_refused(graphql: Graphql, cursor: str) -> None:
    assert _refusal(graphql, after=cursor) == ("after", NOT_A_CURSOR)


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40])
def test_a_cursor_with_a_number_that_no_row_has_is_refused(graphql: Graphql, number: int) -> None:
    argument, message = _refusal(graphql, after=_cursor(["-date", ["2026-01-01", number]]))

    assert argument == "after"
    assert message.startswith("not a cursor of this list and order.")


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", None, 5, ["a"], {"a": 1}])
def test_a_cursor_with_what_is_no_title_is_refused(graphql: Graphql, text: Any) -> None:
    cursor = _cursor(["sort_title", [text, 1]])

    assert _refusal(graphql, order=["TITLE_ASC"], after=cursor) == ("after", NOT_A_CURSOR)


def test_a_cursor_of_another_order_is_refused(graphql: Graphql) -> None:
    cursor = graphql(PAGE, order=["DATE_DESC"])["newsArticles"]["pageInfo"]["endCursor"]

    for order in (["DATE_ASC"], ["TITLE_ASC"], ["DATE_DESC", "TITLE_ASC"]):
        assert _refusal(graphql, order=order, after=cursor) == ("after", NOT_A_CURSOR)


def test_a_cursor_of_another_list_is_refused(graphql: Graphql) -> None:
    query = "{ organisations(order: [LAST_CONFIRMED_DESC]) { pageInfo { endCursor } } }"
    cursor = graphql(query)["organisations"]["pageInfo"]["endCursor"]

    assert _refusal(graphql, after=cursor) == ("after", NOT_A_CURSOR)
    assert _refusal(graphql, last=5, before=cursor) == ("before", NOT_A_CURSOR)


def test_a_cursor_is_a_string(graphql: Graphql) -> None:
    message = graphql.answer(PAGE, after=5)["errors"][0]["message"]

    assert "A cursor is a string from an earlier answer." in message


def test_an_order_that_is_not_on_the_list_is_refused(graphql: Graphql) -> None:
    message = graphql.answer(PAGE, order=["owner__password"])["errors"][0]["message"]

    assert "Value 'owner__password' does not exist in 'NewsArticleOrder' enum." in message
