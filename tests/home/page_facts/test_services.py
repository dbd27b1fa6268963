"""The readable page of what is done for members and volunteers."""

from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.admin import text_of
from tests.content_api.trees.bodies import stored

pytestmark = pytest.mark.django_db


def _read(page: Any) -> str:
    response = Client().get(page.url)
    assert response.status_code == 200
    return text_of(response)


def test_a_funding_scheme_says_when_one_can_apply() -> None:
    page = make.funding(
        "Avustus",
        funder=make.organisation("Rahoittaja"),
        applicants="Yhdistykset",
        supported=[stored("statement", "Tilat.")],
        how_to_apply=[stored("heading", {"text": "Ensin suunnitelma", "level": "3"})],
    )
    assert "Haku kiinni" in _read(page)
    page.rounds.create(opens_day=1, opens_month=1, closes_day=31, closes_month=12)

    content = _read(make.publish(page))

    for expected in ("Haku auki", "1. tammikuuta", "Rahoittaja", "Yhdistykset", "Tilat.", "<h3>Ensin suunnitelma</h3>"):
        assert expected in content


def test_a_volunteer_opportunity_says_where_when_and_in_which_languages() -> None:
    page = make.volunteering(
        "Puhelinystävä",
        is_remote=True,
        schedule="Torstaisin",
        skills="Halu kuunnella",
        languages=["fi", "sv"],
        support=[stored("statement", "Perehdytys.")],
    )

    content = _read(page)

    for expected in ("Etänä", "Torstaisin", "Halu kuunnella", "svenska", "Perehdytys."):
        assert expected in content


def test_a_training_names_its_modules_and_dates() -> None:
    page = make.training("Kurssi", modules=[stored("module", {"title": "Alku", "text": "Tehtävät."})])
    page.events.create(event=make.event("Ilta"))
    page.events.create(event=make.event("Luonnos", live=False))

    content = _read(make.publish(page))

    for expected in ("<dt>Alku</dt><dd>Tehtävät.</dd>", "Ilta"):
        assert expected in content
    assert "Luonnos" not in content
