"""The languages the site publishes in are one setting: one taken away disappears, one added works."""

from typing import Any

import pytest

from tests import factories as make
from tests.conftest import Graphql

LIST = """
query ($locales: [LanguageTag!]) {
  newsArticles(locales: $locales) {
    totalCount
    nodes { title language { requested served status } translations { locale } seo { hreflang { locale } } }
  }
}
"""
ROUTE = "query ($path: String!) { route(path: $path) { __typename ... on PageRoute { content { title } } } }"
LOCALES = "{ site { locales { tag name nativeName direction isEasy isDefault fallback } } }"


def test_the_site_tells_its_languages_in_its_own_order(graphql: Graphql) -> None:
    def described(tag: str, name: str, native_name: str, *fallback: str) -> dict[str, Any]:
        return {
            "tag": tag,
            "name": name,
            "nativeName": native_name,
            "direction": "LTR",
            "isEasy": False,
            "isDefault": tag == "fi",
            "fallback": list(fallback),
        }

    assert graphql(LOCALES)["site"]["locales"] == [
        described("fi", "Finnish", "suomi", "en", "sv"),
        described("sv", "Swedish", "svenska", "fi", "en"),
        described("en", "English", "English", "fi", "sv"),
        described("ru", "Russian", "Русский", "en", "fi"),
    ]


def test_a_language_taken_away_disappears_everywhere(graphql: Graphql, settings: Any) -> None:
    page = make.article("Uutinen")
    swedish = make.translate(page, "sv")
    make.article("Nyhet", tag="sv")
    assert graphql(LIST)["newsArticles"]["totalCount"] == 2

    settings.CONTENT_LANGUAGES = ["fi", "en", "ru"]
    data = graphql(LIST)["newsArticles"]

    assert data["totalCount"] == 1
    assert data["nodes"] == [
        {
            "title": "Uutinen",
            "language": {"requested": "fi", "served": "fi", "status": "ORIGINAL"},
            "translations": [],
            "seo": {"hreflang": [{"locale": "fi"}]},
        }
    ]
    assert graphql.answer(LIST, locales=["sv"])["errors"][0]["message"] == (
        "locales: Unknown language 'sv'. The site publishes in: fi, en, ru."
    )
    assert graphql(ROUTE, path=swedish.url_path)["route"]["__typename"] == "NotFoundRoute"
    found = graphql(LOCALES)["site"]["locales"]
    assert [(item["tag"], item["fallback"]) for item in found] == [
        ("fi", ["en"]),
        ("en", ["fi"]),
        ("ru", ["en", "fi"]),
    ]


@pytest.fixture
def arabic(db: None, settings: Any) -> None:
    settings.LANGUAGE_FALLBACKS = {**settings.LANGUAGE_FALLBACKS, "ar": ["en"]}
    make.add_language(settings, "ar")


@pytest.mark.usefixtures("arabic")
def test_a_language_added_is_published_in_like_the_others(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    arabic = make.translate(page, "ar")
    make.article("Vain suomeksi")

    data = graphql(LIST, locales=["ar"])["newsArticles"]

    assert data["totalCount"] == 1
    assert data["nodes"] == [
        {
            "title": "ar: Uutinen",
            "language": {"requested": "ar", "served": "ar", "status": "TRANSLATED"},
            "translations": [{"locale": "fi"}],
            "seo": {"hreflang": [{"locale": "fi"}, {"locale": "ar"}]},
        }
    ]
    assert arabic.url_path.startswith("/ar/")
    assert graphql(ROUTE, path=arabic.url_path)["route"] == {
        "__typename": "PageRoute",
        "content": {"title": "ar: Uutinen"},
    }


@pytest.mark.usefixtures("arabic")
def test_arabic_is_written_from_right_to_left(graphql: Graphql) -> None:
    assert graphql(LOCALES)["site"]["locales"][-1] == {
        "tag": "ar",
        "name": "Arabic",
        "nativeName": "العربيّة",
        "direction": "RTL",
        "isEasy": False,
        "isDefault": False,
        "fallback": ["en"],
    }


@pytest.mark.usefixtures("arabic")
def test_arabic_words_are_found_in_inflected_forms(graphql: Graphql) -> None:
    make.article("المتطوعون في المدينة", tag="ar")

    found = graphql(
        'query ($filter: NewsArticleFilter) { newsArticles(locales: ["ar"], filter: $filter) { totalCount } }',
        filter={"query": "مدينة"},
    )

    assert found == {"newsArticles": {"totalCount": 1}}
