"""Things are picked and left out by their IDs, in whichever language an ID names one: in every list with a filter."""

from collections.abc import Iterator
from typing import Any

import pytest

from content_api import ids
from content_api.type_names import TYPE_NAMES
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.lists.test_filter_empties import BUILDERS, ROOTS

Tree = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[Tree]:
    """Of each type A, which has a Swedish translation, B, and a draft; IDs by root and title."""
    with lasting():
        made: Tree = {}
        for root, build in BUILDERS.items():
            first = build("A")
            pages = {
                "A": first,
                "A på svenska": make.translate(first, "sv"),
                "B": build("B"),
                "Luonnos": build("Luonnos", live=False),
            }
            kind = TYPE_NAMES[type(first)]
            made[root] = {title: ids.encode(kind, page.pk) for title, page in pages.items()}
        yield made


def _found(graphql: Graphql, root: str, **given: Any) -> list[str]:
    query = f"""query ($filter: {ROOTS[root].name}) {{
      {root}(locales: ["fi"], filter: $filter, order: [{"NAME_ASC" if root == "organisations" else "TITLE_ASC"}]) {{
        totalCount nodes {{ title }}
      }}
    }}"""
    found = graphql(query, filter=given)[root]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


@pytest.mark.parametrize("root", sorted(ROOTS))
def test_ids_of_any_language_pick_and_leave_out(graphql: Graphql, tree: Tree, root: str) -> None:
    named = tree[root]
    for title in ("A", "A på svenska"):
        assert _found(graphql, root, ids=[named[title]]) == ["A"]
        assert _found(graphql, root, notIds=[named[title]]) == ["B"]
    assert _found(graphql, root, ids=[named["A"], named["B"]]) == ["A", "B"]
    assert _found(graphql, root, notIds=[named["A"], named["B"]]) == []
    assert _found(graphql, root, ids=[named["A"], named["B"]], notIds=[named["A på svenska"]]) == ["B"]


@pytest.mark.parametrize("root", sorted(ROOTS))
def test_an_id_of_what_is_hidden_or_gone_names_nothing(graphql: Graphql, tree: Tree, root: str) -> None:
    for of_nothing in (tree[root]["Luonnos"], ids.encode(ids.decode(tree[root]["A"], "id").type_name, 10**17)):
        assert _found(graphql, root, ids=[of_nothing]) == []
        assert _found(graphql, root, notIds=[of_nothing]) == ["A", "B"]


@pytest.mark.parametrize("root", sorted(ROOTS))
def test_what_is_no_id_of_its_type_is_refused(graphql: Graphql, tree: Tree, root: str) -> None:
    kind = ids.decode(tree[root]["A"], "id").type_name
    area = ids.encode("Area", 1)
    query = f"query ($filter: {ROOTS[root].name}) {{ {root}(filter: $filter) {{ totalCount }} }}"
    for name in ("ids", "notIds"):
        for given, message in (
            (["garbage"], "'garbage' is not an ID of this API."),
            ([area], f"{area!r} is an ID of Area, not of {kind}."),
            ([tree[root]["A"]] * 101, "at most 100 values, not 101."),
        ):
            error = graphql.answer(query, filter={name: given})["errors"][0]
            assert error["message"] == f"{name}: {message}"
            assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": name}
