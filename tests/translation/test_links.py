"""The links in a translation when those of its original change, and its words are the last good ones."""

from typing import Any

import pytest
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import extract_ids

from cms.translation.models import TextState
from news.models import NewsArticlePage
from tests import factories as make

pytestmark = pytest.mark.django_db
LINK = '<p>Lue <a href="https://example.org/vanha">lisää</a> ja <b>tule</b>.</p>'
WITHOUT_LINK = "<p>Lue lisää ja <b>tule</b>.</p>"
TWO_LINKS = '<p>Lue <a href="https://example.org/vanha">lisää</a> ja <a href="https://example.org/kaksi">tule</a>.</p>'
SECOND_LINK = '<p>Lue lisää ja <a href="https://example.org/kaksi">tule</a>.</p>'
OTHER_LINK = '<p>Lue heti <a href="https://example.org/uusi">lisää</a> ja <b>tule</b>.</p>'


def _article(body: str) -> NewsArticlePage:
    page = make.article("Uutinen", body=make.stream(("paragraph", body)))
    make.translate(page, "sv")
    return page


def _publish(page: Any, body: str) -> Any:
    page = NewsArticlePage.objects.get(pk=page.pk)
    page.body = make.stream(("paragraph", body))
    return make.publish(page)


def _swedish(page: Any) -> tuple[str, str, bool]:
    """What readers see, and what they are told of it."""
    swedish = NewsArticlePage.objects.get(translation_key=page.translation_key, locale=make.locale("sv"))
    state = TextState.objects.get(page=swedish)
    return swedish.body.get_prep_value()[0]["value"], state.status, state.is_stale


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (LINK, WITHOUT_LINK, "<p>sv: Lue lisää ja <b>tule</b>.</p>"),
        (WITHOUT_LINK, LINK, "<p>sv: Lue lisää ja <b>tule</b>.</p>"),
        (LINK, OTHER_LINK, '<p>sv: Lue <a href="https://example.org/uusi">lisää</a> ja <b>tule</b>.</p>'),
        (TWO_LINKS, SECOND_LINK, '<p>sv: Lue lisää ja <a href="https://example.org/kaksi">tule</a>.</p>'),
    ],
)
def test_words_whose_original_changed_keep_the_links_that_it_still_has(before: str, after: str, shown: str) -> None:
    page = _publish(_article(before), after)

    assert _swedish(page) == (shown, "TRANSLATED", True)
    kept = StringTranslation.objects.get(translation_of__data__startswith="Lue", has_error=True)
    assert extract_ids(kept.data) <= extract_ids(kept.translation_of.data)

    _publish(page, before)
    assert _swedish(page)[1:] == ("TRANSLATED", False)


def test_links_that_change_places_in_the_same_words_change_them_in_every_language() -> None:
    page = _article(TWO_LINKS)

    turned = TWO_LINKS.replace("vanha", "x").replace("kaksi", "vanha").replace("/x", "/kaksi")
    page = _publish(page, turned)

    assert _swedish(page) == (turned.replace("Lue", "sv: Lue"), "TRANSLATED", False)
