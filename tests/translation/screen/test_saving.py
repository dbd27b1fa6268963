"""A text is saved as it is written, and nothing that somebody else wrote is overwritten unseen."""

from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.models import Origin, TextVersion
from cms.translation.texts import applying
from cms.translation.texts.applying import Result
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in
from tests.translation.screen.screen import save, segment, translation_of

pytestmark = pytest.mark.django_db
RICH = '<p>Lue <a href="https://example.org/">lisää</a> <b>tänään</b>.</p>'
RICH_TEXT = 'Lue <a id="a1">lisää</a> <b>tänään</b>.'


@pytest.fixture
def swedish() -> Client:
    return signed_in("Translators: sv")


@pytest.fixture
def article() -> NewsArticlePage:
    article = factories.article(
        "Uutinen", ingress="Ingressi vuodelta 2017.", body=factories.stream(("paragraph", RICH))
    )
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _row(article: Any, words: str) -> StringTranslation | None:
    there = segment(article, words)
    return StringTranslation.objects.filter(translation_of=there.string, context=there.context).first()


def test_what_is_saved_is_told_with_what_may_be_wrong(swedish: Client, article: NewsArticlePage) -> None:
    answer = save(swedish, article, "Ingressi vuodelta 2017.", "Ingress från 2071.", version="")

    told = answer.json()
    row = _row(article, "Ingressi vuodelta 2017.")
    assert row is not None
    assert (answer.status_code, row.data, row.last_translated_by.username) == (200, "Ingress från 2071.", "editor")
    assert told == {
        "state": "draft",
        "label": "Not published yet",
        "version": row.updated_at.isoformat(),
        "words": "Ingress från 2071.",
        "by": "editor",
        "warnings": ["Other numbers than in the original."],
        "review": None,
        "problem": "",
        "filled": [],
    }


def test_lines_of_a_plain_text_are_kept(swedish: Client, article: NewsArticlePage) -> None:
    answer = save(swedish, article, "Ingressi vuodelta 2017.", "Rad <ett>\r\nRad två 2017.")

    row = _row(article, "Ingressi vuodelta 2017.")
    assert row is not None
    assert row.data == "Rad &lt;ett&gt;<br/>Rad två 2017."
    assert answer.json()["words"] == "Rad <ett>\nRad två 2017."


def test_of_a_browsers_markup_stays_what_a_text_may_hold(swedish: Client, article: NewsArticlePage) -> None:
    typed = (
        '<div style="color: red">Läs&nbsp;<a id="a1" href="x" onclick="y">mer</a> <b>i dag</b>.<script></script></div>'
    )

    assert save(swedish, article, RICH_TEXT, typed, rich="1").status_code == 200
    row = _row(article, RICH_TEXT)
    assert row is not None
    assert row.data == 'Läs\xa0<a id="a1">mer</a> <b>i dag</b>.'


@pytest.mark.parametrize(
    ("original", "words", "problem"),
    [
        (RICH_TEXT, "Läs mer.", "a link is missing: <a id=\"a1\">"),
        (RICH_TEXT, 'Läs <a id="a1">mer</a> <a id="a2">här</a>.', "Unrecognised id found in an <a> tag: a2"),
        ("Uutinen", "x" * 300, "Ensure this value has at most 255 characters (it has 300)."),
    ],
)  # fmt: skip
def test_what_may_not_stand_there_is_refused_with_a_word(
    swedish: Client, article: NewsArticlePage, original: str, words: str, problem: str
) -> None:
    answer = save(swedish, article, original, words, rich="1")

    assert (answer.status_code, answer.json()["problem"], answer.json()["state"]) == (400, problem, "new")
    assert _row(article, original) is None


def test_what_somebody_else_has_written_meanwhile_is_shown_and_not_overwritten(
    swedish: Client, article: NewsArticlePage
) -> None:
    anna = signed_in("Translators: sv", name="anna")
    seen = save(anna, article, "Uutinen", "Nyhet", version="").json()["version"]

    answer = save(swedish, article, "Uutinen", "En nyhet", version="")

    told = answer.json()
    assert (answer.status_code, told["words"], told["by"], told["version"]) == (409, "Nyhet", "anna", seen)
    assert save(swedish, article, "Uutinen", "En nyhet", version=seen).status_code == 200
    assert list(TextVersion.objects.filter(source="Uutinen").order_by("at").values_list("words", "by__username")) == [
        ("Nyhet", "anna"), ("En nyhet", "editor"),
    ]  # fmt: skip


