"""What PostgreSQL does with a question on a large site: it walks an index, and reads no table from end to end."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from content_api import ids
from content_api.reading.snapshot import SETTINGS
from news.models import NewsArticlePage
from organisations.models import OrganisationPage
from tests.conftest import Graphql, Lasting
from tests.content_api.trees.large_tree import FIRST, GROUPS, create_large_tree
from tests.content_api.types import LISTED

LARGE = {"search_pagetext", "wagtailcore_page", "translation_textstate", *(of.model._meta.db_table for of in LISTED)}
# More than any page of a list and its languages, less than what there is of a type.
FEW = GROUPS // 2
AN_ARTICLE = ids.encode("NewsArticle", FIRST[NewsArticlePage])


@pytest.fixture(scope="module")
def large_tree(lasting: Lasting) -> Iterator[None]:
    with lasting():
        create_large_tree()
        yield


@dataclass
class Plan:
    sql: str
    nodes: list[dict[str, Any]]

    def whole_tables(self) -> list[str]:
        return [
            node["Relation Name"]
            for node in self.nodes
            if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE
        ]

    def large_sorts(self) -> list[str]:
        return [
            node["Node Type"]
            for node in self.nodes
            if node["Node Type"] in {"Sort", "Incremental Sort", "Hash", "Materialize"} and node["Plan Rows"] > FEW
        ]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from _nodes(inner)


def plans(graphql: Graphql, query: str, **variables: Any) -> list[Plan]:
    """Of every statement that the question costs."""
    asked: list[tuple[str, Any]] = []

    def see(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if sql.lstrip(" (").startswith(("SELECT", "WITH")):
            asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(see):
        graphql(query, **variables)
    found = []
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        for sql, parameters in asked:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
            (answer,) = cursor.fetchone()
            plan = answer if isinstance(answer, list) else json.loads(answer)
            found.append(Plan(sql, list(_nodes(plan[0]["Plan"]))))
    return found


def assert_lean(found: list[Plan]) -> None:
    assert found
    for plan in found:
        assert plan.whole_tables() == [], plan.sql
        assert plan.large_sorts() == [], plan.sql


@pytest.mark.parametrize("locales", [["sv"], ["sv", "fi"], ["en", "sv", "fi"]], ids=["one", "two", "three"])
@pytest.mark.parametrize(
    ("field", "order"),
    [(of.list, order) for of in LISTED for order in of.orders],
)
@pytest.mark.usefixtures("large_tree")
def test_every_order_of_every_list_walks_its_index(
    graphql: Graphql, field: str, order: str, locales: list[str]
) -> None:
    query = (
        f"query ($locales: [LanguageTag!]) {{ {field}(locales: $locales, order: [{order}]) {{ nodes {{ title }} }} }}"
    )
    found = plans(graphql, query, locales=locales)
    assert_lean(found)
    assert any("_by_" in node.get("Index Name", "") for plan in found for node in plan.nodes)
    answer = graphql(query, locales=locales)[field]["nodes"]
    assert len(answer) == 20


@pytest.mark.parametrize(
    ("field", "condition"),
    [
        ("newsArticles", '{query: "common"}'),
        ("newsArticles", '{query: "rare77"}'),
        ("newsArticles", '{query: "rare77* common"}'),
        ("newsArticles", f'{{ids: ["{AN_ARTICLE}"]}}'),
        ("newsArticles", f'{{notIds: ["{AN_ARTICLE}"]}}'),
        ("newsArticles", '{dateFrom: "2021-01-01", dateUntil: "2021-02-01"}'),
        ("organisations", '{query: "word7"}'),
        ("organisations", '{businessId: "0000077-1"}'),
        ("organisations", "{kinds: [ASSOCIATION]}"),
        ("projects", '{query: "rare77"}'),
        ("projects", "{status: [RUNNING, ENDED]}"),
        ("advocacyPositions", '{query: "rare77"}'),
        ("advocacyPositions", '{adoptedAfter: "2025-06-01"}'),
    ],
)
@pytest.mark.usefixtures("large_tree")
def test_usual_filters_read_no_table_from_end_to_end(graphql: Graphql, field: str, condition: str) -> None:
    query = f'{{ {field}(locales: ["sv", "fi"], filter: {condition}) {{ nodes {{ title }} }} }}'
    assert_lean(plans(graphql, query))
    assert graphql(query)[field]["nodes"]


@pytest.mark.parametrize(("words", "is_found"), [("common", True), ("word7", True), ("rare77", True), ("qqqq", False)])
@pytest.mark.parametrize("locales", [["sv"], ["sv", "fi"]], ids=["one", "two"])
@pytest.mark.usefixtures("large_tree")
def test_search_reads_no_table_from_end_to_end(
    graphql: Graphql, words: str, is_found: bool, locales: list[str]
) -> None:
    query = """query ($words: String!, $locales: [LanguageTag!]) {
      search(query: $words, locales: $locales) { totalCount counts { count } edges { highlight node { title } } }
    }"""
    assert_lean(plans(graphql, query, words=words, locales=locales))
    assert bool(graphql(query, words=words, locales=locales)["search"]["edges"]) is is_found


@pytest.mark.usefixtures("large_tree")
def test_a_sitemap_reads_what_it_gives(graphql: Graphql) -> None:
    assert_lean(plans(graphql, "{ sitemap(first: 100) { nodes { url hreflang { url } } } }"))


@pytest.mark.usefixtures("large_tree")
def test_the_next_page_starts_where_the_last_one_ended(graphql: Graphql) -> None:
    query = """query ($after: Cursor) { newsArticles(locales: ["sv", "fi"], after: $after) {
        pageInfo { endCursor } nodes { path } } }"""
    first = graphql(query)["newsArticles"]
    found = plans(graphql, query, after=first["pageInfo"]["endCursor"])
    assert_lean(found)
    second = graphql(query, after=first["pageInfo"]["endCursor"])["newsArticles"]
    assert not {node["path"] for node in first["nodes"]} & {node["path"] for node in second["nodes"]}


@pytest.mark.usefixtures("large_tree")
def test_a_list_inside_an_object_reads_what_belongs_to_it(graphql: Graphql) -> None:
    organisation = OrganisationPage.objects.filter(locale__language_code="fi").order_by("pk")[0]
    query = "query ($id: ID!) { organisation(by: {id: $id}) { projects(first: 5) { nodes { title } } } }"
    assert_lean(plans(graphql, query, id=ids.encode("Organisation", organisation.pk)))
