"""`make audit` at a smaller size: whatever is sent, the answer is no fault of ours and the work is bounded."""

import json
import warnings

import pytest
from django.test import Client
from graphql import GraphQLError, parse

from engine import limits
from engine.measuring import Measure
from tests.audit.abuse import KINDS, Abuse, abusive
from tests.audit.generated import ask_generated
from tests.audit.node import http_audit, missing


def _ask(abuse: Abuse) -> None:
    client = Client(raise_request_exception=False)
    if abuse.body is None:
        response = client.get(f"/graphql/?{abuse.query_string}")
    else:
        response = client.generic("POST", "/graphql/", abuse.body, content_type="application/json")
    assert response.status_code < 500, (abuse.name, response.content[:500])
    answer = response.json()
    assert "INTERNAL_SERVER_ERROR" not in json.dumps(answer), (abuse.name, answer["errors"], abuse.body)
    if "data" not in answer:
        assert answer["errors"], abuse.name


@pytest.mark.django_db
@pytest.mark.parametrize("kind", range(len(KINDS)), ids=list(KINDS))
def test_abusive_documents_are_refused_or_answered(kind: int) -> None:
    for abuse in list(abusive(3 * len(KINDS)))[kind :: len(KINDS)]:
        _ask(abuse)


def test_measuring_takes_steps_in_proportion_to_the_document() -> None:
    for abuse in abusive(10 * len(KINDS), seed=1):
        try:
            query = json.loads(abuse.body or b"0")["query"]
            measure = Measure(document := parse(query, max_lexical_tokens=limits.TOKENS_MAX))
        except (ValueError, TypeError, KeyError, GraphQLError, RecursionError):
            continue
        for definition in document.definitions:
            measure.size(definition.selection_set)  # type: ignore[attr-defined]
        # Each fragment once on its own, and each definition once above.
        assert measure.steps <= 2 * limits.TOKENS_MAX, abuse.name


@pytest.mark.django_db
def test_generated_questions_are_no_fault_of_ours() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked = ask_generated(60, lambda body: _ask(Abuse("generated", json.dumps(body).encode())))

    assert asked >= 60


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(missing() is not None, reason=str(missing()))  # Node's: `make test` fetches it where npm is
def test_all_points_of_graphql_over_http_are_met(live_server: object) -> None:
    points = http_audit(f"{live_server}/graphql/")

    assert len(points) == 61
    assert [(point["id"], point["name"]) for point in points if point["status"] != "ok"] == []
