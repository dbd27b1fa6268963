"""A list has one entry for each translation group: the one in the best of the languages asked for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests import factories as make
from tests.conftest import Graphql, Lasting

LIST = """
query ($locales: [LanguageTag!], $filter: NewsArticleFilter, $order: [NewsArticleOrder!], $first: Int, $after: Cursor) {
  newsArticles(locales: $locales, filter: $filter, order: $order, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { title language { requested served status isFallback } }
  }
}
"""


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    """Finnish: all three. Swedish: Toinen. English: Toinen and Kolmas. Russian: none."""
    with lasting():
        make.article("Ensimmäinen", date=date(2026, 1, 1))
        second = make.article("Toinen", date=date(2026, 1, 2))
        third = make.article("Kolmas", date=date(2026, 1, 3))
        make.translate(second, "sv")
        make.translate(second, "en")
        make.translate(third, "en")
        yield


def _shown(data: Any) -> list[tuple[str, str, str]]:
    """A status in brackets is of a fallback."""
    return [
        (
            node["title"],
            node["language"]["served"],
            ("(%s)" if node["language"]["isFallback"] else "%s") % node["language"]["status"],
        )
        for node in data["newsArticles"]["nodes"]
    ]


def test_without_locales_each_group_comes_once_in_the_first_language_of_the_site(graphql: Graphql) -> None:
    data = graphql(LIST)

    assert _shown(data) == [
        ("Kolmas", "fi", "ORIGINAL"),
        ("Toinen", "fi", "ORIGINAL"),
        ("Ensimmäinen", "fi", "ORIGINAL"),
    ]
    assert data["newsArticles"]["totalCount"] == 3


def test_the_chain_is_followed_for_each_group_by_itself(graphql: Graphql) -> None:
    data = graphql(LIST, locales=["sv", "en", "fi"])

    assert _shown(data) == [
        ("en: Kolmas", "en", "(TRANSLATED)"),
        ("sv: Toinen", "sv", "TRANSLATED"),
        ("Ensimmäinen", "fi", "(ORIGINAL)"),
    ]
    assert [node["language"]["requested"] for node in data["newsArticles"]["nodes"]] == ["sv", "sv", "sv"]
    assert data["newsArticles"]["totalCount"] == 3


def test_the_order_of_the_chain_decides(graphql: Graphql) -> None:
    assert _shown(graphql(LIST, locales=["fi", "sv"])) == [
        ("Kolmas", "fi", "ORIGINAL"),
        ("Toinen", "fi", "ORIGINAL"),
        ("Ensimmäinen", "fi", "ORIGINAL"),
    ]


def test_what_is_in_none_of_the_languages_is_left_out_of_entries_and_count(graphql: Graphql) -> None:
    data = graphql(LIST, locales=["ru", "sv"])

    assert _shown(data) == [("sv: Toinen", "sv", "(TRANSLATED)")]
    assert data["newsArticles"]["totalCount"] == 1


def test_a_language_named_twice_counts_once(graphql: Graphql) -> None:
    assert _shown(graphql(LIST, locales=["sv", "sv"])) == [("sv: Toinen", "sv", "TRANSLATED")]


def test_words_are_looked_for_in_the_entry_shown_not_in_a_sibling(graphql: Graphql) -> None:
    hidden = graphql(LIST, locales=["en", "fi"], filter={"query": '"sv Toinen"'})
    shown = graphql(LIST, locales=["en", "fi"], filter={"query": '"en Toinen"'})

    assert (_shown(hidden), hidden["newsArticles"]["totalCount"]) == ([], 0)
    assert (_shown(shown), shown["newsArticles"]["totalCount"]) == ([("en: Toinen", "en", "TRANSLATED")], 1)


def test_the_order_is_of_the_titles_shown(graphql: Graphql) -> None:
    titles = [title for title, *_ in _shown(graphql(LIST, locales=["sv", "en", "fi"], order=["TITLE_ASC"]))]

    assert titles == ["en: Kolmas", "Ensimmäinen", "sv: Toinen"]


def test_cursors_walk_over_the_entries_shown(graphql: Graphql) -> None:
    walked: list[Any] = []
    after = None
    data: Any = None
    for _ in range(3):
        data = graphql(LIST, locales=["sv", "en", "fi"], order=["TITLE_ASC"], first=1, after=after)
        assert data["newsArticles"]["totalCount"] == 3
        walked += _shown(data)
        after = data["newsArticles"]["pageInfo"]["endCursor"]

    assert [title for title, *_ in walked] == ["en: Kolmas", "Ensimmäinen", "sv: Toinen"]
    assert data["newsArticles"]["pageInfo"]["hasNextPage"] is False


def test_publication_is_filtered_by_the_date_in_the_language_shown(graphql: Graphql) -> None:
    texts = '{ newsArticles(locales: ["sv"]) { nodes { firstPublishedAt } } }'
    published = graphql(texts)["newsArticles"]["nodes"][0]["firstPublishedAt"]

    after = graphql(LIST, locales=["sv"], filter={"publishedAfter": published})
    before = graphql(LIST, locales=["fi"], filter={"publishedBefore": published})

    assert _shown(after) == []
    assert {title for title, *_ in _shown(before)} == {"Ensimmäinen", "Toinen", "Kolmas"}


def test_an_empty_list_of_languages_is_refused(graphql: Graphql) -> None:
    assert graphql.answer(LIST, locales=[])["errors"][0]["message"] == (
        "locales: give at least one language, or leave it out for the site's own order."
    )


@pytest.mark.parametrize("tag", ["so", "de"])
def test_a_language_people_are_served_in_but_the_site_does_not_publish_in_is_refused(
    graphql: Graphql, tag: str
) -> None:
    error = graphql.answer(LIST, locales=[tag])["errors"][0]

    assert error["message"] == f"locales: Unknown language '{tag}'. The site publishes in: fi, sv, en, ru."
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "locales"}


def test_a_tag_of_no_language_is_refused_with_the_languages_there_are(graphql: Graphql) -> None:
    message = graphql.answer(LIST, locales=["xx"])["errors"][0]["message"]

    assert message == "locales: Unknown language 'xx'. The site publishes in: fi, sv, en, ru."
