"""Demands and ways of working: lists of single sentences."""

from content_api import ids
from organisations.models import ProjectPage
from tests import factories as make
from tests.conftest import Graphql


def test_statements_are_plain_sentences(graphql: Graphql) -> None:
    project = make.project(ways_of_working=make.stream(("statement", "Opastus."), ("statement", "Neuvonta.")))
    query = "query ($id: ID!) { project(by: {id: $id}) { waysOfWorking } }"
    identifier = ids.encode("Project", project.pk)
    assert graphql(query, id=identifier)["project"]["waysOfWorking"] == ["Opastus.", "Neuvonta."]

    ProjectPage.objects.filter(pk=project.pk).update(
        ways_of_working=[
            {"type": "unknown", "value": 1},
            {"type": "statement"},
            {"type": "statement", "value": "Ehjä."},
        ]
    )

    assert graphql(query, id=identifier)["project"]["waysOfWorking"] == ["Ehjä."]
