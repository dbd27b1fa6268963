"""`language` tells the truth about a text: which language it is, how it came about, and whether it is behind."""

from datetime import date
from typing import Any

import pytest
from wagtail_localize.models import StringTranslation, Translation

from tests import factories as make
from tests.conftest import Graphql

ONE = """
query ($by: ContentBy!, $locales: [LanguageTag!]) {
  newsArticle(by: $by, locales: $locales) {
    title
    language { requested served status isFallback isStale sourceLocale sourceUpdatedAt translatedAt }
  }
}
"""


def _article(graphql: Graphql, page: Any, *locales: str) -> Any:
    by = {"translationKey": str(page.translation_key)}
    return graphql(ONE, by=by, locales=list(locales) or None)["newsArticle"]


def _status(graphql: Graphql, page: Any, *locales: str) -> tuple[str, str, str, bool]:
    found = _article(graphql, page, *locales)["language"]
    return found["requested"], found["served"], found["status"], found["isFallback"]


def _is_stale(graphql: Graphql, page: Any, tag: str) -> bool:
    return bool(_article(graphql, page, tag)["language"]["isStale"])


def _machine_translate(page: Any, tag: str) -> None:
    make.translate(page, tag)
    StringTranslation.objects.filter(locale=make.locale(tag)).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
    )
    Translation.objects.get(
        source__object_id=page.translation_key
    ).get_target_instance().get_latest_revision().publish()


def test_an_original_is_its_own_source(graphql: Graphql) -> None:
    assert _article(graphql, make.article("Uutinen"), "fi") == {
        "title": "Uutinen",
        "language": {
            "requested": "fi",
            "served": "fi",
            "status": "ORIGINAL",
            "isFallback": False,
            "isStale": False,
            "sourceLocale": "fi",
            "sourceUpdatedAt": None,
            "translatedAt": None,
        },
    }


def test_the_source_may_be_in_any_language(graphql: Graphql) -> None:
    page = make.article("Nyhet", tag="sv")
    make.translate(page, "fi")

    assert _article(graphql, page, "sv")["language"]["status"] == "ORIGINAL"
    translated = _article(graphql, page, "fi")["language"]
    assert (translated["status"], translated["sourceLocale"]) == ("TRANSLATED", "sv")


