"""The documents that partner sites and newsletter tools really send: each works, with a constant number of statements.

A document added to `graphql/operations` fails here until it has a case.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    parse,
    visit,
)

from content_api import ids
from content_api.schema import core, executor, schema
from engine.execution import Executor
from tests.conftest import Graphql, Lasting
from tests.content_api.counting import statements
from tests.content_api.trees.operation_tree import Tree, operation_tree
from tests.engine.test_execution import operation_of

OPERATIONS = Path(__file__).resolve().parents[2] / "graphql" / "operations"
DOCUMENTS = {file.stem: file.read_text(encoding="utf-8") for file in OPERATIONS.glob("*.graphql")}
SIZES = (1, 10, 100)


@pytest.fixture(scope="module")
def tree(lasting: Lasting, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    with lasting(), operation_tree(tmp_path_factory.mktemp("media")) as made:
        yield made


@dataclass(frozen=True)
class Case:
    """`sizes` are page sizes that are tried one after the other, `found` how many entries each then has."""

    statements: int
    variables: Callable[[Tree], dict[str, Any]]
    entries: Callable[[Any], list[Any]]
    found: tuple[int, ...] = SIZES
    sizes: tuple[int | None, ...] = SIZES


def _alone(data: Any) -> list[Any]:
    """For documents that are no list: one entry, which is there."""
    (found,) = data.values()
    return [found] if found else []


def _one(statements: int, variables: Callable[[Tree], dict[str, Any]]) -> Case:
    return Case(statements, variables, _alone, found=(1,), sizes=(None,))


LANGUAGES = ["ru", "en", "fi"]
CASES: dict[str, list[Case]] = {
    "all-pages": [
        Case(2, lambda _: {"types": ["ORGANISATION"], "languages": ["fi"]}, lambda data: data["pages"]["nodes"])
    ],
    "newest-articles": [Case(5, lambda _: {"locales": ["fi"]}, lambda data: data["newsArticles"]["nodes"])],
    "news-article": [
        _one(19, lambda tree: {"path": tree.article.url_path}),
        _one(19, lambda tree: {"path": tree.long_article.url_path}),
        _one(19, lambda tree: {"path": tree.translation.url_path, "locales": ["sv"]}),
    ],
    "whats-new": [
        Case(
            6,
            lambda _: {"locales": LANGUAGES, "areas": ["049"], "themes": ["osallisuus"], "since": "2020-01-01T00:00Z"},
            lambda data: data["newsArticles"]["nodes"],
        )
    ],
    "events-near": [
        Case(
            3,
            lambda _: {
                "from": "2026-01-01T00:00Z",
                "until": "2026-02-01T00:00Z",
                "near": {"latitude": 60.2, "longitude": 24.7, "kilometres": 10},
            },
            lambda data: data["events"]["nodes"],
        )
    ],
    "running-projects": [Case(15, lambda _: {"areas": ["049"]}, lambda data: data["projects"]["nodes"])],
    "organisation-directory": [
        Case(8, lambda _: {"filter": {"kinds": ["ASSOCIATION"]}}, lambda data: data["organisations"]["nodes"])
    ],
    "organisation": [_one(34, lambda tree: {"id": ids.encode("Organisation", tree.umbrella.pk)})],
    "served-in-language": [
        Case(7, lambda _: {"tag": "so", "area": "049"}, lambda data: data["organisations"]["nodes"])
    ],
    "organisations-nearby": [
        Case(2, lambda _: {"point": {"latitude": 60.2, "longitude": 24.7}}, lambda data: data["organisations"]["nodes"])
    ],
    "contributions": [
        Case(9, lambda _: {"since": 2020, "themes": ["osallisuus"]}, lambda data: data["contributions"]["nodes"])
    ],
    "funding-to-apply-for": [
        Case(
            11,
            lambda _: {"areas": ["049"], "themes": ["osallisuus"]},
            lambda data: data["fundingSchemes"]["nodes"],
        )
    ],
    "trainings": [
        Case(
            9,
            lambda _: {"upcoming": False, "languages": ["so"], "targetGroups": ["nuoret"]},
            lambda data: data["trainings"]["nodes"],
        )
    ],
    "volunteer-opportunities": [
        Case(
            9,
            lambda _: {
                "filter": {
                    "openOn": "2026-06-01",
                    "languages": ["so"],
                    "or": [{"areas": ["049"]}, {"isRemote": True}],
                }
            },
            lambda data: data["volunteerOpportunities"]["nodes"],
        )
    ],
    "networks": [
        Case(20, lambda _: {"areas": ["049"], "themes": ["osallisuus"]}, lambda data: data["networks"]["nodes"])
    ],
    "working-groups": [Case(13, lambda _: {"filter": {"areas": ["049"]}}, lambda data: data["workingGroups"]["nodes"])],
    "action-plan": [_one(4, lambda tree: {"id": ids.encode("ActionPlan", tree.plan.pk)})],
    "action-plans": [
        Case(6, lambda _: {"filter": {"themes": ["osallisuus"]}}, lambda data: data["actionPlans"]["nodes"])
    ],
    "key-figures": [
        Case(2, lambda _: {"filter": {"asOfFrom": "2001-01-01"}}, lambda data: data["keyFigures"]["nodes"])
    ],
    "meetings": [Case(7, lambda _: {"filter": {"themes": ["osallisuus"]}}, lambda data: data["meetings"]["nodes"])],
    "positions-in-force": [
        Case(10, lambda _: {"themes": ["osallisuus"]}, lambda data: data["advocacyPositions"]["nodes"])
    ],
    "representations": [
        Case(
            5,
            lambda tree: {"key": str(tree.umbrella.translation_key)},
            lambda data: data["organisation"]["representations"],
            found=(100,),
            sizes=(None,),
        )
    ],
    "route": [
        _one(4, lambda tree: {"path": tree.article.url_path}),
        _one(5, lambda tree: {"path": f"{tree.article.url_path}ei-ole/"}),
    ],
    "page": [
        _one(20, lambda tree: {"path": tree.article.url_path}),
        _one(20, lambda tree: {"path": tree.long_article.url_path}),
        _one(21, lambda tree: {"path": tree.umbrella.url_path}),
        _one(4, lambda _: {"path": "/fi/"}),
    ],
    "sitemap": [Case(2, lambda _: {"languages": ["fi"]}, lambda data: data["sitemap"]["nodes"])],
    "site": [_one(17, lambda _: {"locales": ["fi"]})],
    "vocabularies": [
        Case(6, lambda _: {"locales": ["sv"]}, lambda data: data["municipalities"], found=(308,), sizes=(None,))
    ],
    "search": [Case(7, lambda _: {"words": "yhdistyksen"}, lambda data: data["search"]["edges"])],
    "search-words": [
        Case(8, lambda _: {"words": "vapaaehtoistoiminnasta"}, lambda data: data["newsArticles"]["nodes"])
    ],
}


def test_every_document_has_a_case_and_every_case_a_document() -> None:
    assert set(CASES) == set(DOCUMENTS)


def _without_id(text: str) -> list[str]:
    """Paths of what has a global ID and is asked for without it."""
    document, info, found = parse(text), TypeInfo(core), []
    node = core.type_map["Node"]
    fragments = {of.name.value: of for of in document.definitions if isinstance(of, FragmentDefinitionNode)}

    def has_id(selections: SelectionSetNode) -> bool:
        return any(
            of.name.value == "id" if isinstance(of, FieldNode) else has_id(fragments[of.name.value].selection_set)
            for of in selections.selections
            if isinstance(of, FieldNode | FragmentSpreadNode)
        )

    class Finder(Visitor):
        def enter_field(self, field: FieldNode, *_: Any) -> None:
            of = get_named_type(info.get_type())
            if node in {of, *getattr(of, "interfaces", ())} and not has_id(field.selection_set):  # type: ignore[arg-type]
                found.append(field.name.value)

    visit(document, TypeInfoVisitor(info, Finder()))
    return found


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_asks_for_the_id_of_whatever_has_one(name: str) -> None:
    assert _without_id(DOCUMENTS[name]) == []


def test_a_document_that_leaves_an_id_out_is_found() -> None:
    assert _without_id("{ newsArticles { nodes { ...T themes { name } } } } fragment T on NewsArticle { id }") == [
        "themes"
    ]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_works_with_a_constant_number_of_statements(graphql: Graphql, tree: Tree, name: str) -> None:
    document = DOCUMENTS[name]
    for number, case in enumerate(CASES[name]):
        for size, found in zip(case.sizes, case.found, strict=True):
            variables = case.variables(tree) | ({"first": size} if size else {})
            data = graphql(document, **variables)  # What a process learns once is not counted below.
            assert len(case.entries(data)) == found, (name, number, size)
            assert len(statements(graphql, document, **variables)) == case.statements, (name, number, size)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_is_answered_as_graphql_core_would(tree: Tree, name: str) -> None:
    """Which knows nothing of plans and reads every column."""
    for case in CASES[name]:
        variables = case.variables(tree)
        operation = operation_of(schema, DOCUMENTS[name])

        theirs = Executor(schema, "core").execute(operation, variables)

        assert theirs.errors is None
        assert executor.execute(operation, variables) == theirs


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_an_answer_is_the_same_whatever_language_the_thread_was_left_in(tree: Tree, name: str) -> None:
    """The API is answered before the middleware that would set one."""
    for case in CASES[name]:
        variables = case.variables(tree)
        operation = operation_of(schema, DOCUMENTS[name])
        answer = executor.execute(operation, variables)

        with translation.override("ru"):
            assert executor.execute(operation, variables) == answer


def test_the_document_of_an_article_asks_for_every_block(graphql: Graphql, tree: Tree) -> None:
    body = graphql(DOCUMENTS["news-article"], path=tree.article.url_path)["newsArticle"]["body"]
    (accordion,) = (block for block in body if block["__typename"] == "AccordionBlock")

    assert [block["__typename"] for block in body] == [
        "HeadingBlock",
        "ParagraphBlock",
        "QuoteBlock",
        "KeyFigureBlock",
        "ImageBlock",
        "DocumentBlock",
        "ContactBlock",
        "TableBlock",
        "GalleryBlock",
        "EmbedBlock",
        "CallToActionBlock",
        "AccordionBlock",
        "RelatedContentBlock",
    ]
    assert [block["__typename"] for block in accordion["accordionItems"][0]["body"]] == [
        block["__typename"] for block in body[:8]
    ]
    assert all(len(block) > 1 for block in body)
