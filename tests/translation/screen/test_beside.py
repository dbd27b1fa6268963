"""The preview that the screen shows beside the texts is for those who may work on the page."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.admin import is_refused, signed_in, text_of
from tests.translation.screen.screen import save, translation_of

pytestmark = pytest.mark.django_db


def test_who_may_not_edit_the_page_sees_none_of_its_words() -> None:
    article = factories.article("Uutinen")
    factories.translate(article, "sv", strings=0, live=False)
    swedish = signed_in("Translators: sv")
    save(swedish, article, "Uutinen", "En hemlig nyhet")
    address = f"/admin/localize/translate/{translation_of(article).pk}/preview/"

    answer: Any = swedish.get(address)

    assert "En hemlig nyhet" in text_of(answer)
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"].split("; ")
    for client in (signed_in("Translators: ru", name="ru"), Client()):
        other: Any = client.get(address)
        assert other.status_code == 302 or is_refused(other)
        assert "En hemlig nyhet" not in other.content.decode()
