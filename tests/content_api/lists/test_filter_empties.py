"""What is empty in a filter counts as left out, wherever it stands: proven for every field of every filter."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLScalarType,
    get_named_type,
    get_nullable_type,
)

from content_api.schema import core, executor, schema
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.types import LISTED
from tests.engine.test_execution import operation_of

QUERY_TYPE = core.query_type
ROOTS = {
    name: get_named_type(field.args["filter"].type)
    for name, field in (QUERY_TYPE.fields if QUERY_TYPE else {}).items()
    if "filter" in field.args and name in {of.list for of in LISTED}
}
BUILDERS = {
    "newsArticles": make.article,
    "events": make.event,
    "organisations": make.organisation,
    "projects": make.project,
    "advocacyPositions": make.position,
    "contributions": make.contribution,
    "fundingSchemes": make.funding,
    "trainings": make.training,
    "volunteerOpportunities": make.volunteering,
    "networks": make.network,
    # Of a draft, which no list shows.
    "workingGroups": lambda *given, **fields: make.working_group(
        *given, organisation=make.organisation(live=False), **fields
    ),
    "meetings": lambda *given, **fields: make.meeting(
        *given, working_group=make.working_group(organisation=make.organisation(live=False), live=False), **fields
    ),
    "actionPlans": lambda *given, **fields: make.action_plan(
        *given, organisation=make.organisation(live=False), **fields
    ),
}
# Holds for one of two entries, and has no empty value itself.
ONE = {"isFallback": True}
# Of these a client can write no empty value.
NEVER_EMPTY = {"Boolean", "Date", "DateTime", "Int", "Float", "Near"}


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    with lasting():
        for build in BUILDERS.values():
            build("Suomeksi")
            build("På svenska", tag="sv")
        yield


def _empties(of: Any) -> list[Any]:
    """Every way to write nothing where this type stands."""
    kind = get_nullable_type(of)
    if isinstance(kind, GraphQLList):
        return [[], *([empty] for empty in _empties(kind.of_type))]
    if isinstance(kind, GraphQLInputObjectType) and kind.name not in NEVER_EMPTY:
        return [{}, {"not": {"and": [{}]}, "or": [], "query": ""}]
    if isinstance(kind, GraphQLScalarType) and kind.name not in NEVER_EMPTY:
        return ["  "] if kind.name == "String" else [""]
    return []


def _found(root: str, *given: Any) -> list[list[str]]:
    """The titles that each of these filters finds, asked in one document."""
    kind = ROOTS[root].name
    declared = " ".join(f"$f{number}: {kind}" for number in range(len(given)))
    asked = " ".join(
        f'f{number}: {root}(locales: ["sv", "fi"], filter: $f{number}) {{ nodes {{ title }} }}'
        for number in range(len(given))
    )
    variables = {f"f{number}": one for number, one in enumerate(given)}
    answer = executor.execute(operation_of(schema, f"query ({declared}) {{ {asked} }}"), variables)
    assert answer.errors is None, (given, answer.errors)
    assert answer.data is not None
    return [sorted(node["title"] for node in answer.data[name]["nodes"]) for name in variables]


def _written(root: str) -> list[dict[str, Any]]:
    """Filters in which one field is empty, for each field and each way."""
    fields = ROOTS[root].fields
    return [{name: empty} for name, field in fields.items() for empty in _empties(field.type)]


def test_every_list_with_a_filter_is_tried() -> None:
    assert set(ROOTS) == set(BUILDERS)
    for root in ROOTS:
        tried = {name for given in _written(root) for name in given}
        assert {"ids", "notIds", "themes", "query", "languageStatus", "and", "or", "not"} <= tried
        untried = {str(get_named_type(ROOTS[root].fields[name].type)) for name in set(ROOTS[root].fields) - tried}
        assert untried <= NEVER_EMPTY


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("root", sorted(ROOTS))
def test_an_empty_anything_anywhere_changes_no_answer(root: str) -> None:
    one, other = ["Suomeksi"], ["På svenska"]
    both = sorted(one + other)
    for empty in ({}, *_written(root)):
        expected: list[tuple[dict[str, Any], list[str]]] = [
            (empty, both),
            ({**ONE, **empty}, one),
            ({"or": [ONE, empty]}, one),
            ({"not": empty}, both),
            ({"not": {"or": [ONE, empty]}}, other),
        ]
        assert _found(root, *(given for given, _ in expected)) == [titles for _, titles in expected], empty


@pytest.mark.usefixtures("db")
def test_empty_entries_of_a_list_are_left_out_and_the_others_count() -> None:
    make.organisation("Teemassa", themes=[make.theme("yksi")])

    assert _found("organisations", {"themes": ["", "yksi"]}) == [["Teemassa"]]


SLUGS = [
    (root, name, kind)
    for root, filter_type in sorted(ROOTS.items())
    for name, kind in (("themes", "theme"), ("targetGroups", "target group"))
    if name in filter_type.fields
]


@pytest.mark.parametrize(("root", "name", "kind"), SLUGS)
def test_the_slug_of_nothing_is_refused_by_name(graphql: Graphql, root: str, name: str, kind: str) -> None:
    known = (make.theme if kind == "theme" else make.target_group)("tunnettu").slug
    query = f"query ($filter: {ROOTS[root].name}) {{ {root}(filter: $filter) {{ totalCount }} }}"

    for given in ({name: [known, "ei-ole"]}, {"not": {name: ["ei-ole"]}}, {"or": [ONE, {name: ["ei-ole"]}]}):
        error = graphql.answer(query, filter=given)["errors"][0]
        assert error["message"] == f"{name}: There is no {kind} with the slug 'ei-ole'."
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": name}
    assert "errors" not in graphql.answer(query, filter={name: [known]})


def test_a_slug_may_be_misspelt_in_any_way_without_harm(graphql: Graphql) -> None:
    make.theme("a" * 50)
    query = "query ($slug: String!) { newsArticles(filter: {themes: [$slug]}) { totalCount } }"

    for slug in ("a" * 51, "Ä", "\\", "{}", "'", '"', "%"):
        assert graphql.answer(query, slug=slug)["errors"][0]["message"] == (
            f"themes: There is no theme with the slug {slug!r}."
        )


@pytest.mark.usefixtures("db")
def test_target_groups_narrow_organisations_and_projects() -> None:
    group = make.target_group("nuoret")
    for root in ("organisations", "projects"):
        BUILDERS[root]("Nuorille", target_groups=[group])
        assert _found(root, {"targetGroups": ["nuoret"]}) == [["Nuorille"]]
