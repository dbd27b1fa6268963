"""Run by `test_recipe.py` in the copy of the project that has vacancies."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from content_api import ids
from syndication.models import Change
from tests import factories as make
from tests.admin import signed_in
from tests.conftest import Graphql

pytestmark = pytest.mark.django_db

LIST = """
query ($locales: [LanguageTag!], $filter: VacancyFilter, $order: [VacancyOrder!], $after: Cursor) {
  vacancies(locales: $locales, filter: $filter, order: $order, first: 1, after: $after) {
    totalCount
    pageInfo { endCursor }
    nodes {
      id title type typeLabel summary path closesOn organisation { title } themes { slug } areas { code }
      body { __typename } language { served status } seo { hreflang { path } jsonLd }
    }
  }
}
"""


def _model(name: str) -> Any:
    return next(model for model in apps.get_models() if model.__name__ == name)


def _vacancy(title: str, closes_on: date, **fields: Any) -> Any:
    return make.page(_model("VacancyPage"), title, closes_on=closes_on, **fields)


def test_lists_singles_nodes_and_routes(graphql: Graphql) -> None:
    organisation, theme = make.organisation("Yhdistys"), make.theme("osallisuus")
    early = _vacancy("Aikainen", date(2026, 1, 1), organisation=organisation, themes=[theme])
    early.areas.create(area=make.area("049"))
    early = make.publish(early)
    late = _vacancy("Myöhäinen", date(2026, 2, 1))

    first = graphql(LIST)["vacancies"]
    node = first["nodes"][0]
    assert first["totalCount"] == 2
    assert (node["title"], node["type"], node["typeLabel"], node["closesOn"]) == (
        "Aikainen",
        "VACANCY",
        "Vacancy",
        "2026-01-01",
    )
    assert (node["organisation"]["title"], node["themes"], node["areas"]) == (
        "Yhdistys",
        [{"slug": "osallisuus"}],
        [{"code": "049"}],
    )
    assert (node["language"], node["seo"]["hreflang"]) == (
        {"served": "fi", "status": "ORIGINAL"},
        [{"path": early.url_path}],
    )
    assert node["seo"]["jsonLd"]["@type"] == "WebPage"
    (second,) = graphql(LIST, after=first["pageInfo"]["endCursor"])["vacancies"]["nodes"]
    assert second["title"] == "Myöhäinen"

    by_title = graphql(LIST, order=["LAST_PUBLISHED_DESC"])["vacancies"]["nodes"]
    assert by_title[0]["title"] == "Myöhäinen"
    assert node["id"] == ids.encode("Vacancy", early.pk)
    found = graphql(
        """query ($id: ID!, $path: String!) {
            node(id: $id) { ... on Vacancy { title } }
            vacancy(by: {path: $path}) { title }
            route(path: $path) { ... on PageRoute { content { type title } } }
            pages(types: [VACANCY]) { totalCount }
        }""",
        id=ids.encode("Vacancy", early.pk),
        path=late.url_path,
    )
    assert found == {
        "node": {"title": "Aikainen"},
        "vacancy": {"title": "Myöhäinen"},
        "route": {"content": {"type": "VACANCY", "title": "Myöhäinen"}},
        "pages": {"totalCount": 2},
    }


def test_filters(graphql: Graphql) -> None:
    organisation = make.organisation("Yhdistys")
    _vacancy("Aikainen", date(2026, 1, 1), organisation=organisation)
    _vacancy("Myöhäinen", date(2026, 2, 1))

    def titles(**filter: Any) -> list[str]:
        return [node["title"] for node in graphql(LIST, filter=filter)["vacancies"]["nodes"]]

    assert titles(openOn="2026-01-02") == ["Myöhäinen"]
    assert titles(organisations=[ids.encode("Organisation", organisation.pk)]) == ["Aikainen"]
    assert titles(query="myöhäi*") == ["Myöhäinen"]
    assert titles(areas=["049"]) == []


def test_what_is_hidden_is_not_told_and_what_is_translated_is(graphql: Graphql) -> None:
    page = _vacancy("Paikka", date(2026, 1, 1))
    swedish = make.translate(page, "sv")
    assert graphql(LIST, locales=["sv"])["vacancies"]["nodes"][0]["path"] == swedish.url_path
    page.unpublish()
    swedish.refresh_from_db()
    swedish.unpublish()
    assert graphql(LIST)["vacancies"]["nodes"] == []


def test_a_change_is_told_by_its_kind() -> None:
    before = Change.objects.count()
    page = _vacancy("Paikka", date(2026, 1, 1))

    tags = {tag for change in Change.objects.order_by("pk")[before:] for tag in change.tags}

    assert {"vacancy", str(page.translation_key)} <= tags


def test_editors_list_preview_and_write_it() -> None:
    page = _vacancy("Paikka", date(2026, 1, 1))
    editor = signed_in("Administrators")
    listing = editor.get("/admin/vacancies/")
    assert (listing.status_code, "Paikka" in listing.content.decode()) == (200, True)
    edit = editor.get(f"/admin/pages/{page.pk}/edit/")
    assert (edit.status_code, "Closes on" in edit.content.decode()) == (200, True)
    readable = editor.get(f"/admin/pages/{page.pk}/edit/preview/?mode=")
    assert readable.status_code == 200
