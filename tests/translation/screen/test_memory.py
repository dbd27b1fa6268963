"""What was translated before is offered again, to those who may read where it was."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in
from tests.translation.screen.screen import save, segment, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def swedish() -> Client:
    return signed_in("Translators: sv")


def _article(ingress: str, **fields: Any) -> NewsArticlePage:
    article = factories.article(ingress=ingress, **fields)
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _matches(client: Client, article: Any, words: str) -> Any:
    address = f"/admin/translations/texts/{translation_of(article).pk}/{segment(article, words).pk}/memory/"
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.json()["matches"]


def test_the_most_alike_come_first(swedish: Client) -> None:
    for words, translated in (
        ("Verkosto auttaa yhdistyksiä vaikuttamaan.", "Nätverket hjälper föreningar."),
        ("Verkosto auttaa yhdistyksiä.", "Nätverket hjälper."),
        ("Aivan muuta.", "Något annat."),
    ):
        save(swedish, _article(words), words, translated)
    article = _article("Verkosto auttaa yhdistyksiä vaikuttamaan!")

    assert _matches(swedish, article, "Verkosto auttaa yhdistyksiä vaikuttamaan!") == [
        {
            "percent": 98,
            "source": "Verkosto auttaa yhdistyksiä vaikuttamaan.",
            "words": "Nätverket hjälper föreningar.",
        },
        {"percent": 78, "source": "Verkosto auttaa yhdistyksiä.", "words": "Nätverket hjälper."},
    ]


def test_another_languages_translations_are_no_help(swedish: Client) -> None:
    article = factories.article(ingress="Tule mukaan verkostoon.")
    for tag in ("sv", "ru"):
        factories.translate(article, tag, strings=0, live=False)
    russian = signed_in("Translators: ru", name="ru")
    text = segment(article, "Tule mukaan verkostoon.")
    address = f"/admin/translations/texts/{translation_of(article, 'ru').pk}/{text.pk}/"
    assert russian.post(address, {"words": "Присоединяйтесь."}).status_code == 200

    assert _matches(swedish, article, "Tule mukaan verkostoon.") == []


def test_texts_of_a_page_that_the_translator_may_not_read_are_not_offered(swedish: Client) -> None:
    words = "Salainen suunnitelma verkostolle."
    hidden = _article(words)
    save(swedish, hidden, words, "En hemlig plan.")
    article = _article(words)
    assert [match["words"] for match in _matches(swedish, article, words)] == ["En hemlig plan."]

    for page in NewsArticlePage.objects.filter(translation_key=hidden.translation_key):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    NewsArticlePage.objects.filter(translation_key=hidden.translation_key, locale=factories.locale("sv")).delete()

    assert _matches(swedish, article, words) == []


def test_words_with_markup_are_offered_without_it_for_a_text_that_has_none(swedish: Client) -> None:
    body = factories.stream(("paragraph", "<p>Tule <b>mukaan</b> verkostoon.</p>"))
    other = factories.article("Toinen", body=body)
    factories.translate(other, "sv", strings=0, live=False)
    assert save(swedish, other, "Tule <b>mukaan</b> verkostoon.", "Kom <b>med</b> här.", rich="1").status_code == 200
    article = _article("Tule mukaan verkostoon.")

    assert [match["words"] for match in _matches(swedish, article, "Tule mukaan verkostoon.")] == ["Kom med här."]
