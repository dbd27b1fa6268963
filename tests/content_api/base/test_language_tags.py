"""Language tags are compared without regard to case (BCP 47) and looked up as RFC 4647, section 3.4, has it."""

from typing import Any

import pytest

from cms.core.languages import SPOKEN
from tests import factories as make
from tests.conftest import Graphql

LIST = """
query ($locales: [LanguageTag!]) {
  newsArticles(locales: $locales) {
    totalCount
    nodes { title language { requested served isFallback sourceLocale } seo { jsonLd } }
  }
}
"""
SERVED = "query ($tags: [LanguageTag!]) { organisations(filter: {servesIn: $tags}) { nodes { title servesIn } } }"


def _language(graphql: Graphql, *locales: str) -> Any:
    (node,) = graphql(LIST, locales=list(locales))["newsArticles"]["nodes"]
    return node["language"]


@pytest.mark.parametrize("tag", ["fi", "FI", "fi-FI", "FI-fi", "fi-Latn-FI", "fi-x-selko"])
def test_a_wish_leads_to_the_language_of_the_site(graphql: Graphql, tag: str) -> None:
    make.article("Uutinen")

    assert _language(graphql, tag) == {
        "requested": "fi",
        "served": "fi",
        "isFallback": False,
        "sourceLocale": "fi",
    }
    literal = f'{{ newsArticles(locales: ["{tag}"]) {{ totalCount }} }}'
    assert graphql(literal) == {"newsArticles": {"totalCount": 1}}


def test_a_private_language_of_the_site_is_its_own(graphql: Graphql, settings: Any) -> None:
    make.add_language(settings, "fi-x-selko")
    page = make.article("Uutinen")
    make.translate(page, "fi-x-selko")

    assert _language(graphql, "FI-X-Selko")["served"] == "fi-x-selko"
    assert _language(graphql, "fi")["served"] == "fi"


def test_tags_are_told_in_the_case_of_the_standard(graphql: Graphql, settings: Any) -> None:
    """Wagtail stores them in lower case."""
    make.add_language(settings, "zh-hant")
    page = make.article("Uutinen")
    make.translate(page, "zh-hant")

    (node,) = graphql(LIST, locales=["zh-Hant-TW"])["newsArticles"]["nodes"]

    assert node["language"] == {
        "requested": "zh-Hant",
        "served": "zh-Hant",
        "isFallback": False,
        "sourceLocale": "fi",
    }
    assert node["seo"]["jsonLd"]["inLanguage"] == "zh-Hant"
    assert graphql("{ site { locales { tag } } }")["site"]["locales"][-1] == {"tag": "zh-Hant"}
    assert graphql.answer(LIST, locales=["xx"])["errors"][0]["message"] == (
        "locales: Unknown language 'xx'. The site publishes in: fi, sv, en, ru, zh-Hant."
    )


@pytest.mark.parametrize("tag", ["fi_FI", "suomenkieli", "fi-", "*", "fi\x00"])
def test_what_is_no_tag_is_refused_with_the_request(graphql: Graphql, tag: str) -> None:
    answer = graphql.answer(LIST, locales=[tag])

    assert "data" not in answer
    assert 'A language tag is a string like "sv" or "fi-FI", as BCP 47 has it.' in answer["errors"][0]["message"]


def test_an_empty_wish_is_no_language(graphql: Graphql) -> None:
    assert graphql.answer(LIST, locales=[""])["errors"][0]["message"] == (
        "locales: Unknown language ''. The site publishes in: fi, sv, en, ru."
    )


def test_people_are_served_in_languages_the_site_does_not_publish_in(graphql: Graphql) -> None:
    make.organisation("Yhdistys", serves_in=["so", "zh-hans"])
    found = {"nodes": [{"title": "Yhdistys", "servesIn": ["so", "zh-Hans"]}]}

    for tag in ("so", "SO", "so-SO", "zh-Hans", "zh-hans-cn"):
        assert graphql(SERVED, tags=[tag])["organisations"] == found
    assert graphql(SERVED, tags=["ar"])["organisations"] == {"nodes": []}


@pytest.mark.parametrize("tag", ["xx", "zh"])
def test_a_language_nobody_is_served_in_is_refused_with_those_there_are(graphql: Graphql, tag: str) -> None:
    error = graphql.answer(SERVED, tags=[tag])["errors"][0]

    spoken = ", ".join(SPOKEN).replace("zh-hans", "zh-Hans")
    assert error["message"] == f"servesIn: Unknown language '{tag}'. People are served in: {spoken}."
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "servesIn"}
    assert error["path"] == ["organisations"]
