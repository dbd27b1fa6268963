"""The lock of an original's texts gives what the one before has left."""

import pytest
from wagtail_localize.models import Translation

from cms.editing.locks import lock_texts
from news.models import NewsArticlePage
from tests import factories

pytestmark = pytest.mark.django_db


def test_who_gets_the_lock_sees_the_original_as_it_is_now() -> None:
    article = factories.article("Ennen")
    factories.translate(article, "sv", live=False)
    translation = Translation.objects.select_related("source").get(source__object_id=article.translation_key)
    page = NewsArticlePage.objects.get(pk=article.pk)
    page.title = "Jälkeen"
    factories.publish(page)
    assert translation.source.as_instance().title == "Ennen"

    lock_texts(translation)

    assert translation.source.as_instance().title == "Jälkeen"
