"""What partner sites learn of studies, surveys, reports and strategies."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from content_api import ids
from tests import factories as make
from tests.conftest import Graphql, Lasting

LIST = """
query ($filter: ContributionFilter, $order: [ContributionOrder!]) {
  contributions(filter: $filter, order: $order) { totalCount nodes { title } }
}
"""
ONE = """
query ($by: ContentBy!) { contribution(by: $by) {
  title summary kind kindLabel year languages documentUrl document { title }
  commissionedBy { title commissionedContributions { nodes { title } } }
  madeBy { title contributions { nodes { title } } }
  projects { title contributions { nodes { title } } }
  areas { name } seo { jsonLd }
} }
"""


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    with lasting():
        city, maker, project = make.organisation("Kaupunki"), make.organisation("Tekijä"), make.project("Hanke")
        survey = make.contribution(
            "Kysely", kind="SURVEY", year=2022, languages=["so", "ru"], document=make.document("Tulokset")
        )
        survey.areas.create(area=make.area("049"))
        survey.commissioned_by.create(organisation=city)
        survey.made_by.create(organisation=maker)
        survey.projects.create(project=project)
        survey = make.publish(survey)
        make.contribution("Strategia", kind="STRATEGY", year=2019)
        make.contribution("Raportti", kind="REPORT", year=2025)
        yield SimpleNamespace(survey=survey, city=city, maker=maker, project=project)


pytestmark = pytest.mark.usefixtures("tree", "db")


def _found(graphql: Graphql, order: list[str] | None = None, **given: Any) -> list[str]:
    found = graphql(LIST, filter=given, order=order)["contributions"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


def test_everything_of_a_contribution(graphql: Graphql, tree: SimpleNamespace) -> None:
    found = graphql(ONE, by={"translationKey": str(tree.survey.translation_key)})["contribution"]

    described = found.pop("seo")["jsonLd"]
    assert found == {
        "title": "Kysely",
        "summary": "Ingressi.",
        "kind": "SURVEY",
        "kindLabel": "Kysely",
        "year": 2022,
        "languages": ["so", "ru"],
        "documentUrl": "https://example.org/muualla",
        "document": {"title": "Tulokset"},
        "commissionedBy": [{"title": "Kaupunki", "commissionedContributions": {"nodes": [{"title": "Kysely"}]}}],
        "madeBy": [{"title": "Tekijä", "contributions": {"nodes": [{"title": "Kysely"}]}}],
        "projects": [{"title": "Hanke", "contributions": {"nodes": [{"title": "Kysely"}]}}],
        "areas": [{"name": "Espoo"}],
    }
    assert described == {
        "@context": "https://schema.org",
        "@type": "Report",
        "url": f"{settings.FRONTEND_BASE_URL}{tree.survey.url_path}",
        "description": "Ingressi.",
        "name": "Kysely",
        "datePublished": "2022",
        "inLanguage": "fi",
    }


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ["Raportti", "Kysely", "Strategia"]),
        ({"kinds": ["SURVEY", "REPORT"]}, ["Raportti", "Kysely"]),
        ({"yearFrom": 2022}, ["Raportti", "Kysely"]),
        ({"yearFrom": 2019, "yearTo": 2022}, ["Kysely", "Strategia"]),
        ({"languages": ["so"]}, ["Kysely"]),
        ({"areas": ["049"]}, ["Kysely"]),
        ({"query": "kyselyn"}, ["Kysely"]),
    ],
)
def test_filters(graphql: Graphql, given: dict[str, Any], found: list[str]) -> None:
    assert _found(graphql, **given) == found


def test_by_who_commissioned_and_made_it_and_its_project(graphql: Graphql, tree: SimpleNamespace) -> None:
    assert _found(graphql, commissionedBy=[ids.encode("Organisation", tree.city.pk)]) == ["Kysely"]
    assert _found(graphql, commissionedBy=[ids.encode("Organisation", tree.maker.pk)]) == []
    assert _found(graphql, madeBy=[ids.encode("Organisation", tree.maker.pk)]) == ["Kysely"]
    assert _found(graphql, projects=[ids.encode("Project", tree.project.pk)]) == ["Kysely"]


def test_orders(graphql: Graphql) -> None:
    assert _found(graphql, ["YEAR_ASC"]) == ["Strategia", "Kysely", "Raportti"]
    assert _found(graphql, ["TITLE_ASC"]) == ["Kysely", "Raportti", "Strategia"]