def test_a_full_translation_is_translated_and_dated(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.translate(page, "sv")

    found = _article(graphql, page, "sv")

    assert found["title"] == "sv: Uutinen"
    language = found["language"]
    assert (language["status"], language["isStale"], language["sourceLocale"]) == ("TRANSLATED", False, "fi")
    assert language["sourceUpdatedAt"] is not None
    assert language["translatedAt"] > language["sourceUpdatedAt"]


def test_a_translation_with_a_hole_is_partial(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.translate(page, "sv", strings=1)

    assert _article(graphql, page, "sv")["title"] == "sv: Uutinen"
    assert _status(graphql, page, "sv") == ("sv", "sv", "PARTIAL", False)


def test_a_translation_in_which_nothing_is_translated_is_its_sources_text(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.translate(page, "sv", strings=0)

    assert _article(graphql, page, "sv", "fi")["title"] == "Uutinen"
    assert _status(graphql, page, "sv", "fi") == ("sv", "fi", "ORIGINAL", True)


def test_a_machines_words_are_called_so(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    _machine_translate(page, "sv")

    assert _status(graphql, page, "sv") == ("sv", "sv", "MACHINE_TRANSLATED", False)


def test_one_machine_translated_string_makes_the_whole_machine_translated(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    _machine_translate(page, "sv")
    by_machine = StringTranslation.objects.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    StringTranslation.objects.exclude(pk=by_machine.earliest("pk").pk).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL
    )
    target = Translation.objects.get(source__object_id=page.translation_key).get_target_instance()
    target.get_latest_revision().publish()

    assert _status(graphql, page, "sv") == ("sv", "sv", "MACHINE_TRANSLATED", False)


def test_a_translation_written_by_hand_is_translated(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.home("sv")
    copy = page.copy_for_translation(make.locale("sv"), copy_parents=True)
    copy.title = "Nyhet"
    make.publish(copy)

    assert _status(graphql, page, "sv") == ("sv", "sv", "TRANSLATED", False)
    assert _is_stale(graphql, page, "sv") is False


def test_what_is_not_in_the_first_language_asked_for_is_a_fallback(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.translate(page, "en")

    assert _status(graphql, page, "ru", "en", "fi") == ("ru", "en", "TRANSLATED", True)
    assert _status(graphql, page, "ru", "fi", "en") == ("ru", "fi", "ORIGINAL", True)


def test_an_alias_is_no_text_of_its_language(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.home("sv")
    make.alias(page, "sv")

    assert _article(graphql, page, "sv") is None
    assert _status(graphql, page, "sv", "fi") == ("sv", "fi", "ORIGINAL", True)


def test_changed_prose_of_the_source_makes_its_translations_stale(graphql: Graphql) -> None:
    page = make.article("Uutinen", ingress="Ennen.")
    make.translate(page, "sv")
    page.ingress = "Jälkeen."
    page = make.publish(page)

    language = _article(graphql, page, "sv")["language"]

    assert (language["status"], language["isStale"]) == ("TRANSLATED", True)
    assert language["sourceUpdatedAt"] > language["translatedAt"]
    assert _is_stale(graphql, page, "fi") is False


def test_a_draft_of_the_source_makes_nothing_stale(graphql: Graphql) -> None:
    page = make.article("Uutinen", ingress="Ennen.")
    make.translate(page, "sv")
    page.ingress = "Jälkeen."
    page.save_revision()

    assert _is_stale(graphql, page, "sv") is False


def test_a_changed_fact_of_the_source_makes_nothing_stale(graphql: Graphql) -> None:
    page = make.article("Uutinen", date=date(2026, 1, 1))
    make.translate(page, "sv")
    page.date = date(2026, 2, 1)
    page = make.publish(page)

    assert _is_stale(graphql, page, "sv") is False


def test_a_translation_is_fresh_again_when_it_was_synced_and_translated(graphql: Graphql) -> None:
    page = make.article("Uutinen", ingress="Ennen.")
    make.translate(page, "sv")
    page.ingress = "Jälkeen."
    page = make.publish(page)
    assert _is_stale(graphql, page, "sv") is True

    assert _is_stale(graphql, page, "sv") is True
    make.translate(page, "sv")

    assert _is_stale(graphql, page, "sv") is False
    assert _status(graphql, page, "sv") == ("sv", "sv", "TRANSLATED", False)


def test_republishing_a_translation_without_syncing_leaves_it_stale(graphql: Graphql) -> None:
    page = make.article("Uutinen", ingress="Ennen.")
    swedish = make.translate(page, "sv")
    page.ingress = "Jälkeen."
    page = make.publish(page)

    make.publish(swedish)

    assert _is_stale(graphql, page, "sv") is True


def test_a_source_taken_back_to_what_was_translated_makes_it_fresh(graphql: Graphql) -> None:
    page = make.article("Uutinen", ingress="Ennen.")
    make.translate(page, "sv")
    for ingress in ("Jälkeen.", "Ennen."):
        page.ingress = ingress
        page = make.publish(page)

    assert _is_stale(graphql, page, "sv") is False


def test_a_fallback_keeps_its_own_status(graphql: Graphql) -> None:
    """That a text is shown for want of another hides nothing of what it is."""
    page = make.article("Uutinen")
    _machine_translate(page, "sv")
    make.translate(page, "en", strings=1)

    assert _status(graphql, page, "ru", "sv") == ("ru", "sv", "MACHINE_TRANSLATED", True)
    assert _status(graphql, page, "ru", "en") == ("ru", "en", "PARTIAL", True)


def test_the_address_of_a_translation_that_was_not_begun_shows_an_original(graphql: Graphql) -> None:
    copy = make.translate(make.article("Uutinen"), "sv", strings=0)
    query = """query ($path: String!) {
      route(path: $path) { ... on PageRoute { content { language { requested served status isFallback } } } }
    }"""

    assert graphql(query, path=copy.url_path)["route"]["content"]["language"] == {
        "requested": "sv",
        "served": "fi",
        "status": "ORIGINAL",
        "isFallback": True,
    }


LISTS = """
query ($filter: %sFilter, $after: Cursor, $first: Int) {
  %s(locales: ["sv", "fi"], filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { endCursor } nodes { title language { status isFallback } }
  }
}
"""
KINDS = {
    "newsArticles": ("NewsArticle", make.article),
    "organisations": ("Organisation", make.organisation),
    "projects": ("Project", make.project),
    "advocacyPositions": ("AdvocacyPosition", make.position),
}
NARROWED: list[tuple[dict[str, Any], set[str]]] = [
    ({"languageStatus": ["ORIGINAL"]}, {"Svenska", "Kääntämättä", "Vain suomeksi"}),
    ({"languageStatus": ["TRANSLATED"]}, {"sv: Käännetty"}),
    ({"languageStatus": ["PARTIAL", "TRANSLATED"]}, {"sv: Osittain", "sv: Käännetty"}),
    ({"languageStatus": ["MACHINE_TRANSLATED"]}, set()),
    ({"isFallback": True}, {"Kääntämättä", "Vain suomeksi"}),
    ({"isFallback": False}, {"Svenska", "sv: Osittain", "sv: Käännetty"}),
    ({"isFallback": False, "languageStatus": ["ORIGINAL"]}, {"Svenska"}),
    ({"not": {"isFallback": True}}, {"Svenska", "sv: Osittain", "sv: Käännetty"}),
]


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_list_can_be_narrowed_by_what_is_shown(graphql: Graphql, name: str) -> None:
    kind, build = KINDS[name]
    query = LISTS % (kind, name)
    make.translate(build("Käännetty"), "sv")
    make.translate(build("Osittain"), "sv", strings=1)
    make.translate(build("Kääntämättä"), "sv", strings=0)
    build("Vain suomeksi")
    build("Svenska", tag="sv")

    for given, titles in NARROWED:
        data = graphql(query, filter=given)[name]
        first = graphql(query, filter=given, first=1)[name]
        rest = graphql(query, filter=given, after=first["pageInfo"]["endCursor"])[name]
        assert {node["title"] for node in data["nodes"]} == titles, given
        assert data["totalCount"] == first["totalCount"] == len(titles), given
        if titles:
            assert first["nodes"] + rest["nodes"] == data["nodes"], given
        for node in data["nodes"]:
            assert node["language"]["status"] in given.get("languageStatus", [node["language"]["status"]])
            assert node["language"]["isFallback"] is given.get("isFallback", node["language"]["isFallback"])


def test_fallback_is_no_status(graphql: Graphql) -> None:
    answer = graphql.answer("{ newsArticles(filter: {languageStatus: [FALLBACK]}) { totalCount } }")

    assert "FALLBACK" in answer["errors"][0]["message"]
    assert "data" not in answer