def test_the_same_words_from_two_people_are_no_conflict(swedish: Client, article: NewsArticlePage) -> None:
    save(swedish, article, "Uutinen", "Nyhet", version="")

    assert save(swedish, article, "Uutinen", "Nyhet", version="").status_code == 200
    assert TextVersion.objects.filter(source="Uutinen").count() == 1


def test_an_empty_text_takes_the_translation_away_and_its_history_stays(
    swedish: Client, article: NewsArticlePage
) -> None:
    save(swedish, article, "Uutinen", "Nyhet")

    assert save(swedish, article, "Uutinen", "  ").json()["state"] == "new"
    assert _row(article, "Uutinen") is None
    assert TextVersion.objects.filter(words="Nyhet").exists()


def test_what_a_machine_wrote_and_a_person_leaves_as_it_is_counts_as_the_persons(
    swedish: Client, article: NewsArticlePage
) -> None:
    translation = translation_of(article)
    text = segment(article, "Uutinen")
    original = translation.source.as_instance()
    outcome = applying.apply(translation, text.pk, "Nyhet", None, original=original, origin=Origin.MACHINE, tool="X")
    assert (outcome.result, outcome.there and outcome.there.translation_type) == (Result.SAVED, "machine")

    assert save(swedish, article, "Uutinen", "Nyhet").json()["state"] == "draft"
    again = applying.apply(translation, text.pk, "Nyhet", None, original=original, origin=Origin.MACHINE)
    assert again.result == Result.UNCHANGED


def test_a_text_that_the_original_no_longer_has_is_kept_and_told(swedish: Client, article: NewsArticlePage) -> None:
    address = f"/admin/translations/texts/{translation_of(article).pk}/{segment(article, 'Uutinen').pk}/"
    article = NewsArticlePage.objects.get(pk=article.pk)
    article.title = "Uutinen tänään"
    factories.publish(article)

    answer: Any = swedish.post(address, {"words": "Nyhet"})

    assert answer.status_code == 410
    assert answer.json()["problem"].startswith("The original has changed while you were writing.")
    row = _row(article, "Uutinen tänään")
    assert row is not None
    assert (row.data, row.has_error) == ("Nyhet", True)


def test_a_text_of_another_page_is_not_found(swedish: Client, article: NewsArticlePage) -> None:
    other = factories.article("Toinen")
    factories.translate(other, "sv")
    address = f"/admin/translations/texts/{translation_of(article).pk}/{segment(other, 'Toinen').pk}/"

    assert swedish.post(address, {"words": "Nyhet"}).status_code == 404


def test_only_who_translates_into_the_language_saves_and_nobody_into_a_locked_page(article: NewsArticlePage) -> None:
    assert is_refused(save(signed_in("Translators: ru", name="ru"), article, "Uutinen", "Nyhet"))
    page = NewsArticlePage.objects.get(translation_key=article.translation_key, locale=factories.locale("sv"))
    page.locked = True
    page.save(update_fields=["locked"])
    assert is_refused(save(signed_in("Translators: sv", name="sv"), article, "Uutinen", "Nyhet"))
    assert not StringTranslation.objects.exists()


def test_nothing_is_saved_by_get_or_while_the_page_is_written_by_hand(
    swedish: Client, article: NewsArticlePage
) -> None:
    translation = translation_of(article)
    address = f"/admin/translations/texts/{translation.pk}/{StringSegment.objects.first().pk}/"
    assert swedish.get(address).status_code == 405
    Translation.objects.update(enabled=False)
    assert swedish.post(address, {"words": "Nyhet"}).status_code == 404


def test_what_a_machine_or_nobody_writes_for_a_text_that_is_no_more_is_dropped(
    swedish: Client, article: NewsArticlePage
) -> None:
    translation, text = translation_of(article), segment(article, "Uutinen")
    save(swedish, article, "Uutinen", "Nyhet")
    article = NewsArticlePage.objects.get(pk=article.pk)
    article.title = "Uutinen tänään"
    factories.publish(article)
    original = translation.source.as_instance()

    assert swedish.post(f"/admin/translations/texts/{translation.pk}/{text.pk}/", {"words": ""}).status_code == 410
    outcome = applying.apply(translation, text.pk, "X", None, original=original, version="", origin=Origin.MACHINE)

    assert outcome.result == Result.LATE
    rows = StringTranslation.objects.filter(context=text.context).values_list("data", "has_error")
    assert sorted(rows) == [("Nyhet", False), ("Nyhet", True)]
