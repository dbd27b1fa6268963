"""What has a map position is listed by its distance from a point."""

from collections.abc import Iterator
from typing import Any

import pytest

from content_api.lists.nearby import has_positions
from content_api.schema import core
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.types import LISTED

ESPOO = {"latitude": 60.2055, "longitude": 24.6559}
HELSINKI = {"latitude": 60.1699, "longitude": 24.9384}
TAMPERE = {"latitude": 61.4978, "longitude": 23.7610}
QUERY = """
query ($point: Nearby!, $filter: EventFilter, $order: [EventOrder!], $first: Int, $after: Cursor, $last: Int,
       $before: Cursor) {
  events(locales: ["fi"], nearby: $point, filter: $filter, order: $order, first: $first, after: $after, last: $last,
         before: $before) {
    totalCount pageInfo { startCursor endCursor hasNextPage } nodes { title }
  }
}
"""


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    with lasting():
        for title, place in {"Espoo": ESPOO, "Helsinki": HELSINKI, "Tampere": TAMPERE}.items():
            make.event(title, **place)
            for page in (make.organisation(title), make.project(title)):
                page.addresses.create(city=title, **place)
                make.publish(page)
        make.event("Verkossa", online_url="https://example.org/")
        two = make.organisation("Kaksi")
        for place in (TAMPERE, HELSINKI):
            two.addresses.create(city="Kaksi", **place)
        make.publish(two)
        make.organisation("Ei missään")
        yield


def _titles(found: Any) -> list[str]:
    return [node["title"] for node in found["nodes"]]


def test_the_nearest_comes_first_and_what_has_no_position_is_left_out(graphql: Graphql) -> None:
    found = graphql(QUERY, point=ESPOO)["events"]

    assert (_titles(found), found["totalCount"]) == (["Espoo", "Helsinki", "Tampere"], 3)
    assert _titles(graphql(QUERY, point=TAMPERE)["events"]) == ["Tampere", "Espoo", "Helsinki"]


def test_kilometres_and_filters_narrow_it(graphql: Graphql) -> None:
    assert _titles(graphql(QUERY, point={**ESPOO, "kilometres": 30})["events"]) == ["Espoo", "Helsinki"]
    assert _titles(graphql(QUERY, point=ESPOO, filter={"query": "helsinki"})["events"]) == ["Helsinki"]


def test_of_addresses_the_nearest_counts(graphql: Graphql) -> None:
    query = """query ($point: Nearby!) {
      organisations(locales: ["fi"], nearby: $point) { totalCount nodes { title } }
      projects(locales: ["fi"], nearby: $point) { nodes { title } }
    }"""
    found = graphql(query, point=HELSINKI)

    assert _titles(found["organisations"]) == ["Helsinki", "Kaksi", "Espoo", "Tampere"]
    assert found["organisations"]["totalCount"] == 4
    assert _titles(found["projects"]) == ["Helsinki", "Espoo", "Tampere"]
    assert _titles(graphql(query, point={**TAMPERE, "kilometres": 10})["organisations"]) == ["Tampere", "Kaksi"]


def test_pages_follow_each_other_both_ways(graphql: Graphql) -> None:
    first = graphql(QUERY, point=ESPOO, first=2)["events"]
    second = graphql(QUERY, point=ESPOO, first=2, after=first["pageInfo"]["endCursor"])["events"]
    back = graphql(QUERY, point=ESPOO, first=None, last=5, before=second["pageInfo"]["startCursor"])["events"]

    assert (_titles(first), _titles(second)) == (["Espoo", "Helsinki"], ["Tampere"])
    assert _titles(back) == _titles(first)
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"point": {"latitude": 91, "longitude": 0}},
        {"point": {**ESPOO, "kilometres": 0}},
        {"point": {**ESPOO, "kilometres": 1e300}},
        {"point": ESPOO, "order": ["TITLE_ASC"]},
    ],
)
def test_what_names_no_point_is_refused(graphql: Graphql, wrong: dict[str, Any]) -> None:
    error = graphql.answer(QUERY, **wrong)["errors"][0]

    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "nearby"}


@pytest.mark.parametrize("cursor", ["WyJkaXN0YW5jZSIsWyJ4IiwxXV0=", "WyJkaXN0YW5jZSIsW05hTiwxXV0=", "x"])
def test_a_cursor_of_no_distance_is_refused(graphql: Graphql, cursor: str) -> None:
    error = graphql.answer(QUERY, point=ESPOO, after=cursor)["errors"][0]

    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "after"}


def test_every_list_of_what_has_positions_takes_the_argument() -> None:
    assert core.query_type
    taking = {of.list for of in LISTED if "nearby" in core.query_type.fields[of.list].args}

    assert taking == {of.list for of in LISTED if has_positions(of.model)} >= {"events", "organisations", "projects"}
