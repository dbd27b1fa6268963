"""Original and translation side by side: what a translator is shown of each text."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import OverridableSegment, SegmentOverride

from cms.translation.models import TextVersion
from cms.translation.screen import units
from cms.translation.screen.labels import label_of
from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of
from tests.content_api.trees.bodies import Library, listed, stored
from tests.translation.screen.screen import save, translation_of

pytestmark = pytest.mark.django_db
TABLE = {"data": [["Tavoite", "Näkyvyys"]], "table_caption": "Suunnitelma"}


@pytest.fixture
def swedish() -> Client:
    return signed_in("Translators: sv")


def _in_swedish(page: Any) -> Any:
    return NewsArticlePage.objects.get(translation_key=page.translation_key, locale=factories.locale("sv"))


def _units(page: Any) -> dict[str, units.Unit]:
    return {unit.source: unit for unit in units.units_of(translation_of(page))}


def _change(page: Any, **fields: Any) -> Any:
    page = NewsArticlePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    return factories.publish(page)


def test_each_text_says_what_it_is_and_the_address_comes_last(swedish: Client) -> None:
    page = factories.article("Uutinen", ingress="Ingressi.", body=factories.stream(("quote", {
        "text": "Sitaatti", "speaker": "Edustaja", "role": "Rooli"})))  # fmt: skip
    factories.translate(page, "sv")
    page = _change(page, ingress="Ingressi!", search_description="Hakukoneille.")
    save(swedish, page, "Rooli", "Roll")

    found = units.units_of(translation_of(page))

    assert [(unit.source, unit.words, unit.state.value) for unit in found] == [
        ("Uutinen", "sv: Uutinen", "published"),
        ("Hakukoneille.", "", "new"),
        ("Ingressi!", "sv: Ingressi.", "changed"),
        ("Sitaatti", "sv: Sitaatti", "published"),
        ("Edustaja", "sv: Edustaja", "published"),
        ("Rooli", "Roll", "draft"),
        ("uutinen", "uutinen-sv", "published"),
    ]
    assert _units(page)["Ingressi!"].difference == "Ingressi<del>.</del><ins>!</ins>"
    assert _units(page)["Uutinen"].difference == ""


def test_the_difference_is_to_what_was_translated_also_when_that_was_never_published(swedish: Client) -> None:
    page = factories.article("Uutinen", ingress="Tule mukaan <heti>.")
    factories.translate(page, "sv", strings=0, live=False)
    save(swedish, page, "Tule mukaan &lt;heti&gt;.", "Kom med.")
    page = _change(page, ingress="Tule mukaan nyt.")

    assert _units(page)["Tule mukaan nyt."].difference == "Tule mukaan <del>&lt;heti&gt;.</del><ins>nyt.</ins>"


def test_texts_are_called_by_their_fields_and_blocks() -> None:
    accordion = {"items": listed({"title": "Kysymys", "body": [stored("heading", {"text": "Sisä", "level": "2"})]})}
    page = factories.article("Uutinen", body=factories.stream(("table", TABLE), ("accordion", accordion)))
    factories.translate(page, "sv")

    labels = {words: str(unit.label) for words, unit in _units(page).items()}

    assert labels["Uutinen"] == "Title"
    assert labels["Suunnitelma"] == "Text › Table"
    assert labels["Näkyvyys"] == "Text › Table › row 1, column 2"
    assert labels["Kysymys"] == "Text › Accordion › Items › 1 › Title"
    assert labels["Sisä"] == "Text › Accordion › Items › 1 › Content › Heading › Text"


def test_the_screen_shows_every_kind_of_block_in_both_languages(swedish: Client) -> None:
    page = factories.article("Uutinen", body=Library().section())
    factories.translate(page, "sv")

    content = text_of(swedish.get(f"/admin/pages/{_in_swedish(page).pk}/edit/"))

    assert 'lang="sv"' in content
    assert 'lang="fi"' in content
    assert "Publish in Swedish" in content
    for words in ("Mitä teemme", "Yhdessä.", "sv: Näkyväksi"):
        assert words in content


def test_a_locked_page_is_shown_and_takes_nothing(swedish: Client) -> None:
    page = factories.article("Uutinen")
    target = factories.translate(page, "sv")
    NewsArticlePage.objects.filter(pk=target.pk).update(locked=True)

    content = text_of(swedish.get(f"/admin/pages/{target.pk}/edit/"))

    assert "This page is locked" in content
    assert "Publish in Swedish" not in content
    assert "readonly" in content


def test_the_number_of_statements_does_not_grow_with_the_texts(swedish: Client) -> None:
    def cost(count: int) -> int:
        headings = [("heading", {"text": f"Otsikko {number}", "level": "2"}) for number in range(count)]
        page = factories.article("Uutinen", body=factories.stream(*headings))
        target = factories.translate(page, "sv")
        with CaptureQueriesContext(connection) as captured:
            assert swedish.get(f"/admin/pages/{target.pk}/edit/").status_code == 200
        return len(captured)

    cost(1)
    assert cost(2) == cost(40)


def test_a_language_gets_a_document_of_its_own_and_gives_it_back(swedish: Client) -> None:
    ours, theirs = factories.document("Suomeksi"), factories.document("På svenska")
    page = factories.article("Uutinen", body=factories.stream(("document", ours.pk)))
    target = factories.translate(page, "sv")
    part = OverridableSegment.objects.get(source__object_id=page.translation_key)
    address = f"/admin/translations/texts/{translation_of(page).pk}/own/{part.pk}/"

    refused = swedish.post(address, {"value": "999999"}, follow=True)
    assert "Nothing was chosen." in text_of(refused)
    assert "Saved: readers see it when you publish." in text_of(
        swedish.post(address, {"value": theirs.pk}, follow=True)
    )
    assert "På svenska" in text_of(swedish.get(f"/admin/pages/{target.pk}/edit/"))
    assert json.loads(SegmentOverride.objects.get().data_json) == theirs.pk
    assert "is published in Swedish" in text_of(
        swedish.post(f"/admin/pages/{target.pk}/edit/", {"action": "publish"}, follow=True)
    )
    assert _in_swedish(page).body.get_prep_value()[0]["value"] == theirs.pk

    swedish.post(address, {"remove": "1"})
    swedish.post(f"/admin/pages/{target.pk}/edit/", {"action": "publish"})
    assert _in_swedish(page).body.get_prep_value()[0]["value"] == ours.pk


def test_a_link_of_its_own_must_lead_somewhere(swedish: Client) -> None:
    body = factories.stream(("paragraph", '<p><a href="https://example.org/">Lue</a></p>'))
    page = factories.article("Uutinen", body=body)
    factories.translate(page, "sv")
    part = OverridableSegment.objects.get(source__object_id=page.translation_key)
    address = f"/admin/translations/texts/{translation_of(page).pk}/own/{part.pk}/"

    told = text_of(swedish.post(address, {"value": "javascript:alert(1)"}, follow=True))

    assert "that is no web address" in told
    assert not SegmentOverride.objects.exists()


def test_a_path_that_leads_nowhere_has_the_name_of_its_field() -> None:
    assert str(label_of(factories.article(), "body.gone.text")) == "Text"


def test_versions_of_a_text_say_who_wrote_them(swedish: Client) -> None:
    page = factories.article("Uutinen")
    factories.translate(page, "sv", strings=0, live=False)
    save(swedish, page, "Uutinen", "Nyhet")

    assert str(TextVersion.objects.get()) == "Nyhet"
