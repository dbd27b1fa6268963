"""What partner sites learn of funding schemes: who gives what, and when one can apply, which turns with the day."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from content_api import ids
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.trees.bodies import stored

LIST = "query ($filter: FundingSchemeFilter) { fundingSchemes(filter: $filter) { totalCount nodes { title } } }"
ONE = """
query ($by: ContentBy!) { fundingScheme(by: $by) {
  title applicants supported applicationUrl isOpen opensOn closesOn
  rounds { year opensMonth opensDay closesMonth closesDay }
  funder { title fundingSchemes { nodes { title } } }
  seo { jsonLd }
} }
"""


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    with lasting():
        funder = make.organisation("Keskus")
        winter = make.funding(
            "Talvi",
            funder=funder,
            applicants="Yhdistykset",
            application_url="https://example.org/hae",
            supported=[stored("statement", "Tilat.")],
        )
        winter.rounds.create(opens_day=15, opens_month=11, closes_day=31, closes_month=1)
        winter.areas.create(area=make.area("049"))
        winter = make.publish(winter)
        always, never = make.funding("Aina"), make.funding("Ei koskaan")
        always.rounds.create(opens_day=1, opens_month=1, closes_day=31, closes_month=12)
        make.publish(always)
        yield SimpleNamespace(funder=funder, winter=winter, always=always, never=never)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda *_: day)


pytestmark = pytest.mark.usefixtures("tree", "db")


def _one(graphql: Graphql, page: Any) -> dict[str, Any]:
    found: dict[str, Any] = graphql(ONE, by={"translationKey": str(page.translation_key)})["fundingScheme"]
    return found


def _found(graphql: Graphql, **given: Any) -> list[str]:
    found = graphql(LIST, filter=given)["fundingSchemes"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


def test_everything_of_a_scheme(graphql: Graphql, tree: SimpleNamespace, on: Callable[[date], None]) -> None:
    on(date(2027, 1, 31))

    assert _one(graphql, tree.winter) == {
        "title": "Talvi",
        "applicants": "Yhdistykset",
        "supported": ["Tilat."],
        "applicationUrl": "https://example.org/hae",
        "isOpen": True,
        "opensOn": "2027-11-15",
        "closesOn": "2027-01-31",
        "rounds": [{"year": None, "opensMonth": 11, "opensDay": 15, "closesMonth": 1, "closesDay": 31}],
        "funder": {"title": "Keskus", "fundingSchemes": {"nodes": [{"title": "Talvi"}]}},
        "seo": {
            "jsonLd": {
                "@context": "https://schema.org",
                "@type": "MonetaryGrant",
                "url": f"{settings.FRONTEND_BASE_URL}{tree.winter.url_path}",
                "description": "Ingressi.",
                "name": "Talvi",
                "sameAs": "https://example.org/hae",
                "inLanguage": "fi",
            }
        },
    }


@pytest.mark.parametrize(
    ("today", "is_open", "opens_on", "closes_on"),
    [
        (date(2027, 2, 1), False, "2027-11-15", "2028-01-31"),
        (date(2027, 11, 14), False, "2027-11-15", "2028-01-31"),
        (date(2027, 11, 15), True, "2028-11-15", "2028-01-31"),
        (date(2028, 1, 31), True, "2028-11-15", "2028-01-31"),
    ],
)
def test_it_turns_with_the_day(
    graphql: Graphql,
    tree: SimpleNamespace,
    on: Callable[[date], None],
    today: date,
    is_open: bool,
    opens_on: str,
    closes_on: str,
) -> None:
    on(today)

    found = _one(graphql, tree.winter)
    assert (found["isOpen"], found["opensOn"], found["closesOn"]) == (is_open, opens_on, closes_on)
    assert _found(graphql, isOpen=True) == (["Aina", "Talvi"] if is_open else ["Aina"])
    assert _found(graphql, isOpen=False) == (["Ei koskaan"] if is_open else ["Ei koskaan", "Talvi"])


def test_without_an_end_and_without_a_round(
    graphql: Graphql, tree: SimpleNamespace, on: Callable[[date], None]
) -> None:
    on(date(2027, 6, 1))

    always, never = _one(graphql, tree.always), _one(graphql, tree.never)
    assert (always["isOpen"], always["opensOn"], always["closesOn"]) == (True, None, None)
    assert (never["isOpen"], never["opensOn"], never["closesOn"], never["rounds"]) == (False, None, None, [])


def test_by_who_gives_it_and_where(graphql: Graphql, tree: SimpleNamespace) -> None:
    assert _found(graphql, funders=[ids.encode("Organisation", tree.funder.pk)]) == ["Talvi"]
    assert _found(graphql, areas=["049"]) == ["Talvi"]
    assert _found(graphql, query="talvi") == ["Talvi"]
