"""The very same text in several places: translated in one, it is filled in where it waits, and taken back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringSegment, StringTranslation

from cms.translation.models import Origin, TextVersion
from cms.translation.screen.units import units_of
from cms.translation.texts import applying
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in
from tests.translation.screen.screen import translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def swedish() -> Client:
    return signed_in("Translators: sv")


@pytest.fixture
def article() -> NewsArticlePage:
    """“Lue lisää” stands in three headings."""
    headings = [("heading", {"text": "Lue lisää", "level": "2"})] * 3
    article = factories.article("Uutinen", body=factories.stream(*headings))
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _keys() -> list[int]:
    return list(StringSegment.objects.filter(string__data="Lue lisää").order_by("order").values_list("pk", flat=True))


def _save(client: Client, article: Any, key: int, words: str, **more: Any) -> Any:
    address = f"/admin/translations/texts/{translation_of(article).pk}/{key}/"
    return client.post(address, {"words": words, "repeat": "1", **more})


def _take_back(client: Client, article: Any, *tokens: str) -> Any:
    return client.post(f"/admin/translations/texts/{translation_of(article).pk}/undo/", {"undo": tokens})


def _now(article: Any) -> list[tuple[str, str]]:
    found = {unit.key: unit for unit in units_of(translation_of(article))}
    return [(found[key].words, found[key].state.value) for key in _keys()]


def test_it_is_filled_in_where_nobody_has_translated_it_and_told(swedish: Client, article: NewsArticlePage) -> None:
    first, second, third = _keys()

    told = _save(swedish, article, first, "Läs mer").json()

    assert (told["words"], told["state"]) == ("Läs mer", "draft")
    assert [(text["key"], text["place"], text["words"], text["state"], text["by"]) for text in told["filled"]] == [
        (second, "Text › Heading › Text", "Läs mer", "draft", "editor"),
        (third, "Text › Heading › Text", "Läs mer", "draft", "editor"),
    ]
    assert _now(article) == [("Läs mer", "draft")] * 3
    assert list(TextVersion.objects.values_list("words", "origin").distinct()) == [("Läs mer", "person")]


def test_what_a_person_wrote_there_stays(swedish: Client, article: NewsArticlePage) -> None:
    first, second, _third = _keys()
    swedish.post(f"/admin/translations/texts/{translation_of(article).pk}/{second}/", {"words": "Mer"})

    assert len(_save(swedish, article, first, "Läs mer").json()["filled"]) == 1

    assert _now(article) == [("Läs mer", "draft"), ("Mer", "draft"), ("Läs mer", "draft")]


def test_what_was_filled_in_follows_what_is_written_on_and_goes_back_to_before_all_of_it(
    swedish: Client, article: NewsArticlePage
) -> None:
    first, _second, _third = _keys()
    told = _save(swedish, article, first, "Läs").json()
    told = _save(swedish, article, first, "Läs mer", undo=[text["undo"] for text in told["filled"]]).json()
    assert _now(article) == [("Läs mer", "draft")] * 3

    back = _take_back(swedish, article, *(text["undo"] for text in told["filled"])).json()

    assert [(text["words"], text["state"], text["version"]) for text in back["texts"]] == [("", "new", "")] * 2
    assert _now(article) == [("Läs mer", "draft"), ("", "new"), ("", "new")]


def test_a_place_that_is_written_by_itself_stays_and_changes_no_other(
    swedish: Client, article: NewsArticlePage
) -> None:
    first, second, _third = _keys()
    _save(swedish, article, first, "Läs mer")

    assert _save(swedish, article, second, "Mer").json()["filled"] == []
    assert [text["words"] for text in _save(swedish, article, first, "Läs här").json()["filled"]] == ["Läs här"]

    assert _now(article) == [("Läs här", "draft"), ("Mer", "draft"), ("Läs här", "draft")]


def test_what_readers_see_stays_when_the_same_text_is_corrected_elsewhere(
    swedish: Client, article: NewsArticlePage
) -> None:
    factories.translate(article, "sv")
    first, _second, _third = _keys()

    assert _save(swedish, article, first, "Läs mer").json()["filled"] == []

    assert _now(article) == [("Läs mer", "draft"), *[("sv: Lue lisää", "published")] * 2]


def test_a_machines_draft_and_a_translation_whose_original_changed_give_way_and_come_back(swedish: Client) -> None:
    article = factories.article("Uutinen", body=factories.stream(
        ("heading", {"text": "Lue lisää", "level": "2"}),
        ("heading", {"text": "Lue", "level": "2"}),
        ("heading", {"text": "Lue lisää", "level": "2"}),
    ))  # fmt: skip
    factories.translate(article, "sv", strings=0, live=False)
    key = StringSegment.objects.get(string__data="Lue").pk
    swedish.post(f"/admin/translations/texts/{translation_of(article).pk}/{key}/", {"words": "Läs"})
    article = NewsArticlePage.objects.get(pk=article.pk)
    body = article.body.get_prep_value()
    body[1]["value"]["text"] = "Lue lisää"
    article.body = article.body.stream_block.to_python(body)
    factories.publish(article)
    first, _second, third = _keys()
    translation = translation_of(article)
    original = translation.source.as_instance()
    applying.apply(translation, third, "Läs vidare", None, original=original, origin=Origin.MACHINE, tool="X")
    before = [("", "new"), ("Läs", "changed"), ("Läs vidare", "machine")]
    assert _now(article) == before

    told = _save(swedish, article, first, "Läs mer").json()
    assert _now(article) == [("Läs mer", "draft")] * 3

    _take_back(swedish, article, *(text["undo"] for text in told["filled"]))
    assert _now(article) == [("Läs mer", "draft"), *before[1:]]
    kept = StringTranslation.objects.get(data="Läs vidare")
    assert (kept.tool_name, kept.last_translated_by) == ("X", None)


def test_what_somebody_has_written_since_is_not_taken_back(swedish: Client, article: NewsArticlePage) -> None:
    first, second, _third = _keys()
    told = _save(swedish, article, first, "Läs mer").json()
    anna = signed_in("Translators: sv", name="anna")
    assert _save(anna, article, second, "Mer").json()["filled"] == []

    back = _take_back(swedish, article, *(text["undo"] for text in told["filled"])).json()

    assert [text["words"] for text in back["texts"]] == ["Mer", ""]


def test_nothing_is_filled_in_when_it_is_not_wanted_or_there_is_nothing(
    swedish: Client, article: NewsArticlePage
) -> None:
    first, second, _third = _keys()
    _save(swedish, article, first, "Läs mer")
    assert _save(swedish, article, first, "").json()["filled"] == []
    assert _now(article) == [("", "new"), ("Läs mer", "draft"), ("Läs mer", "draft")]

    address = f"/admin/translations/texts/{translation_of(article).pk}/{second}/"
    assert swedish.post(address, {"words": "Läs här"}).json()["filled"] == []
    assert _now(article) == [("", "new"), ("Läs här", "draft"), ("Läs mer", "draft")]


def test_what_the_address_of_a_page_says_is_no_text_of_it(swedish: Client) -> None:
    article = factories.article("uutinen")
    factories.translate(article, "sv", strings=0, live=False)
    keys = StringSegment.objects.filter(source__object_id=article.translation_key, string__data="uutinen")
    assert keys.count() == 2
    for segment in keys.order_by("order"):
        assert _save(swedish, article, segment.pk, f"nyhet-{segment.order}").json()["filled"] == []


def test_only_who_translates_the_page_takes_back_and_only_what_was_filled_in_there(
    swedish: Client, article: NewsArticlePage
) -> None:
    told = _save(swedish, article, _keys()[0], "Läs mer").json()
    other = factories.article("Toinen")
    factories.translate(other, "sv", strings=0, live=False)
    [token, _token] = [text["undo"] for text in told["filled"]]

    assert is_refused(_take_back(signed_in("Translators: ru", name="ru"), article, token))
    assert _take_back(swedish, other, token).json() == {"texts": []}
    assert _take_back(swedish, article, f"{token}x", "").json() == {"texts": []}
    assert _now(article) == [("Läs mer", "draft")] * 3


def test_a_text_that_stands_once_costs_one_statement_more(swedish: Client, article: NewsArticlePage) -> None:
    key = StringSegment.objects.get(string__data="Uutinen").pk
    address = f"/admin/translations/texts/{translation_of(article).pk}/{key}/"
    swedish.post(address, {"words": "Ny"})
    with CaptureQueriesContext(connection) as plain:
        swedish.post(address, {"words": "Nyhet"})
    with CaptureQueriesContext(connection) as repeating:
        swedish.post(address, {"words": "En nyhet", "repeat": "1"})

    assert len(repeating) == len(plain) + 1
