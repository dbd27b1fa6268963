"""Easy languages and those that run from right to left, on the translators' screen."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from cms.translation.machines.views import told
from cms.translation.screen import units
from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of
from tests.translation.screen.screen import translation_of

pytestmark = pytest.mark.django_db
SELKO = "fi-x-selko"


def _beside(page: Any) -> dict[str, str]:
    return {unit.source: unit.beside for unit in units.units_of(translation_of(page, SELKO))}


def test_the_base_language_stands_beside_an_original_in_a_third_language(settings: Any) -> None:
    factories.add_language(settings, SELKO)
    page = factories.article("Nyhet", tag="sv", ingress="Ingress.", body=factories.stream(
        ("paragraph", "<p>En <b>fet</b> text.</p>")))  # fmt: skip
    factories.translate(page, "fi")
    target = factories.translate(page, SELKO, strings=0, live=False)

    assert _beside(page) == {
        "Nyhet": "fi: Nyhet",
        "Ingress.": "fi: Ingress.",
        "En <b>fet</b> text.": "fi: En <b>fet</b> text.",
        "nyhet": "",
    }
    screen = text_of(signed_in(f"Translators: {SELKO}").get(f"/admin/pages/{target.pk}/edit/"))
    assert '<span lang="en">Finnish:</span> <span lang="fi" dir="ltr">fi: En <b>fet</b> text.</span>' in screen


def test_the_base_language_is_not_repeated_where_it_is_the_original(settings: Any) -> None:
    factories.add_language(settings, SELKO)
    page = factories.article("Uutinen")
    target = factories.translate(page, SELKO, strings=0, live=False)

    assert set(_beside(page).values()) == {""}
    screen = text_of(signed_in(f"Translators: {SELKO}").get(f"/admin/pages/{target.pk}/edit/"))
    assert "t-unit__beside" not in screen
    assert f'lang="{SELKO}" dir="ltr"' in screen


def test_what_not_everybody_may_read_in_the_base_language_is_not_shown_beside(settings: Any) -> None:
    factories.add_language(settings, SELKO)
    page = factories.article("Nyhet", tag="sv")
    finnish = factories.translate(page, "fi")
    factories.translate(page, SELKO, strings=0, live=False)
    PageViewRestriction.objects.create(page=finnish, restriction_type=PageViewRestriction.LOGIN)

    assert set(_beside(page).values()) == {""}


def test_no_machine_is_offered_between_forms_of_one_language(settings: Any) -> None:
    factories.add_language(settings, SELKO)
    settings.MACHINE_TRANSLATION = "libretranslate"
    settings.MACHINE_TRANSLATION_BUDGET = {SELKO: 1000}
    finnish, swedish = factories.article("Uutinen"), factories.article("Nyhet", tag="sv")
    for page in (finnish, swedish):
        factories.translate(page, SELKO, strings=0, live=False)

    assert told(translation_of(finnish, SELKO)) is None
    assert (told(translation_of(swedish, SELKO)) or {})["left"] == 1000


def test_arabic_is_written_from_right_to_left_beside_a_finnish_original(settings: Any) -> None:
    factories.add_language(settings, "ar")
    body = factories.stream(("paragraph", "<p>Eka <b>osa</b>.</p>"))
    page = factories.article("Uutinen", ingress="Ingressi.", body=body)
    target = factories.translate(page, "ar", live=False)
    client = signed_in("Translators: ar")

    screen = text_of(client.get(f"/admin/pages/{target.pk}/edit/"))
    desk = text_of(client.get("/admin/translations/ar/?state=all"))
    preview = text_of(client.get(f"/admin/localize/translate/{translation_of(page, 'ar').pk}/preview/"))

    # Title, ingress, paragraph and address.
    assert screen.count('lang="ar" dir="rtl"') == 4
    assert screen.count('lang="fi" dir="ltr"') == 4
    assert 'lang="fi" dir="ltr" target="_blank" rel="noreferrer">Uutinen</a>' in desk
    assert '<html lang="ar" dir="rtl">' in preview


def test_an_original_in_arabic_keeps_its_direction_on_the_finnish_desk(settings: Any, graphql: Any) -> None:
    factories.add_language(settings, "ar")
    page = factories.article("خبر", tag="ar", body=factories.stream(
        ("paragraph", "<p>الأول.</p>"), ("heading", {"text": "عنوان", "level": "2"})))  # fmt: skip
    target = factories.translate(page, "fi")
    client = signed_in("Translators: fi")

    assert 'lang="ar" dir="rtl" target="_blank" rel="noreferrer">خبر</a>' in text_of(
        client.get("/admin/translations/fi/?state=all")
    )
    assert text_of(client.get(f"/admin/pages/{target.pk}/edit/")).count('lang="ar" dir="rtl"') >= 4
    fresh = NewsArticlePage.objects.get(pk=page.pk)
    fresh.body.append(("heading", {"text": "جديد", "level": "2"}))
    factories.publish(fresh)
    query = """query ($path: String!) { route(path: $path) { ... on PageRoute { content { ... on NewsArticle {
        language { served status foreign { field lang dir } }
        body { ... on HeadingBlock { lang dir heading: text } ... on ParagraphBlock { lang dir } } } } } } }"""

    content = graphql(query, path=target.url_path)["route"]["content"]

    assert content["body"] == [
        {"lang": "fi", "dir": "LTR"},
        {"lang": "fi", "dir": "LTR", "heading": "fi: عنوان"},
        {"lang": "ar", "dir": "RTL", "heading": "جديد"},
    ]
    assert content["language"] == {"served": "fi", "status": "PARTIAL", "foreign": []}
