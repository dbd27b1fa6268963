"""A translator looks up words in what was translated before, on either side, in what the translator may read."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.translation.models import TextVersion
from cms.translation.screen.memory import FOUND_MAX, NO_PAGE
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in
from tests.translation.screen.screen import save, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def swedish() -> Client:
    return signed_in("Translators: sv")


@pytest.fixture
def article() -> NewsArticlePage:
    return _article("Verkosto auttaa yhdistyksiä.")


def _article(ingress: str) -> NewsArticlePage:
    article = factories.article("Otsikko", ingress=ingress)
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _version(page: Any, source: str, words: str, tag: str = "sv") -> None:
    TextVersion.objects.create(
        object_id=page.translation_key if page else NO_PAGE,
        locale=factories.locale(tag),
        place="title",
        source=source,
        words=words,
    )


def _ask(client: Client, article: Any, phrase: str) -> Any:
    answer = client.get(f"/admin/translations/texts/{translation_of(article).pk}/memory/", {"q": phrase})
    assert answer.status_code == 200
    return answer.json()


def _found(client: Client, article: Any, phrase: str) -> list[tuple[str, str]]:
    """The pairs, with what was found in brackets."""
    return [(_text(source), _text(words)) for source, words in _ask(client, article, phrase)["found"]]


def _text(parts: list[tuple[str, bool]]) -> str:
    return "".join(f"[{words}]" if is_hit else words for words, is_hit in parts)


def test_words_are_found_and_marked_on_either_side_the_latest_first(swedish: Client, article: NewsArticlePage) -> None:
    save(swedish, article, "Verkosto auttaa yhdistyksiä.", "Nätverket hjälper föreningar.")
    save(swedish, article, "Otsikko", "Nätverket")

    assert _found(swedish, article, "AUTTAA  yhdistyksiä") == [
        ("Verkosto [auttaa yhdistyksiä].", "Nätverket hjälper föreningar.")
    ]
    assert _found(swedish, article, "nätverket") == [
        ("Otsikko", "[Nätverket]"),
        ("Verkosto auttaa yhdistyksiä.", "[Nätverket] hjälper föreningar."),
    ]
    assert _found(swedish, article, "Puuttuu") == []


def test_tags_do_not_stand_in_the_way_and_are_not_found(swedish: Client, article: NewsArticlePage) -> None:
    _version(article, 'Lue <a id="a1">lisää <b>tänään</b></a> &amp; <i>heti</i>', "Läs <b>mera</b>")

    assert _found(swedish, article, "lisää tänään & heti") == [("Lue [lisää tänään & heti]", "Läs mera")]
    assert _found(swedish, article, "a1") == []


@pytest.mark.parametrize("phrase", ["", " ", "x", "\x00", "a" * 201, "(.*", "[a", "\\", "***:", "%_", "a{9}{9}"])
def test_what_is_too_short_too_long_or_looks_like_a_pattern_finds_nothing(
    swedish: Client, article: NewsArticlePage, phrase: str
) -> None:
    _version(article, "Sana", "Ord")
    assert _ask(swedish, article, phrase) == {"found": [], "isCut": False}


def test_signs_are_what_they_are(swedish: Client, article: NewsArticlePage) -> None:
    _version(article, "100 % (noin) C++", "100 %")
    assert _found(swedish, article, "% (noin) c++") == [("100 [% (noin) C++]", "100 %")]


def test_no_more_than_twenty_and_each_pair_once(swedish: Client, article: NewsArticlePage) -> None:
    for number in range(FOUND_MAX):
        _version(article, f"Sana {number}", "Ord")
        _version(article, f"Sana {number}", "Ord")
    answer = _ask(swedish, article, "sana")
    assert (len(answer["found"]), answer["isCut"]) == (FOUND_MAX, False)

    _version(article, "Sana vielä", "Ord")
    answer = _ask(swedish, article, "sana")
    assert (len(answer["found"]), answer["isCut"]) == (FOUND_MAX, True)
    assert answer["found"][0] == [[["Sana", True], [" vielä", False]], [["Ord", False]]]


def test_only_this_language_and_what_the_translator_may_read(swedish: Client, article: NewsArticlePage) -> None:
    hidden = _article("Salainen suunnitelma.")
    _version(hidden, "Salainen suunnitelma.", "En hemlig plan.")
    _version(article, "Salainen muu", "Тайное", "ru")
    _version(None, "Salainen sana", "Hemligt ord")
    assert len(_found(swedish, article, "salainen")) == 2

    for page in NewsArticlePage.objects.filter(translation_key=hidden.translation_key):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    NewsArticlePage.objects.filter(translation_key=hidden.translation_key, locale=factories.locale("sv")).delete()

    assert _found(swedish, article, "salainen") == [("[Salainen] sana", "Hemligt ord")]
    assert _found(swedish, article, "hemlig plan") == []


def test_who_may_not_translate_the_page_is_refused(article: NewsArticlePage) -> None:
    russian = signed_in("Translators: ru", name="ru")
    assert is_refused(russian.get(f"/admin/translations/texts/{translation_of(article).pk}/memory/", {"q": "sana"}))


def test_the_database_finds_words_by_its_indexes(article: NewsArticlePage) -> None:
    with connection.cursor() as cursor, CaptureQueriesContext(connection):
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM translation_textversion WHERE source ~* 'verkosto' OR words ~* 'verkosto'"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "translation_version_like" in plan
    assert "translation_version_with" in plan
