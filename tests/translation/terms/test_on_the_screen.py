"""What the translators' screen makes of terms."""

from typing import Any

import pytest
from django.test import Client

from cms.core.text.localised_text import LocalisedText
from cms.translation.screen import units
from news.models import NewsArticlePage
from organisations.models import Theme
from tests import factories
from tests.admin import text_of
from tests.translation.screen.screen import save, translation_of
from tests.translation.terms.lists import term, volunteering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dictionaries")]
MISSING = "“volontärverksamhet” or “frivilligverksamhet” is missing, the term for “vapaaehtoistoiminta”."


def _page() -> Any:
    volunteering()
    page = factories.article(
        "Vapaaehtoistoiminnan päivä",
        ingress="Tule & katso.",
        body=factories.stream(("paragraph", "<p>Iloa <b>vapaaehtoistoimin</b>nasta &amp; muusta</p>")),
    )
    factories.translate(page, "sv", strings=0, live=False)
    return page


def test_terms_are_marked_and_told_beside_the_text(swedish: Client) -> None:
    page = _page()
    target = NewsArticlePage.objects.get(translation_key=page.translation_key, locale=factories.locale("sv"))

    shown = text_of(swedish.get(f"/admin/pages/{target.pk}/edit/"))

    assert "<mark>Vapaaehtoistoiminnan</mark> päivä" in shown
    assert "Iloa <b><mark>vapaaehtoistoimin</mark></b><mark>nasta</mark> &amp; muusta" in shown
    assert 'data-source="Tule &amp; katso."' in shown
    assert shown.count('<ul class="t-terms" aria-label="Terms">') == 2
    assert '<span lang="fi">vapaaehtoistoiminta</span> <span aria-hidden="true">→</span>' in shown
    assert '<strong lang="sv">volontärverksamhet</strong>, <strong lang="sv">frivilligverksamhet</strong>' in shown


def test_a_save_without_the_term_is_saved_and_warned_of(swedish: Client) -> None:
    page = _page()

    told = save(swedish, page, "Vapaaehtoistoiminnan päivä", "Arbetets dag")
    assert (told.status_code, told.json()["warnings"]) == (200, [MISSING])
    told = save(swedish, page, "Vapaaehtoistoiminnan päivä", "Volontärverksamhetens dag")
    assert told.json()["warnings"] == []


def test_terms_take_one_statement_however_many_there_are(django_assert_num_queries: Any) -> None:
    page = _page()
    translation = translation_of(page)
    units.units_of(translation)
    with django_assert_num_queries(13):
        assert [len(unit.terms) for unit in units.units_of(translation)] == [1, 0, 1, 0]
    for number in range(30):
        term(fi=f"päivä {number}", sv="dag")
    term(fi="päivä", sv="dag")
    with django_assert_num_queries(13):
        assert [len(unit.terms) for unit in units.units_of(translation)] == [2, 0, 1, 0]


def test_labels_are_translated_with_the_terms(swedish: Client) -> None:
    volunteering()
    theme = Theme.objects.create(slug="v", names=LocalisedText({"fi": "Vapaaehtoistoiminta"}))

    shown = text_of(swedish.get("/admin/translations/sv/records/"))
    assert "<mark>Vapaaehtoistoiminta</mark>" in shown
    assert '<strong lang="sv">volontärverksamhet</strong>' in shown
    address = f"/admin/translations/sv/records/organisations.theme.names/{theme.pk}/"
    assert swedish.post(address, {"words": "Arbete", "version": ""}).json()["warnings"] == [MISSING]
