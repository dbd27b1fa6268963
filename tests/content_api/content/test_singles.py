"""One of a kind, by its id, by its path or by its translation key: exactly one of the three."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from content_api import ids
from tests import factories as make
from tests.conftest import Graphql, Lasting

ARTICLE = """
query ($by: ContentBy!, $locales: [LanguageTag!]) {
  newsArticle(by: $by, locales: $locales) { title language { requested served status } }
}
"""
EACH = """
query ($by: ContentBy!) {
  newsArticle(by: $by) { title }
  organisation(by: $by) { title }
  project(by: $by) { title }
  advocacyPosition(by: $by) { title }
  network(by: $by) { title }
  workingGroup(by: $by) { title }
  meeting(by: $by) { title }
  actionPlan(by: $by) { title }
}
"""


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    with lasting():
        article = make.article("Uutinen")
        swedish = make.translate(article, "sv")
        yield SimpleNamespace(article=article, swedish=swedish)


def _article(graphql: Graphql, by: dict[str, Any], *locales: str) -> tuple[str, str, str, str] | None:
    found = graphql(ARTICLE, by=by, locales=list(locales) or None)["newsArticle"]
    return found and (found["title"], *found["language"].values())


FINNISH = ("Uutinen", "fi", "fi", "ORIGINAL")
SWEDISH = ("sv: Uutinen", "sv", "sv", "TRANSLATED")


def test_an_id_or_path_names_the_language_unless_languages_are_given(graphql: Graphql, tree: SimpleNamespace) -> None:
    for page, own in ((tree.article, FINNISH), (tree.swedish, SWEDISH)):
        for by in ({"id": ids.encode("NewsArticle", page.pk)}, {"path": page.url_path}):
            assert _article(graphql, by) == own
            assert _article(graphql, by, "fi") == FINNISH
            assert _article(graphql, by, "sv") == SWEDISH
            assert _article(graphql, by, "en", "sv") == ("sv: Uutinen", "en", "sv", "TRANSLATED")
            assert _article(graphql, by, "en") is None


def test_a_translation_key_names_none_so_the_sites_order_decides(graphql: Graphql, tree: SimpleNamespace) -> None:
    by = {"translationKey": str(tree.article.translation_key)}

    assert _article(graphql, by) == FINNISH
    assert _article(graphql, by, "sv") == SWEDISH
    assert _article(graphql, {"translationKey": tree.article.translation_key.hex.upper()}) == FINNISH


def test_each_type_is_found_by_its_own_field_only(graphql: Graphql, tree: SimpleNamespace) -> None:
    pages = {
        "newsArticle": tree.article,
        "organisation": make.organisation("Yhdistys"),
        "project": make.project("Hanke"),
        "advocacyPosition": make.position("Kanta"),
        "network": make.network("Verkosto"),
        "workingGroup": make.working_group("Ryhmä"),
        "meeting": make.meeting("Kokous"),
        "actionPlan": make.action_plan("Suunnitelma"),
    }
    for name, page in pages.items():
        for by in ({"path": page.url_path}, {"translationKey": str(page.translation_key)}):
            data = graphql(EACH, by=by)
            assert {key: value and value["title"] for key, value in data.items()} == {
                key: page.title if key == name else None for key in pages
            }


def test_a_path_may_be_written_in_many_ways(graphql: Graphql, tree: SimpleNamespace) -> None:
    path = tree.article.url_path
    for written in (path.strip("/"), f"https://example.org{path}?a=b#c", path.replace("u", "%75")):
        assert _article(graphql, {"path": written}) == FINNISH


def test_an_aliass_path_names_the_page_whose_text_it_shows(graphql: Graphql, tree: SimpleNamespace) -> None:
    make.home("en")
    alias = make.alias(tree.article, "en")

    assert _article(graphql, {"path": alias.url_path}) == FINNISH


def test_what_is_not_there_is_null(graphql: Graphql, tree: SimpleNamespace) -> None:
    for by in (
        {"id": ids.encode("NewsArticle", 10**17)},
        {"path": "/fi/ei-ole/"},
        {"path": "/"},
        {"translationKey": "00000000-0000-4000-8000-000000000000"},
        {"id": ids.encode("NewsArticle", make.article(live=False).pk)},
        {"path": make.article(live=False).url_path},
        {"translationKey": str(make.article(live=False).translation_key)},
    ):
        assert _article(graphql, by) is None


def test_a_draft_of_a_translation_is_not_shown_in_its_place(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    draft = make.translate(page, "sv", live=False)

    assert _article(graphql, {"id": ids.encode("NewsArticle", draft.pk)}) is None
    assert _article(graphql, {"id": ids.encode("NewsArticle", page.pk)}, "sv") is None
    assert _article(graphql, {"id": ids.encode("NewsArticle", page.pk)}, "sv", "fi") == (
        "Uutinen", "sv", "fi", "ORIGINAL",
    )  # fmt: skip


@pytest.mark.parametrize(
    "by",
    [
        {},
        {"id": "QQ==", "path": "/fi/"},
        {"id": "QQ==", "path": "/fi/", "translationKey": "x"},
        {"id": None},
        {"path": None},
        {"id": "QQ==", "path": None},
        {"slug": "uutinen"},
        None,
    ],
)
@pytest.mark.django_db
def test_exactly_one_of_the_three_is_given(graphql: Graphql, by: Any) -> None:
    response = graphql.response(ARTICLE, by=by)

    assert response.status_code < 500
    answer = response.json()
    assert answer.get("data") is None
    assert "went wrong on our side" not in answer["errors"][0]["message"]


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ({"id": "garbage"}, "by.id: 'garbage' is not an ID of this API."),
        ({"id": ids.encode("Project", 1)}, "by.id: 'UHJvamVjdDox' is an ID of Project, not of NewsArticle."),
        ({"translationKey": "garbage"}, "by.translationKey: 'garbage' is not a UUID."),
        ({"translationKey": "\x00"}, "by.translationKey: '\\x00' is not a UUID."),
        ({"path": "/%FF"}, "path: is not an address."),
    ],
)
def test_what_names_nothing_is_refused(graphql: Graphql, by: dict[str, str], message: str) -> None:
    assert graphql.answer(ARTICLE, by=by)["errors"][0]["message"] == message
