"""Pages of a list follow each other: every entry once, in order, forwards and backwards."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from organisations.models import OrganisationPage, ProjectPage
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.trees.copies import copies

PAGE = """
query ($order: [ProjectOrder!], $first: Int, $after: Cursor, $last: Int, $before: Cursor, $filter: ProjectFilter) {
  projects(order: $order, first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { title } }
    nodes { title }
  }
}
"""
EARLY, LATE = date(2025, 1, 1), date(2026, 1, 1)


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    """Seven projects: two start early, three late, two never; all but the last have the same title."""
    with lasting():
        pages = copies(make.project("Hanke"), 6)
        ProjectPage.objects.filter(pk__in=[page.pk for page in pages[:2]]).update(starts_on=EARLY, ends_on=LATE)
        ProjectPage.objects.filter(pk__in=[page.pk for page in pages[2:5]]).update(starts_on=LATE)
        ProjectPage.objects.filter(pk__in=[page.pk for page in pages[:5]]).update(sort_title="hanke")
        yield


def _page(graphql: Graphql, **variables: Any) -> Any:
    return graphql(PAGE, **variables)["projects"]


def _titles(page: Any) -> list[str]:
    return [node["title"] for node in page["nodes"]]


def _forwards(graphql: Graphql, size: int, **variables: Any) -> list[list[str]]:
    walked, after = [], None
    while True:
        page = _page(graphql, first=size, after=after, **variables)
        walked.append(_titles(page))
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        if not page["pageInfo"]["hasNextPage"]:
            return walked
        after = page["pageInfo"]["endCursor"]


def _backwards(graphql: Graphql, size: int, **variables: Any) -> list[list[str]]:
    walked: list[list[str]] = []
    before = None
    while True:
        page = _page(graphql, last=size, before=before, **variables)
        walked.insert(0, _titles(page))
        assert page["pageInfo"]["hasNextPage"] is (before is not None)
        if not page["pageInfo"]["hasPreviousPage"]:
            return walked
        before = page["pageInfo"]["startCursor"]


ORDERS = [
    ["STARTS_ON_DESC"],
    ["STARTS_ON_ASC"],
    ["ENDS_ON_ASC"],
    ["TITLE_ASC"],
    ["TITLE_ASC", "STARTS_ON_DESC"],
    ["STARTS_ON_DESC", "TITLE_ASC", "ENDS_ON_ASC"],
]


@pytest.mark.parametrize("order", ORDERS, ids="+".join)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_in_both_directions_visit_every_entry_once(graphql: Graphql, order: list[str], size: int) -> None:
    whole = _titles(_page(graphql, order=order))
    assert len(set(whole)) == 7

    forwards, backwards = _forwards(graphql, size, order=order), _backwards(graphql, size, order=order)

    assert [title for page in forwards for title in page] == whole
    assert [title for page in backwards for title in page] == whole
    full, rest = divmod(7, size)
    sizes = [size] * full + [rest] * bool(rest)
    assert [len(page) for page in forwards] == sizes
    assert [len(page) for page in backwards] == sizes[::-1]


def test_what_has_no_date_comes_last_in_every_order(graphql: Graphql) -> None:
    assert [set(_titles(_page(graphql, order=[order]))[5:]) for order in ("STARTS_ON_DESC", "STARTS_ON_ASC")] == [
        {"Hanke", "Hanke 5"}
    ] * 2
    assert set(_titles(_page(graphql, order=["ENDS_ON_ASC"]))[:2]) == {"Hanke 0", "Hanke 1"}


def test_a_second_order_decides_between_equals(graphql: Graphql) -> None:
    ProjectPage.objects.filter(title="Hanke 3").update(ends_on=LATE)

    assert _titles(_page(graphql, order=["STARTS_ON_DESC", "ENDS_ON_ASC"]))[0] == "Hanke 3"


def test_an_order_named_twice_counts_once(graphql: Graphql) -> None:
    assert _titles(_page(graphql, order=["STARTS_ON_DESC", "STARTS_ON_ASC"])) == _titles(_page(graphql))


def test_the_total_is_of_all_pages_and_of_the_filter(graphql: Graphql) -> None:
    assert _page(graphql, first=2)["totalCount"] == 7
    after = _page(graphql, first=2)["pageInfo"]["endCursor"]
    assert _page(graphql, first=2, after=after)["totalCount"] == 7
    assert _page(graphql, last=2)["totalCount"] == 7
    assert _page(graphql, first=1, filter={"status": ["ENDED"]})["totalCount"] == 2


def test_a_page_tells_its_ends(graphql: Graphql) -> None:
    page = _page(graphql, first=3)

    cursors = [edge["cursor"] for edge in page["edges"]]
    assert len(set(cursors)) == 3
    assert page["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": cursors[0],
        "endCursor": cursors[2],
    }
    assert [edge["node"]["title"] for edge in page["edges"]] == _titles(page)


def test_an_empty_page_has_no_cursors(graphql: Graphql) -> None:
    assert _page(graphql, filter={"status": ["UPCOMING"]}) == {
        "totalCount": 0,
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
        "edges": [],
        "nodes": [],
    }


def test_beyond_the_last_cursor_there_is_nothing(graphql: Graphql) -> None:
    last = _page(graphql)["pageInfo"]["endCursor"]

    page = _page(graphql, after=last)

    assert (page["nodes"], page["totalCount"], page["pageInfo"]["hasNextPage"]) == ([], 7, False)


def test_a_page_holds_twenty_unless_asked_otherwise_and_up_to_a_hundred(graphql: Graphql) -> None:
    copies(ProjectPage.objects.get(title="Hanke"), 100)

    assert len(_page(graphql)["nodes"]) == 20
    assert len(_page(graphql, first=None)["nodes"]) == 20
    assert len(_page(graphql, last=7)["nodes"]) == 7
    whole = _page(graphql, first=100)
    assert (len(whole["nodes"]), whole["totalCount"], whole["pageInfo"]["hasNextPage"]) == (100, 107, True)


def test_an_entry_inserted_meanwhile_shifts_nothing(graphql: Graphql) -> None:
    whole = _titles(_page(graphql, order=["STARTS_ON_DESC"]))
    first = _page(graphql, order=["STARTS_ON_DESC"], first=3)
    newcomer = copies(ProjectPage.objects.get(title="Hanke 4"), 1)[0]
    ProjectPage.objects.filter(pk=newcomer.pk).update(starts_on=date(2027, 1, 1))

    second = _page(graphql, order=["STARTS_ON_DESC"], first=4, after=first["pageInfo"]["endCursor"])

    assert _titles(first) + _titles(second) == whole
    assert second["totalCount"] == 8


def test_a_page_goes_on_where_it_was_although_its_last_entry_has_gone(graphql: Graphql) -> None:
    whole = _titles(_page(graphql))
    first = _page(graphql, first=3)
    ProjectPage.objects.filter(title=whole[2]).update(live=False)

    second = _page(graphql, first=4, after=first["pageInfo"]["endCursor"])

    assert _titles(second) == whole[3:]


def test_organisations_never_confirmed_come_last_and_once(graphql: Graphql) -> None:
    pages = copies(make.organisation("Yhdistys"), 3)
    OrganisationPage.objects.filter(pk=pages[1].pk).update(last_confirmed_on=LATE)
    query = """query ($after: Cursor) {
      organisations(order: [LAST_CONFIRMED_DESC], first: 2, after: $after) {
        pageInfo { endCursor } nodes { title }
      }
    }"""
    first = graphql(query)["organisations"]
    second = graphql(query, after=first["pageInfo"]["endCursor"])["organisations"]

    titles = [node["title"] for node in first["nodes"] + second["nodes"]]
    assert titles[0] == "Yhdistys 1"
    assert sorted(titles) == ["Yhdistys", "Yhdistys 0", "Yhdistys 1", "Yhdistys 2"]
