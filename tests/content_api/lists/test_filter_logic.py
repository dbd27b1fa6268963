"""`and`, `or` and `not` combine the conditions of a filter."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import factories as make
from tests.conftest import Graphql, Lasting

QUERY = """
query ($filter: OrganisationFilter) {
  organisations(filter: $filter, order: [NAME_ASC]) { totalCount nodes { title } }
}
"""
A, B, C, D = {"servesIn": ["so"]}, {"servesIn": ["ar"]}, {"kinds": ["UMBRELLA"]}, {"query": "kuopio"}


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    """Each title is the conditions that hold for it."""
    with lasting():
        make.organisation("A", serves_in=["so"])
        make.organisation("AB", serves_in=["so", "ar"])
        make.organisation("ABC", serves_in=["so", "ar"], kind="UMBRELLA")
        make.organisation("BD", serves_in=["ar"], summary="Kuopio")
        make.organisation("C", kind="UMBRELLA")
        yield


def _found(graphql: Graphql, given: Any) -> list[str]:
    found = graphql(QUERY, filter=given)["organisations"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"and": [A, B]}, ["AB", "ABC"]),
        ({**A, "and": [B, C]}, ["ABC"]),
        ({"and": []}, ["A", "AB", "ABC", "BD", "C"]),
        ({"or": [A, C]}, ["A", "AB", "ABC", "C"]),
        ({**B, "or": [A, C]}, ["AB", "ABC"]),
        ({"or": [D, {"and": [A, C]}]}, ["ABC", "BD"]),
        ({"not": A}, ["BD", "C"]),
        ({**B, "not": A}, ["BD"]),
        ({"not": {"or": [A, D]}}, ["C"]),
        ({"not": {"and": [A, B]}}, ["A", "BD", "C"]),
        ({"not": {"not": A}}, ["A", "AB", "ABC"]),
        ({"not": D}, ["A", "AB", "ABC", "C"]),
        ({"or": [{"not": A}, C]}, ["ABC", "BD", "C"]),
        ({"and": [{"or": [A, B]}, {"not": C}]}, ["A", "AB", "BD"]),
        ({"and": None, "or": None, "not": None}, ["A", "AB", "ABC", "BD", "C"]),
    ],
    ids=str,
)
def test_conditions_combine(graphql: Graphql, given: dict[str, Any], titles: list[str]) -> None:
    assert _found(graphql, given) == titles


def _nested(levels: int, name: str) -> dict[str, Any]:
    given: dict[str, Any] = A
    for _ in range(levels - 1):
        given = {name: given if name == "not" else [given]}
    return given


@pytest.mark.parametrize("name", ["and", "or", "not"])
def test_five_levels_are_fine_and_six_are_refused(graphql: Graphql, name: str) -> None:
    assert "errors" not in graphql.answer(QUERY, filter=_nested(5, name))
    assert graphql.answer(QUERY, filter=_nested(6, name))["errors"][0]["message"] == (
        "filter: nested more than 5 levels deep."
    )


@pytest.mark.parametrize("name", ["and", "or"])
def test_thirty_parts_are_fine_and_more_are_refused(graphql: Graphql, name: str) -> None:
    assert "errors" not in graphql.answer(QUERY, filter={name: [A] * 29})  # And the filter itself.
    assert graphql.answer(QUERY, filter={name: [A] * 30})["errors"][0]["extensions"]["limit"] == "inputObjects"


def test_mistakes_deep_inside_are_refused_too(graphql: Graphql) -> None:
    given = {"or": [A, {"not": {"and": [{"areas": ["999"]}]}}]}

    assert graphql.answer(QUERY, filter=given)["errors"][0]["message"] == (
        "areas: There is no area with the code '999'."
    )


def test_each_kind_of_filter_combines(graphql: Graphql) -> None:
    make.theme("kaksi")
    make.article("Uutinen", themes=[make.theme("yksi")])
    make.project("Hanke")
    make.position("Kanta")
    query = """{
      newsArticles(filter: {or: [{themes: ["yksi"]}, {query: "ei"}], not: {themes: ["kaksi"]}}) { totalCount }
      projects(filter: {and: [{status: [RUNNING]}], not: {or: [{status: [ENDED]}]}}) { totalCount }
      advocacyPositions(filter: {or: [{inForce: true}, {kinds: [HEARING]}], not: {inForce: false}}) { totalCount }
    }"""

    assert graphql(query) == {
        "newsArticles": {"totalCount": 1},
        "projects": {"totalCount": 1},
        "advocacyPositions": {"totalCount": 1},
    }


def test_a_variable_that_stands_for_many_parts_is_counted_each_time(graphql: Graphql) -> None:
    """Else a short document could ask for thousands of conditions."""
    query = """query ($part: OrganisationFilter!) {
      organisations(filter: {or: [%s]}) { nodes { title } }
    }"""
    part = {"or": [A, B]}

    answer = graphql.answer(query % ", ".join(["$part"] * 20), part=part)
    within = graphql.answer(query % ", ".join(["$part"] * 9), part=part)

    assert answer["errors"][0]["message"] == "filter: at most 30 parts in all."
    assert "errors" not in within
