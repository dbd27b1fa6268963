"""What events can be filtered by: a period, a point and how far from it, and whom they belong to."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from content_api import ids
from tests import factories as make
from tests.conftest import Graphql, Lasting

QUERY = """
query ($filter: EventFilter) {
  events(filter: $filter) { totalCount nodes { title } }
}
"""
HELSINKI = {"latitude": 60.1699, "longitude": 24.9384}


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    """A week-long fair in Helsinki, an evening in Espoo, a day in Kuopio, one online, one on the date line."""
    with lasting():
        organiser, project = make.organisation("Yhdistys"), make.project("Hanke")
        fair = make.event("Messut", starts_at=make.at(2026, 3, 26, 10), ends_at=make.at(2026, 4, 1, 16), **HELSINKI)
        fair.organisers.create(organisation=organiser)
        fair.projects.create(project=project)
        fair = make.publish(fair)
        make.event("Ilta", starts_at=make.at(2026, 3, 28, 18), ends_at=make.at(2026, 3, 28, 20),
                   latitude=60.2055, longitude=24.6559, status="POSTPONED")  # fmt: skip
        make.event("Päivä", starts_at=make.at(2026, 4, 10), is_all_day=True, latitude=62.8924, longitude=27.677)
        make.event("Verkossa", starts_at=make.at(2026, 5, 1, 12), online_url="https://example.org/")
        make.event("Fidži", starts_at=make.at(2026, 6, 1, 12), latitude=-17.7, longitude=179.9, status="CANCELLED")
        yield SimpleNamespace(organiser=organiser, project=project)


pytestmark = pytest.mark.usefixtures("tree")


def _found(graphql: Graphql, **given: Any) -> list[str]:
    found = graphql(QUERY, filter=given)["events"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


def test_what_starts_first_is_first(graphql: Graphql) -> None:
    assert _found(graphql) == ["Messut", "Ilta", "Päivä", "Verkossa", "Fidži"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"startsAfter": "2026-03-28T17:59:59+02:00", "startsBefore": "2026-04-10T00:00:01+03:00"}, ["Ilta", "Päivä"]),
        # A period finds what goes on in it, whenever that began.
        ({"endsAfter": "2026-03-31T00:00+03:00", "startsBefore": "2026-04-11T00:00+03:00"}, ["Messut", "Päivä"]),
        # The night to summer time: six in the evening is two hours from UTC, midnight three.
        ({"startsAfter": "2026-03-28T16:00Z"}, ["Päivä", "Verkossa", "Fidži"]),
        ({"endsAfter": "2026-04-10T20:59:59Z", "startsBefore": "2026-04-12T00:00Z"}, ["Päivä"]),
        ({"endsAfter": "2026-04-10T21:00Z", "startsBefore": "2026-04-12T00:00Z"}, []),
        ({"status": ["CANCELLED", "POSTPONED"]}, ["Ilta", "Fidži"]),
        ({"near": {**HELSINKI, "kilometres": 1}}, ["Messut"]),
        ({"near": {**HELSINKI, "kilometres": 16.2}}, ["Messut", "Ilta"]),
        ({"near": {**HELSINKI, "kilometres": 16}}, ["Messut"]),
        ({"near": {**HELSINKI, "kilometres": 336}}, ["Messut", "Ilta", "Päivä"]),
        ({"near": {**HELSINKI, "kilometres": 20_000}}, ["Messut", "Ilta", "Päivä", "Fidži"]),
        # Over the date line, and around a pole.
        ({"near": {"latitude": -17.7, "longitude": -179.9, "kilometres": 22}}, ["Fidži"]),
        ({"near": {"latitude": 90, "longitude": 0, "kilometres": 3400}}, ["Messut", "Ilta", "Päivä"]),
        ({"near": {"latitude": 90, "longitude": 0, "kilometres": 3100}}, ["Päivä"]),
    ],
)
def test_periods_states_and_places_narrow_the_list(graphql: Graphql, given: Any, found: list[str]) -> None:
    assert _found(graphql, **given) == found


def test_whom_and_what_it_belongs_to_narrows_the_list(graphql: Graphql, tree: SimpleNamespace) -> None:
    assert _found(graphql, organisers=[ids.encode("Organisation", tree.organiser.pk)]) == ["Messut"]
    assert _found(graphql, projects=[ids.encode("Project", tree.project.pk)]) == ["Messut"]


@pytest.mark.parametrize(
    ("near", "problem"),
    [
        ({"latitude": 91, "longitude": 0, "kilometres": 1}, "a latitude is between -90 and 90"),
        ({"latitude": 0, "longitude": 181, "kilometres": 1}, "a longitude between -180 and 180"),
        ({"latitude": 0, "longitude": 0, "kilometres": 0}, "more than 0 and at most 20000 kilometres"),
        ({"latitude": 0, "longitude": 0, "kilometres": 20_001}, "more than 0 and at most 20000 kilometres"),
    ],
)
def test_a_point_that_is_none_is_refused_in_words(graphql: Graphql, near: Any, problem: str) -> None:
    (error,) = graphql.answer(QUERY, filter={"near": near})["errors"]
    assert problem in error["message"]


def test_what_is_over_leaves_the_list_at_its_end_without_a_job(graphql: Graphql) -> None:
    now = timezone.now()
    make.event("Nyt", starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    make.event("Juuri", starts_at=now - timedelta(hours=2), ends_at=now - timedelta(seconds=1))

    assert "Nyt" in _found(graphql, upcoming=True)
    assert "Juuri" not in _found(graphql, upcoming=True)
    assert "Juuri" in _found(graphql, upcoming=False)
    assert "Nyt" not in _found(graphql, upcoming=False)
