"""A translation that would be refused is refused before anything is told or published."""

from typing import Any

import pytest
from wagtail_localize.models import StringTranslation, TranslationSource

from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db


def _live(*pages: Any) -> list[bool]:
    return [NewsArticlePage.objects.get(pk=page.pk).live for page in pages]


def test_a_translation_that_is_refused_is_not_told_to_be_published(django_capture_on_commit_callbacks: Any) -> None:
    """It lacks what the draft that it was made from lacks."""
    article = factories.article("Uutinen", live=False)
    NewsArticlePage.objects.filter(pk=article.pk).update(ingress="")
    swedish = factories.translate(NewsArticlePage.objects.get(pk=article.pk), "sv", live=False)
    client = signed_in("Communicators")

    with django_capture_on_commit_callbacks(execute=True):
        refused = client.post(f"/admin/pages/{swedish.pk}/edit/", {"action": "publish"}, follow=True)

    assert "Ingress: This field cannot be blank." in text_of(refused)
    assert "Published &#x27;" not in text_of(refused)
    assert _live(swedish) == [False]


def test_all_translations_are_published_or_none_and_it_is_told_which_is_wrong(
    django_capture_on_commit_callbacks: Any,
) -> None:
    article = factories.article("Uutinen")
    swedish, russian = (factories.translate(article, tag, live=False) for tag in ("sv", "ru"))
    title = StringTranslation.objects.filter(locale=swedish.locale, context__path="title")
    title.update(data="x" * 300)
    source = TranslationSource.objects.get(object_id=swedish.translation_key)
    updated_at = source.last_updated_at
    client = signed_in("Communicators")
    update = f"/admin/localize/update/{source.pk}/"

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(update, {"publish_translations": "on"}, follow=True)

    assert response.redirect_chain == [(update, 302)]
    assert "Nothing was published." in text_of(response)
    assert f"svenska, “{swedish.title}”: “{'x' * 300}” was not published:" in text_of(response)
    assert f"“{russian.title}”:" not in text_of(response).replace(f"svenska, “{swedish.title}”:", "")
    assert _live(swedish, russian) == [False, False]
    source.refresh_from_db()
    assert source.last_updated_at == updated_at

    title.update(data="Nyhet")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(update, {"publish_translations": "on"}, follow=True)

    assert "Nothing was published." not in text_of(response)
    assert _live(swedish, russian) == [True, True]
