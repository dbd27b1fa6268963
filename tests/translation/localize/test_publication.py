"""A translation that would be refused is refused before anything is told or published."""

from typing import Any

import pytest

from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db


def _live(*pages: Any) -> list[bool]:
    return [NewsArticlePage.objects.get(pk=page.pk).live for page in pages]


def test_a_translation_that_is_refused_is_not_told_to_be_published(django_capture_on_commit_callbacks: Any) -> None:
    """It lacks what the original that it was made from lacks."""
    article = factories.article("Uutinen")
    NewsArticlePage.objects.filter(pk=article.pk).update(ingress="")
    swedish = factories.translate(NewsArticlePage.objects.get(pk=article.pk), "sv", live=False)
    client = signed_in("Communicators")

    with django_capture_on_commit_callbacks(execute=True):
        refused = client.post(f"/admin/pages/{swedish.pk}/edit/", {"action": "publish"}, follow=True)

    assert "Ingress: This field cannot be blank." in text_of(refused)
    assert "is published in" not in text_of(refused)
    assert _live(swedish) == [False]


def test_publishing_many_publishes_translations_as_they_are_at_the_desk_or_none() -> None:
    article = factories.article("Uutinen")
    swedish = factories.translate(article, "sv", strings=0, live=False)
    article.title = "Uusi"
    factories.publish(article)
    client = signed_in("Communicators")
    address = f"/admin/bulk/wagtailcore/page/publish/?id={swedish.pk}&next=/admin/"

    refused = client.post(address, follow=True)
    assert "texts are not translated yet" in text_of(refused)
    assert _live(swedish) == [False]

    factories.translate(NewsArticlePage.objects.get(pk=article.pk), "sv", live=False)
    client.post(address, follow=True)
    assert _live(swedish) == [True]
    assert NewsArticlePage.objects.get(pk=swedish.pk).title == "sv: Uusi"
