"""Lists inside an object page and count for every parent by itself, in one statement for all parents together."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from news.models import NewsArticlePage
from organisations.models import OrganisationPage, ProjectPage
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.counting import statements
from tests.content_api.trees.copies import copies

MEMBERS = """
query ($first: Int, $after: Cursor) {
  organisations { nodes { title members(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { organisation { title } }
  } } }
}
"""
PROJECTS = """
query ($locales: [LanguageTag!], $first: Int, $after: Cursor) {
  organisations(locales: $locales, filter: {kinds: [UMBRELLA]}) { nodes { title projects(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage } nodes { title startsOn }
  } } }
}
"""
ARTICLES = """
query ($locales: [LanguageTag!], $first: Int, $after: Cursor) {
  projects(locales: $locales, order: [TITLE_ASC]) { nodes { title newsArticles(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { title }
  } } }
}
"""


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    """Liitto has five members and manages three projects, Verkosto two of each, the members nothing."""
    with lasting():
        union = make.organisation("Liitto", kind="UMBRELLA")
        network = copies(union, 1)[0]
        OrganisationPage.objects.filter(pk=network.pk).update(title="Verkosto", sort_title="verkosto")
        member = make.organisation("Jäsen")
        members = [member, *copies(member, 4)]
        for page in members:
            make.membership(page, union)
        for page in members[:2]:
            make.membership(page, network)
        project = make.project("Hanke", managing_organisation=union, starts_on=date(2026, 1, 1))
        projects = [project, *copies(project, 4)]
        for number, page in enumerate(projects):
            ProjectPage.objects.filter(pk=page.pk).update(starts_on=date(2026, 1, 1 + number))
        ProjectPage.objects.filter(pk__in=[page.pk for page in projects[3:]]).update(managing_organisation=network)
        article = make.article("Uutinen", date=date(2026, 1, 1))
        articles = [article, *copies(article, 3)]
        for number, page in enumerate(articles):
            page.date = date(2026, 1, 1 + number)
            page.projects.create(project=project)
            page.save()
        articles[0].projects.create(project=projects[1])
        articles[0].save()
        yield


def _by_title(data: Any, root: str, field: str, inner: Callable[[Any], Any]) -> dict[str, tuple[list[Any], int, bool]]:
    return {
        node["title"]: (
            [inner(other) for other in node[field]["nodes"]],
            node[field]["totalCount"],
            node[field]["pageInfo"]["hasNextPage"],
        )
        for node in data[root]["nodes"]
    }


def _members(data: Any) -> dict[str, tuple[list[Any], int, bool]]:
    return _by_title(data, "organisations", "members", lambda row: row["organisation"]["title"])


def test_members_are_paged_and_counted_for_each_organisation(graphql: Graphql) -> None:
    found = _members(graphql(MEMBERS, first=2))

    assert found["Liitto"] == (["Jäsen", "Jäsen 0"], 5, True)
    assert found["Verkosto"] == (["Jäsen", "Jäsen 0"], 2, False)
    assert [found[title] for title in ("Jäsen", "Jäsen 0", "Jäsen 3")] == [([], 0, False)] * 3


def test_the_pages_of_an_organisations_members_follow_each_other(graphql: Graphql) -> None:
    walked: list[str] = []
    after = None
    for _ in range(3):
        data = graphql(MEMBERS, first=2, after=after)
        walked += _members(data)["Liitto"][0]
        after = next(
            node["members"]["pageInfo"]["endCursor"]
            for node in data["organisations"]["nodes"]
            if node["title"] == "Liitto"
        )

    assert walked == ["Jäsen", "Jäsen 0", "Jäsen 1", "Jäsen 2", "Jäsen 3"]


def test_an_organisations_projects_come_latest_first(graphql: Graphql) -> None:
    found = _by_title(graphql(PROJECTS, first=2), "organisations", "projects", lambda row: row["title"])

    assert found == {"Liitto": (["Hanke 1", "Hanke 0"], 3, True), "Verkosto": (["Hanke 3", "Hanke 2"], 2, False)}


def test_a_projects_news_comes_newest_first_and_may_belong_to_several(graphql: Graphql) -> None:
    found = _by_title(graphql(ARTICLES, first=3), "projects", "newsArticles", lambda row: row["title"])

    assert found == {
        "Hanke": (["Uutinen 2", "Uutinen 1", "Uutinen 0"], 4, True),
        "Hanke 0": (["Uutinen"], 1, False),
        "Hanke 1": ([], 0, False),
        "Hanke 2": ([], 0, False),
        "Hanke 3": ([], 0, False),
    }


def test_a_cursor_of_one_parent_narrows_every_parent(graphql: Graphql) -> None:
    data = graphql(ARTICLES, first=3)
    after = data["projects"]["nodes"][0]["newsArticles"]["pageInfo"]["endCursor"]

    found = _by_title(graphql(ARTICLES, after=after), "projects", "newsArticles", lambda row: row["title"])

    assert found["Hanke"] == (["Uutinen"], 4, False)
    assert found["Hanke 0"] == (["Uutinen"], 1, False)


def test_nested_entries_come_once_in_the_readers_language(graphql: Graphql) -> None:
    for model, title in ((NewsArticlePage, "Uutinen 1"), (ProjectPage, "Hanke")):
        page = model.objects.get(title=title, locale=make.locale("fi"))
        make.translate(make.publish(page), "sv")

    projects = _by_title(graphql(ARTICLES, locales=["sv", "fi"]), "projects", "newsArticles", lambda row: row["title"])

    assert projects["sv: Hanke"] == (["Uutinen 2", "sv: Uutinen 1", "Uutinen 0", "Uutinen"], 4, False)


def test_what_is_not_public_is_neither_listed_nor_counted(graphql: Graphql) -> None:
    OrganisationPage.objects.filter(title="Jäsen 1").update(live=False)
    ProjectPage.objects.filter(title="Hanke 1").update(live=False)
    NewsArticlePage.objects.filter(title="Uutinen 2").update(live=False)

    assert _members(graphql(MEMBERS))["Liitto"] == (["Jäsen", "Jäsen 0", "Jäsen 2", "Jäsen 3"], 4, False)
    projects = _by_title(graphql(PROJECTS), "organisations", "projects", lambda row: row["title"])
    assert projects["Liitto"] == (["Hanke 0", "Hanke"], 2, False)
    articles = _by_title(graphql(ARTICLES), "projects", "newsArticles", lambda row: row["title"])
    assert articles["Hanke"] == (["Uutinen 1", "Uutinen 0", "Uutinen"], 3, False)


def test_the_number_of_statements_is_the_same_for_one_parent_and_for_many(graphql: Graphql) -> None:
    one = MEMBERS.replace("organisations {", "organisations(filter: {kinds: [UMBRELLA]}, first: 1) {", 1)
    for query in (one, MEMBERS):
        graphql(query)  # What a process learns once is not counted.
        # Organisations; memberships' places, rows and counts; the members.
        assert len(statements(graphql, query, first=2)) == 5


@pytest.mark.parametrize(("size", "argument"), [(0, "first"), (101, "first")])
def test_a_nested_page_size_out_of_bounds_is_refused(graphql: Graphql, size: int, argument: str) -> None:
    error = graphql.answer(MEMBERS, first=size)["errors"][0]

    assert error["message"] == f"{argument}: between 1 and 100, not {size}."


def test_a_nested_cursor_of_another_list_is_refused(graphql: Graphql) -> None:
    cursor = graphql("{ projects { pageInfo { endCursor } } }")["projects"]["pageInfo"]["endCursor"]

    assert graphql.answer(MEMBERS, after=cursor)["errors"][0]["message"].startswith("after: not a cursor of this list")
