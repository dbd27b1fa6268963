"""Who has a translation open is told to the others who may work on it, and forgotten when the browser is silent."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.translation.models import Presence
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in
from tests.translation.screen.screen import segment, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> NewsArticlePage:
    article = factories.article("Uutinen")
    factories.translate(article, "sv", strings=0, live=False)
    return article


@pytest.fixture
def anna() -> Client:
    return signed_in("Translators: sv", name="anna")


@pytest.fixture
def bertil() -> Client:
    return signed_in("Translators: sv", name="bertil")


def _here(client: Client, article: Any, tag: str = "sv", **more: Any) -> Any:
    return client.post(f"/admin/translations/texts/{translation_of(article, tag).pk}/here/", more)


def _others(client: Client, article: Any, **more: Any) -> Any:
    return _here(client, article, **more).json()["others"]


def test_each_is_told_the_other_and_at_which_text(article: NewsArticlePage, anna: Client, bertil: Client) -> None:
    text = segment(article, "Uutinen").pk

    assert _others(anna, article, text=text) == []
    assert _others(bertil, article, text="") == [{"name": "anna", "text": text}]
    assert _others(anna, article) == [{"name": "bertil", "text": None}]
    assert _others(bertil, article) == [{"name": "anna", "text": None}]
    assert Presence.objects.count() == 2


def test_who_has_gone_or_is_silent_is_not_told(article: NewsArticlePage, anna: Client, bertil: Client) -> None:
    _here(anna, article)
    assert _others(anna, article, gone="1") == []
    assert _others(bertil, article) == []

    _here(anna, article)
    Presence.objects.filter(user__username="anna").update(at=timezone.now() - timedelta(seconds=31))
    assert _others(bertil, article) == []
    assert list(Presence.objects.values_list("user__username", flat=True)) == ["bertil"]


def test_another_page_and_another_language_have_their_own(article: NewsArticlePage, anna: Client) -> None:
    other = factories.article("Toinen")
    factories.translate(other, "sv", strings=0, live=False)
    factories.translate(article, "ru", strings=0, live=False)
    _here(anna, article)

    assert _others(signed_in("Translators: sv", name="bertil"), other) == []
    assert _here(signed_in("Translators: ru", name="irina"), article, "ru").json() == {"others": []}


def test_only_who_may_work_on_the_page_says_and_hears_it(article: NewsArticlePage, anna: Client) -> None:
    _here(anna, article)

    assert is_refused(_here(signed_in("Translators: ru", name="irina"), article))
    assert _here(Client(), article).status_code == 302
    assert anna.get(f"/admin/translations/texts/{translation_of(article).pk}/here/").status_code == 405
    assert Presence.objects.count() == 1
    NewsArticlePage.objects.filter(locale=factories.locale("sv")).update(locked=True)
    assert is_refused(_here(anna, article))


@pytest.mark.parametrize("text", ["x", "-1", "9" * 40, "½", "\x00"])
def test_a_text_that_is_none_is_no_text(article: NewsArticlePage, anna: Client, text: str) -> None:
    assert _here(anna, article, text=text).status_code == 200
    assert Presence.objects.get().text is None


def test_a_few_statements_whoever_is_there(article: NewsArticlePage, anna: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            _here(anna, article)
        return sum("translation_presence" in query["sql"] for query in captured)

    _here(anna, article)
    assert cost() == 3
    for number in range(25):
        user = factories.user(f"person-{number}")
        Presence.objects.create(translation=translation_of(article), user=user, at=timezone.now())
    assert cost() == 3
    assert len(_others(anna, article)) == 20
    assert str(Presence.objects.order_by("pk").first()).endswith(f": {translation_of(article).pk}")
