"""What news can be filtered by."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from content_api import ids
from news.models import NewsArticlePage
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.trees.copies import copies

QUERY = """
query ($filter: NewsArticleFilter, $locales: [LanguageTag!]) {
  newsArticles(filter: $filter, locales: $locales, order: [TITLE_ASC]) { totalCount nodes { title } }
}
"""


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    """A: theme one, Yhdistys, January. B: themes one and two, Hanke, February. C: nothing, March.
    Each is dated a year before it was published."""
    with lasting():
        one, two = make.theme("yksi"), make.theme("kaksi")
        organisation, project = make.organisation("Yhdistys"), make.project("Hanke")
        swedish = make.translate(organisation, "sv")
        first = make.article("A", themes=[one])
        second, third = copies(first, 2)
        for page, title in ((second, "B"), (third, "C")):
            page.title = title
        first.organisations.create(organisation=organisation)
        second.themes.set([one, two])
        second.projects.create(project=project)
        third.themes.set([])
        for month, page in enumerate((first, second, third), 1):
            page.date = date(2025, month, 1)
            page.save()
            published = datetime(2026, month, 1, tzinfo=UTC)
            NewsArticlePage.objects.filter(pk=page.pk).update(first_published_at=published)
        yield SimpleNamespace(organisation=organisation, swedish=swedish, project=project, article=first)


def _found(graphql: Graphql, **given: Any) -> list[str]:
    found = graphql(QUERY, filter=given)["newsArticles"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


pytestmark = pytest.mark.usefixtures("tree")


def test_without_a_filter_all_are_found(graphql: Graphql) -> None:
    assert _found(graphql) == ["A", "B", "C"]
    assert len(graphql(QUERY, filter=None)["newsArticles"]["nodes"]) == 3


@pytest.mark.parametrize(
    ("themes", "titles"),
    [
        (["yksi"], ["A", "B"]),
        (["kaksi"], ["B"]),
        (["yksi", "kaksi"], ["A", "B"]),
        ([], ["A", "B", "C"]),
        (None, ["A", "B", "C"]),
    ],
)
def test_themes(graphql: Graphql, themes: list[str] | None, titles: list[str]) -> None:
    assert _found(graphql, themes=themes) == titles


def test_organisations_are_named_by_their_id_in_any_language(graphql: Graphql, tree: SimpleNamespace) -> None:
    for page in (tree.organisation, tree.swedish):
        assert _found(graphql, organisations=[ids.encode("Organisation", page.pk)]) == ["A"]
    assert _found(graphql, organisations=[ids.encode("Organisation", 10**17)]) == []
    assert _found(graphql, organisations=[]) == ["A", "B", "C"]


def test_projects_are_named_by_their_id(graphql: Graphql, tree: SimpleNamespace) -> None:
    assert _found(graphql, projects=[ids.encode("Project", tree.project.pk)]) == ["B"]


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"publishedAfter": "2026-01-15T00:00:00Z"}, ["B", "C"]),
        ({"publishedBefore": "2026-01-15T00:00:00+02:00"}, ["A"]),
        ({"publishedAfter": "2026-02-01T00:00:00Z"}, ["C"]),
        ({"publishedAfter": "2026-01-31T23:59:59Z", "publishedBefore": "2026-02-01T00:00:01Z"}, ["B"]),
        ({"publishedAfter": "0001-01-01T00:00:00+14:00"}, ["A", "B", "C"]),
        ({"publishedBefore": "9999-12-31T23:59:59-14:00"}, ["A", "B", "C"]),
    ],
)
def test_dates_of_publication(graphql: Graphql, given: dict[str, str], titles: list[str]) -> None:
    assert _found(graphql, **given) == titles


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"dateFrom": "2025-02-01"}, ["B", "C"]),
        ({"dateFrom": "2025-02-02"}, ["C"]),
        ({"dateUntil": "2025-02-01"}, ["A", "B"]),
        ({"dateUntil": "2025-01-31"}, ["A"]),
        ({"dateFrom": "2025-02-01", "dateUntil": "2025-02-01"}, ["B"]),
        ({"dateFrom": "2025-03-01", "dateUntil": "2025-01-01"}, []),
        ({"dateFrom": "0001-01-01", "dateUntil": "9999-12-31"}, ["A", "B", "C"]),
        ({"not": {"dateFrom": "2025-02-01"}}, ["A"]),
    ],
)
def test_days_of_their_own_date(graphql: Graphql, given: dict[str, Any], titles: list[str]) -> None:
    assert _found(graphql, **given) == titles


@pytest.mark.parametrize("name", ["dateFrom", "dateUntil"])
def test_what_is_no_day_is_refused(graphql: Graphql, name: str) -> None:
    for given in ("yesterday", "2026-02-30", ""):
        message = graphql.answer(QUERY, filter={name: given})["errors"][0]["message"]
        assert message.startswith(f"Variable '$filter' has invalid value at .{name}: Value cannot represent a Date")


def test_conditions_beside_each_other_must_all_match(graphql: Graphql, tree: SimpleNamespace) -> None:
    project = ids.encode("Project", tree.project.pk)

    assert _found(graphql, themes=["yksi"], projects=[project]) == ["B"]
    assert _found(graphql, themes=["yksi"], projects=[project], publishedBefore="2026-01-15T00:00:00Z") == []


@pytest.mark.parametrize("given", ["yesterday", "2026-02-30T00:00:00Z", "", "2026-01-01T25:00:00Z"])
def test_what_is_no_instant_is_refused(graphql: Graphql, given: str) -> None:
    message = graphql.answer(QUERY, filter={"publishedAfter": given})["errors"][0]["message"]

    assert message.startswith(
        f"Variable '$filter' has invalid value at .publishedAfter: Value cannot represent a DateTime: \"{given}\"."
    )


def test_an_instant_without_an_offset_is_refused(graphql: Graphql) -> None:
    message = graphql.answer(QUERY, filter={"publishedAfter": "2026-01-01T12:00:00"})["errors"][0]["message"]

    assert message == "publishedAfter: an instant has an offset, like 2026-01-31T12:00:00+02:00 or …Z."


def test_what_is_no_id_is_refused(graphql: Graphql) -> None:
    for value in ("garbage", "ä", "QQ==", ids.encode("Organisation", 10**30), "T3JnYW5pc2F0aW9uOi0x"):
        error = graphql.answer(QUERY, filter={"organisations": [value]})["errors"][0]
        assert error["message"] == f"organisations: {value!r} is not an ID of this API."
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "organisations"}


def test_an_id_of_another_type_is_refused(graphql: Graphql, tree: SimpleNamespace) -> None:
    value = ids.encode("NewsArticle", tree.article.pk)

    assert graphql.answer(QUERY, filter={"projects": [value]})["errors"][0]["message"] == (
        f"projects: {value!r} is an ID of NewsArticle, not of Project."
    )


@pytest.mark.parametrize("name", ["themes", "areas", "organisations", "projects"])
def test_more_than_a_hundred_values_are_refused(graphql: Graphql, name: str) -> None:
    error = graphql.answer(QUERY, filter={name: ["FI"] * 101})["errors"][0]

    assert error["message"] == f"{name}: at most 100 values, not 101."


def test_a_hundred_values_are_fine(graphql: Graphql) -> None:
    assert _found(graphql, themes=["yksi"] * 100) == ["A", "B"]


def test_a_field_that_is_not_in_the_filter_is_refused(graphql: Graphql) -> None:
    message = graphql.answer(QUERY, filter={"owner__password__startswith": "a"})["errors"][0]["message"]

    assert "type 'NewsArticleFilter' not to include unknown field 'owner__password__startswith'" in message


@pytest.mark.parametrize("name", ["themes", "areas"])
def test_characters_that_are_no_text_are_refused(graphql: Graphql, name: str) -> None:
    assert graphql.answer(QUERY, filter={name: ["a\x00b"]})["errors"][0]["message"] == (
        f"{name}: holds a character that is no text."
    )
