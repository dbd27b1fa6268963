"""The page to try questions on: ours alone, or a word on how to get it."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from content_api import explorer

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
pytestmark = pytest.mark.django_db


def _open(**parameters: str) -> Any:
    return Client().get("/graphql/", parameters, headers={"Accept": BROWSER})


@pytest.fixture(params=[True, False], ids=["built", "not built"])
def built(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(explorer, "is_built", lambda: request.param)
    return bool(request.param)


def test_a_browser_is_shown_the_explorer_or_how_to_get_it(built: bool) -> None:
    response = _open()

    assert response["Content-Type"] == "text/html; charset=utf-8"
    text = response.content.decode()
    assert ("graphiql.min.js" in text) is built
    assert ("make explorer" in text) is not built


@pytest.mark.usefixtures("built")
def test_nothing_comes_from_a_third_party() -> None:
    response = _open()

    sources = re.findall(r'(?:src|href)="([^"]*)"', response.content.decode())
    assert sources
    assert all(source.startswith(("/static/", "data:", "?")) for source in sources)
    assert "<style" not in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "//" not in policy


def test_a_browser_that_opens_a_question_finds_it_in_the_explorer(built: bool) -> None:
    response = _open(query="{ __typename }", variables="{}")

    if built:
        assert "graphiql.min.js" in response.content.decode()
    else:
        assert response.json()["data"] == {"__typename": "Query"}


@pytest.mark.usefixtures("built")
def test_a_browser_that_asks_by_a_key_is_answered() -> None:
    assert _open(documentId="x").json()["errors"][0]["message"] == "PersistedQueryNotFound"


def test_programs_are_shown_no_page() -> None:
    response = Client().get("/graphql/", headers={"Accept": "*/*"})

    assert response.status_code == 400
    assert response["Content-Type"] == "application/json; charset=utf-8"


def test_a_site_for_registered_operations_has_no_explorer(settings: Settings) -> None:
    settings.GRAPHQL_ONLY_REGISTERED = True

    assert _open().status_code == 400
