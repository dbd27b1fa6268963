"""How much a client may ask, and whose request it is."""

from typing import Any

import pytest
from django.test import Client

from content_api.http import view
from content_api.http.rates import Rates, Standing
from content_api.http.requests import WARMING
from engine import limits


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_points_are_taken_and_come_back_evenly() -> None:
    clock = Clock()
    rates = Rates(600, clock=clock)  # Ten a second.

    assert rates.take("a", 100) == Standing(600, left=500, full_in=10)
    assert rates.take("a", 500) == Standing(600, left=0, full_in=60)
    assert rates.take("a", 1) == Standing(600, left=0, full_in=60, wait=1)
    assert rates.take("a", 50) == Standing(600, left=0, full_in=60, wait=5)
    clock.now += 5
    assert rates.take("a", 50) == Standing(600, left=0, full_in=60)
    clock.now += 1_000
    assert rates.take("a", 0) == Standing(600, left=600, full_in=0)


def test_clients_do_not_share() -> None:
    rates = Rates(60, clock=Clock())

    assert rates.take("a", 60) == Standing(60, left=0, full_in=60)
    assert rates.take("b", 10) == Standing(60, left=50, full_in=10)


def test_what_is_larger_than_the_bucket_takes_all_of_it() -> None:
    rates = Rates(60, clock=Clock())

    assert rates.take("a", 10_000) == Standing(60, left=0, full_in=60)
    assert rates.take("a", 10_000) == Standing(60, left=0, full_in=60, wait=60)


def test_no_more_clients_are_remembered_than_allowed() -> None:
    rates = Rates(60, max_clients=2, clock=Clock())
    for name in ("a", "b", "a", "c"):
        rates.take(name, 30)

    assert len(rates) == 2
    assert rates.take("a", 1) == Standing(60, left=0, full_in=60, wait=1)
    assert rates.take("b", 1) == Standing(60, left=59, full_in=1)


def test_the_headers_are_those_of_the_draft() -> None:
    assert Standing(600, left=500, full_in=10).headers() == {
        "RateLimit": '"points";r=500;t=10',
        "RateLimit-Policy": '"points";q=600;w=60',
    }


def _ask(query: str = "{ __typename }", **headers: Any) -> Any:
    return Client().post("/graphql/", {"query": query}, content_type="application/json", **headers)


@pytest.fixture
def per_minute(monkeypatch: pytest.MonkeyPatch) -> Any:
    def limit(points: int) -> None:
        rates = Rates(points, clock=Clock())
        monkeypatch.setattr(view, "rates", lambda: rates)

    return limit


@pytest.mark.django_db
def test_who_asks_too_much_is_told_when_to_come_again(per_minute: Any) -> None:
    query = "{ rates: __typename }"
    _ask(query)  # From now on the document is known.
    per_minute(3 * limits.REQUEST_POINTS)

    assert _ask(query)["RateLimit"] == '"points";r=20;t=20'
    _ask(query)
    assert _ask(query).json()["data"] == {"rates": "Query"}
    refused = _ask(query)
    assert refused.status_code == 429
    assert (refused["Retry-After"], refused["RateLimit"]) == ("20", '"points";r=0;t=60')
    assert refused.json() == {
        "errors": [
            {
                "message": "You have asked more than this service computes for one client: try again in 20 seconds.",
                "extensions": {"code": "RATE_LIMITED"},
            }
        ]
    }
    assert _ask(query, REMOTE_ADDR="192.0.2.99").status_code == 200


@pytest.mark.django_db
def test_a_new_document_and_a_dear_one_take_more(per_minute: Any) -> None:
    per_minute(10_000)
    dear = "{ points: newsArticles(first: 9) { nodes { id } } }"

    assert _ask(dear)["RateLimit"].startswith(f'"points";r={10_000 - 10 - 500 - 10};')
    assert _ask(dear)["RateLimit"].startswith(f'"points";r={10_000 - 10 - 500 - 10 - 10 - 10};')


@pytest.mark.django_db
def test_to_be_told_what_is_too_dear_costs_as_much_as_a_new_document(per_minute: Any) -> None:
    per_minute(10_000)
    members = "members(first: 100) { nodes { organisation { id } } }"
    dear = f"{{ dear: organisations(first: 100) {{ nodes {{ {members} }} }} }}"

    assert _ask(dear)["RateLimit"].startswith(f'"points";r={10_000 - 10 - 500 - 500};')
    assert _ask(dear)["RateLimit"].startswith(f'"points";r={10_000 - 10 - 500 - 500 - 10 - 500};')


@pytest.mark.django_db
def test_without_a_limit_nothing_is_said_of_it(per_minute: Any) -> None:
    per_minute(0)

    assert "RateLimit" not in _ask()


@pytest.mark.django_db
def test_what_the_cache_asks_itself_is_nobodys_to_pay(per_minute: Any) -> None:
    per_minute(1)

    mark: dict[str, Any] = {WARMING: True}
    assert _ask(**mark).json()["data"] == {"__typename": "Query"}
