"""What was saved of one text: who wrote it, when, from which words, and of no other text."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.translation.history.versions import SHOWN
from cms.translation.models import Origin, TextVersion
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in
from tests.translation.screen.screen import save, segment, translation_of

pytestmark = pytest.mark.django_db
PARAGRAPHS = '<p>Lue <a href="https://example.org/">lisää</a> tänään.</p><p>Aivan muuta tekstiä.</p>'


@pytest.fixture
def article() -> NewsArticlePage:
    article = factories.article("Uutinen", ingress="Ingressi.", body=factories.stream(("paragraph", PARAGRAPHS)))
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _address(article: Any, words: str) -> str:
    return f"/admin/translations/texts/{translation_of(article).pk}/{segment(article, words).pk}/history/"


def _history(client: Client, article: Any, words: str) -> list[dict[str, Any]]:
    answer = client.get(_address(article, words))
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["versions"]
    return found


def _words(client: Client, article: Any, words: str) -> list[str]:
    return [version["words"] for version in _history(client, article, words)]


def _change(article: Any, **fields: Any) -> None:
    page = NewsArticlePage.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    factories.publish(page)


def test_each_version_says_who_wrote_it_when_and_how_the_latest_first(
    swedish: Client, article: NewsArticlePage
) -> None:
    save(signed_in("Translators: sv", name="anna"), article, "Uutinen", "Nyhet")
    save(swedish, article, "Uutinen", "En nyhet <ny>")
    TextVersion.objects.filter(words="Nyhet").update(at=datetime(2026, 3, 1, 12, tzinfo=UTC), origin=Origin.IMPORT)

    first, second = _history(swedish, article, "Uutinen")

    assert (first["words"], first["by"], first["origin"], first["source"]) == ("En nyhet <ny>", "editor", "Person", [])
    assert second == {"words": "Nyhet", "by": "anna", "at": "03/01/2026 2 p.m.", "origin": "File", "source": []}


def test_a_version_says_what_has_changed_in_the_original_since(swedish: Client, article: NewsArticlePage) -> None:
    save(swedish, article, "Ingressi.", "Ingress.")
    _change(article, ingress="Ingressi tänään.")

    [version] = _history(swedish, article, "Ingressi tänään.")

    assert version["words"] == "Ingress."
    assert version["source"] == [["equal", "Ingressi"], ["deletion", "."], ["addition", " tänään."]]


def test_a_title_that_was_written_anew_keeps_its_history(swedish: Client, article: NewsArticlePage) -> None:
    save(swedish, article, "Uutinen", "Nyhet")
    _change(article, title="Kokous peruttiin")
    save(swedish, article, "Kokous peruttiin", "Mötet inställt")

    assert _words(swedish, article, "Kokous peruttiin") == ["Mötet inställt", "Nyhet"]


def test_a_paragraph_has_no_history_of_the_one_beside_it_and_keeps_its_own_through_corrections(
    swedish: Client, article: NewsArticlePage
) -> None:
    read, other = 'Lue <a id="a1">lisää</a> tänään.', "Aivan muuta tekstiä."
    save(swedish, article, read, 'Läs <a id="a1">mer</a> i dag.', rich="1")
    save(swedish, article, other, "Något annat.")
    again = 'Lue <a id="a1">lisää</a> tänään ja huomenna.'
    body = PARAGRAPHS.replace("tänään.", "tänään ja huomenna.")
    _change(article, body=factories.stream(("paragraph", body)))
    save(swedish, article, again, 'Läs <a id="a1">mer</a> i dag och i morgon.', rich="1")

    assert _words(swedish, article, again) == [
        'Läs <a id="a1">mer</a> i dag och i morgon.',
        'Läs <a id="a1">mer</a> i dag.',
    ]
    assert _words(swedish, article, other) == ["Något annat."]


def test_a_cell_that_has_moved_takes_its_history_along(swedish: Client, article: NewsArticlePage) -> None:
    def table(*rows: str) -> Any:
        return factories.stream(("table", {"data": [[row] for row in rows], "table_caption": "Suunnitelma"}))

    _change(article, body=table("Tavoite"))
    save(swedish, article, "Tavoite", "Mål")
    _change(article, body=table("Lähtökohta", "Tavoite"))
    save(swedish, article, "Lähtökohta", "Utgångsläge")

    assert _words(swedish, article, "Tavoite") == ["Mål"]
    assert _words(swedish, article, "Lähtökohta") == ["Utgångsläge"]


def test_what_was_taken_away_is_still_told(swedish: Client, article: NewsArticlePage) -> None:
    save(swedish, article, "Uutinen", "Nyhet")
    save(swedish, article, "Uutinen", "")

    assert _words(swedish, article, "Uutinen") == ["Nyhet"]


def test_only_the_latest_are_told_in_a_constant_number_of_statements(swedish: Client, article: NewsArticlePage) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            _history(swedish, article, "Uutinen")
        return len(captured)

    save(swedish, article, "Uutinen", "Nyhet 0")
    first = cost()
    for number in range(1, SHOWN + 5):
        save(swedish, article, "Uutinen", f"Nyhet {number}")

    assert cost() == first
    words = _words(swedish, article, "Uutinen")
    assert (len(words), words[0], words[-1]) == (30, "Nyhet 34", "Nyhet 5")


def test_another_language_another_page_and_who_may_not_translate_see_nothing(article: NewsArticlePage) -> None:
    swedish = signed_in("Translators: sv", name="sv")
    save(swedish, article, "Uutinen", "Nyhet")
    factories.translate(article, "ru", strings=0, live=False)
    other = factories.article("Uutinen")
    factories.translate(other, "sv", strings=0, live=False)
    russian = signed_in("Translators: ru", name="ru")

    assert _words(swedish, other, "Uutinen") == []
    assert is_refused(russian.get(_address(article, "Uutinen")))
    address = f"/admin/translations/texts/{translation_of(article, 'ru').pk}/{segment(article, 'Uutinen').pk}/history/"
    assert russian.get(address).json() == {"versions": []}
    foreign = f"/admin/translations/texts/{translation_of(article).pk}/{segment(other, 'Uutinen').pk}/history/"
    assert swedish.get(foreign).status_code == 404
    assert swedish.post(_address(article, "Uutinen")).status_code == 405
