"""A translation that was stopped and written by hand is taken up again with what was written."""

from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation

from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db
RESTART = {"localize-restart-translation": "1"}
LINKS = '<p><a href="https://example.org/1">Yksi</a> ja <a href="https://example.org/2">kaksi</a>.</p>'


def _stopped(**fields: Any) -> Any:
    article = factories.article("Uutinen", **fields)
    swedish = factories.translate(article, "sv")
    Translation.objects.update(enabled=False)
    return NewsArticlePage.objects.get(pk=swedish.pk)


def _write(page: Any, **fields: Any) -> Any:
    for name, value in fields.items():
        setattr(page, name, value)
    return factories.publish(page)


@pytest.fixture
def client() -> Client:
    return signed_in("Communicators")


def _post(client: Client, page: Any, **data: str) -> str:
    return text_of(client.post(f"/admin/pages/{page.pk}/edit/", data, follow=True))


def test_what_was_written_by_hand_is_not_overwritten(client: Client) -> None:
    page = _write(_stopped(), title="Skrivet för hand", slug="egen-adress")

    assert "Translation has been restarted." in _post(client, page, **RESTART)
    assert "is published in Swedish." in _post(client, page, action="publish")

    page.refresh_from_db()
    assert (page.title, page.slug, page.ingress) == ("Skrivet för hand", "egen-adress", "sv: Ingressi.")


def test_links_that_stand_in_another_order_lead_where_they_led(client: Client) -> None:
    page = _stopped(body=factories.stream(("paragraph", LINKS)))
    turned = '<p><a href="https://example.org/2">Två</a> och <a href="https://example.org/1">ett</a>.</p>'
    page = _write(page, body=[{**page.body.get_prep_value()[0], "value": turned}])

    _post(client, page, **RESTART)
    _post(client, page, action="publish")

    assert NewsArticlePage.objects.get(pk=page.pk).body.get_prep_value()[0]["value"] == turned


def test_a_text_for_which_the_original_has_no_place_is_named_and_nothing_is_changed(client: Client) -> None:
    page = _stopped(body=factories.stream(("paragraph", "<p>Yksi.</p>")))
    before = list(StringTranslation.objects.values_list("pk", "data"))
    page = _write(
        page,
        body=[
            *page.body.get_prep_value()[:1],
            {"type": "quote", "value": {"text": "Eget", "speaker": "", "role": ""}, "id": "x"},
        ],
    )

    told = _post(client, page, **RESTART)

    assert "These texts have no place in the original and would be lost: “Eget”." in told
    assert not Translation.objects.get().enabled
    assert list(StringTranslation.objects.values_list("pk", "data")) == before


def test_a_draft_at_the_desk_is_not_overwritten_by_the_originals_words(client: Client) -> None:
    """The page was never published: its only revision is a copy of the original."""
    article = factories.article("Uutinen")
    swedish = factories.translate(article, "sv", live=False)
    Translation.objects.update(enabled=False)

    _post(client, NewsArticlePage.objects.get(pk=swedish.pk), **RESTART)

    titles = StringTranslation.objects.filter(translation_of__data="Uutinen").values_list("data", flat=True)
    assert list(titles) == ["sv: Uutinen"]


def test_a_second_press_publishes_nothing(client: Client) -> None:
    article = factories.article("Uutinen")
    swedish = factories.translate(article, "sv", live=False)

    _post(client, swedish, **RESTART)

    assert not NewsArticlePage.objects.get(pk=swedish.pk).live
