"""Every recipe of docs/recipes.md is asked over HTTP as it stands there, and finds what it is for."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from content_api import ids
from news.models import NewsIndexPage
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.trees.bodies import stored

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "recipes.md").read_text(encoding="utf-8")
_RECIPE = re.compile(r"^## ([^\n]+)\n\n```graphql\n(.*?)^```\n\n```json\n(.*?)^```", re.MULTILINE | re.DOTALL)
RECIPES = {title: (document, variables) for title, document, variables in _RECIPE.findall(PAGE)}
# What each list of a recipe holds, by the list's name, in the tree below.
FOUND: dict[str, Any] = {
    "newsArticles": ["Verkosto kasvaa"],
    "projects": ["Hanke"],
    "advocacyPositions": ["Kannanotto"],
    "events": ["Juhla"],
    "organisations": ["Keskusjärjestö"],
    "volunteerOpportunities": ["Kerho"],
    "fundingSchemes": ["Avustus"],
    "trainings": ["Perehdytys"],
}


def _in(page: Any, **relations: Any) -> Any:
    for name, row in relations.items():
        getattr(page, name).create(**row)
    return make.publish(page)


@pytest.fixture(scope="module")
def organisation_id(lasting: Lasting) -> Iterator[str]:
    """The ID of the organisation that is represented."""
    with lasting():
        here, theme = {"area": make.area("049")}, make.theme("vapaaehtoistyo")
        us = _in(make.organisation("Keskusjärjestö", serves_in=["so"]), areas=here)
        make.representation(us)
        index = make.page(NewsIndexPage, "Uutiset", slug="uutiset")
        news = make.article("Verkosto kasvaa", slug="verkosto-kasvaa", themes=[theme], parent=index)
        news = _in(news, areas={"area": make.area("REGION:11")})
        make.translate(news, "sv")
        _in(make.project("Hanke"), areas=here)
        make.position("Kannanotto", demands=[stored("statement", "Tulkki kaikille.")])
        make.event("Juhla", starts_at=make.at(2026, 1, 15, 16), latitude=60.2, longitude=24.7)
        make.volunteering("Kerho")
        _in(make.funding("Avustus"), rounds={"opens_day": 1, "opens_month": 1, "closes_day": 31, "closes_month": 12})
        make.training("Perehdytys")
        yield ids.encode("Organisation", us.pk)


def test_there_is_a_recipe_for_each_question() -> None:
    assert len(RECIPES) == PAGE.count("\n## ") == 9


@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_finds_what_it_is_for(graphql: Graphql, organisation_id: str, title: str) -> None:
    document, variables = RECIPES[title]
    data = graphql(document, **json.loads(variables.replace("ID_OF_AN_ORGANISATION", organisation_id)))

    for name, found in data.items():
        if name == "route":
            assert (found["__typename"], found["content"]["title"]) == ("PageRoute", "Verkosto kasvaa")
            assert [link["locale"] for link in found["content"]["translations"]] == ["sv"]
        elif name == "representations":
            assert [row["body"]["name"] for row in found["nodes"]] == ["Neuvottelukunta"]
        elif name == "sitemap":
            assert "/fi/uutiset/verkosto-kasvaa/" in {entry["path"] for entry in found["nodes"]}
        else:
            swedish = json.loads(variables)["locales"] == ["sv"]
            assert [node["title"] for node in found["nodes"]] == [
                f"sv: {title}" if swedish else title for title in FOUND[name]
            ]
