"""What partner sites learn of what volunteers are looked for."""

from collections.abc import Iterator
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

LIST = """
query ($filter: VolunteerOpportunityFilter, $order: [VolunteerOpportunityOrder!]) {
  volunteerOpportunities(filter: $filter, order: $order) { totalCount nodes { title } }
}
"""
ONE = """
query ($by: ContentBy!) { volunteerOpportunity(by: $by) {
  title schedule skills languages support isRemote isOver startsOn endsOn signUpUrl
  organisation { title volunteerOpportunities { nodes { title } } }
  areas { name } seo { jsonLd }
} }
"""


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    with lasting():
        organisation = make.organisation("Yhdistys")
        club = make.volunteering(
            "Kerho",
            organisation=organisation,
            schedule="Torstaisin",
            skills="Halu kuunnella",
            languages=["fi", "so"],
            starts_on=date(2026, 9, 1),
            ends_on=date(2027, 5, 31),
            sign_up_url="https://example.org/mukaan",
            support=[stored("statement", "Perehdytys.")],
        )
        club.areas.create(area=make.area("049"))
        club = make.publish(club)
        make.volunteering("Puhelin", is_remote=True, languages=["ar"], starts_on=date(2027, 1, 1))
        make.volunteering("Talkoot", ends_on=date(2026, 9, 30))
        yield SimpleNamespace(organisation=organisation, club=club)


pytestmark = pytest.mark.usefixtures("tree", "db")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 10, 1))


def _found(graphql: Graphql, order: list[str] | None = None, **given: Any) -> list[str]:
    found = graphql(LIST, filter=given, order=order)["volunteerOpportunities"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


def test_everything_of_an_opportunity(graphql: Graphql, tree: SimpleNamespace) -> None:
    found = graphql(ONE, by={"translationKey": str(tree.club.translation_key)})["volunteerOpportunity"]

    described = found.pop("seo")["jsonLd"]
    assert found == {
        "title": "Kerho",
        "schedule": "Torstaisin",
        "skills": "Halu kuunnella",
        "languages": ["fi", "so"],
        "support": ["Perehdytys."],
        "isRemote": False,
        "isOver": False,
        "startsOn": "2026-09-01",
        "endsOn": "2027-05-31",
        "signUpUrl": "https://example.org/mukaan",
        "organisation": {"title": "Yhdistys", "volunteerOpportunities": {"nodes": [{"title": "Kerho"}]}},
        "areas": [{"name": "Espoo"}],
    }
    assert described == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "url": f"{settings.FRONTEND_BASE_URL}{tree.club.url_path}",
        "description": "Ingressi.",
        "title": "Kerho",
        "employmentType": "VOLUNTEER",
        "jobStartDate": "2026-09-01",
        "validThrough": "2027-05-31",
        "skills": "Halu kuunnella",
        "workHours": "Torstaisin",
        "datePosted": date(2026, 10, 1).isoformat(),
        "inLanguage": "fi",
    }


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ["Kerho", "Puhelin", "Talkoot"]),
        ({"areas": ["049"]}, ["Kerho"]),
        ({"isRemote": True}, ["Puhelin"]),
        ({"isRemote": False}, ["Kerho", "Talkoot"]),
        ({"languages": ["so", "ar"]}, ["Kerho", "Puhelin"]),
        ({"openOn": "2026-09-30"}, ["Kerho", "Talkoot"]),
        ({"openOn": "2026-10-01"}, ["Kerho"]),
        ({"openOn": "2027-06-01"}, ["Puhelin"]),
        ({"isOver": True}, ["Talkoot"]),
        ({"isOver": False}, ["Kerho", "Puhelin"]),
        ({"query": "kuunnella"}, ["Kerho"]),
    ],
)
def test_filters(graphql: Graphql, given: dict[str, Any], found: list[str]) -> None:
    assert _found(graphql, **given) == found


def test_by_who_looks_for_volunteers(graphql: Graphql, tree: SimpleNamespace) -> None:
    assert _found(graphql, organisations=[ids.encode("Organisation", tree.organisation.pk)]) == ["Kerho"]


def test_an_unknown_language_is_refused_by_name(graphql: Graphql) -> None:
    message = graphql.answer(LIST, filter={"languages": ["klingon"]})["errors"][0]["message"]

    assert "Unknown language 'klingon'" in message


def test_orders(graphql: Graphql) -> None:
    assert _found(graphql, ["STARTS_ON_ASC"]) == ["Talkoot", "Kerho", "Puhelin"]
    assert _found(graphql, ["ENDS_ON_ASC"]) == ["Talkoot", "Kerho", "Puhelin"]
