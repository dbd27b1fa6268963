"""The list of news."""

from datetime import date

import pytest

from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db


def test_the_newest_article_is_first_and_a_period_narrows_the_list() -> None:
    factories.article("Vanha uutinen", date=date(2024, 1, 1))
    factories.article("Uusi uutinen", date=date(2026, 1, 1))
    client = signed_in("Communicators")
    content = text_of(client.get("/admin/news/"))
    assert content.index("Uusi uutinen") < content.index("Vanha uutinen")
    narrowed = text_of(client.get("/admin/news/?date_from=2023-12-31&date_to=2024-12-31"))
    assert "Vanha uutinen" in narrowed
    assert "Uusi uutinen" not in narrowed


def test_themes_narrow_the_list_together_with_a_search() -> None:
    theme = factories.theme("nuoret")
    factories.article("Nuorten uutinen", themes=[theme])
    factories.article("Muu uutinen")
    content = text_of(signed_in("Communicators").get(f"/admin/news/?themes={theme.pk}&q=uutinen"))
    assert "Nuorten uutinen" in content
    assert "Muu uutinen" not in content
