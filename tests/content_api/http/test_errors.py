"""What is our fault is told by a reference only, and logged under it."""

import logging
from typing import Any

import pytest

from content_api import queries
from content_api.content import nodes
from tests import factories as make
from tests.conftest import Graphql

SECRET = "postgres://verkosto:salasana@db/verkosto"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(queries, "load_site", fail)
    monkeypatch.setattr(nodes, "_pages", fail)


@pytest.mark.usefixtures("broken")
def test_a_fault_of_ours_is_masked_with_a_reference_that_is_logged(
    graphql: Graphql, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="engine.errors"):
        response = graphql.response("{ site { name } }")

    assert response.status_code == 200
    assert SECRET not in response.content.decode()
    answer = response.json()
    assert answer["data"] == {"site": None}
    (error,) = answer["errors"]
    reference = error["extensions"]["reference"]
    assert error["message"] == f"Something went wrong on our side. Reference: {reference}."
    assert error["extensions"] == {"code": "INTERNAL_SERVER_ERROR", "reference": reference}
    assert error["path"] == ["site"]
    (record,) = [record for record in caplog.records if record.name == "engine.errors"]
    assert reference in record.getMessage()
    assert record.exc_info is not None
    assert SECRET in str(record.exc_info[1])


@pytest.mark.usefixtures("broken")
def test_what_can_be_answered_is_answered_beside_a_fault(graphql: Graphql) -> None:
    answer = graphql.answer('{ node(id: "UGFnZTox") { id } themes { slug } }')

    assert answer["data"] == {"node": None, "themes": []}
    assert [error["path"] for error in answer["errors"]] == [["node"]]


@pytest.mark.usefixtures("broken")
def test_each_fault_has_a_reference_of_its_own(graphql: Graphql) -> None:
    answer = graphql.answer('{ a: node(id: "UGFnZTox") { id } b: node(id: "UGFnZTox") { id } }')

    assert len({error["extensions"]["reference"] for error in answer["errors"]}) == 2


def test_a_clients_mistake_is_told_in_full_and_not_logged(graphql: Graphql, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="engine.errors"):
        answer = graphql.answer("{ newsArticles(first: 0) { totalCount } }")
        graphql.answer("{ nothing }")

    assert answer["errors"][0]["message"] == "first: between 1 and 100, not 0."
    assert answer["errors"][0]["path"] == ["newsArticles"]
    assert [record for record in caplog.records if record.name == "engine.errors"] == []


def test_a_mistake_below_the_root_is_told_in_full_too(graphql: Graphql) -> None:
    make.organisation()

    answer = graphql.answer("{ organisations { nodes { members(first: 0) { totalCount } } } }")

    assert answer["errors"][0]["message"] == "first: between 1 and 100, not 0."
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_mistake_beside_what_can_be_answered_spoils_itself_only(graphql: Graphql) -> None:
    answer = graphql.answer('{ node(id: "x") { id } themes { slug } }')

    assert answer["data"] == {"node": None, "themes": []}
    assert [error["message"] for error in answer["errors"]] == ["id: 'x' is not an ID of this API."]
