"""Nothing hidden is shown by any field of any type, from any root, in any language."""

import base64
import json
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from graphql import GraphQLObjectType, OperationDefinitionNode, parse

from content_api.schema import core, executor
from content_api.type_names import TYPE_NAMES
from engine.cost import Pricing
from engine.documents import Operation
from tests import factories as make
from tests.content_api.trees.canaries import CANARY, Canaries
from tests.content_api.walking import document, every_field, visited

GRAPHQL = core
ROOTS = GRAPHQL.query_type.fields if isinstance(GRAPHQL.query_type, GraphQLObjectType) else {}
LISTS = ("newsArticles", "organisations", "projects", "advocacyPositions")
SINGLES = ("newsArticle", "organisation", "project", "advocacyPosition")


@cache
def opened(root: str) -> Operation:
    """Parsed once: what differs between two questions to a root are its variables. Larger than clients may ask."""
    text = parse(document(GRAPHQL, root))
    (node,) = text.definitions
    assert isinstance(node, OperationDefinitionNode)
    return Operation(text, node, Pricing(GRAPHQL, {}).cost(node))


class Walk:
    """Asks, looks for canaries, and remembers which fields were really there."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, str]] = set()
        self.roots: set[str] = set()

    def ask(self, root: str, **variables: Any) -> Any:
        result = executor.execute(opened(root), variables)
        assert result.errors is None, (root, variables, result.errors)
        text = json.dumps(result.data, ensure_ascii=False)
        assert CANARY.lower() not in text.lower(), (root, variables, _around(text))
        self.seen |= visited(result.data)
        self.roots.add(root)
        return result.data["root"] if result.data else None


def _around(text: str) -> str:
    place = text.lower().index(CANARY.lower())
    return text[max(0, place - 300) : place + 60]


def _id(row: Any) -> str:
    return base64.b64encode(f"{TYPE_NAMES[type(row)]}:{row.pk}".encode()).decode()


def _root_for(page: Any) -> str:
    name = TYPE_NAMES[type(page)]
    return name[0].lower() + name[1:]


@pytest.mark.django_db
def test_no_canary_from_any_root_in_any_language() -> None:
    tree = Canaries()
    walk = Walk()
    hidden: list[Any] = [*tree.hidden, *tree.aliases]
    hidden_ids = [_id(row) for row in [*hidden, *tree.hidden_images, *tree.hidden_documents, *tree.hidden_contacts]]
    public_ids = [
        _id(row) for row in [*tree.public.values(), tree.image, tree.document, tree.contact, make.area("049")]
    ]

    everything = list(settings.CONTENT_LANGUAGES)
    for locales in ([tag] for tag in everything):
        for root in (*LISTS, "site", "themes", "targetGroups", "regions", "wellbeingCounties"):
            walk.ask(root, locales=locales, **({"first": 100} if root in LISTS else {}))
    # In the language of the originals, and in one that has only aliases.
    for locales in (["fi"], ["ru"]):
        for page in tree.public.values():
            walk.ask("route", path=page.url_path, locales=locales)
            if _root_for(page) in SINGLES:
                walk.ask(_root_for(page), by={"id": _id(page)}, locales=locales)
    for root in LISTS:
        found = walk.ask(root, locales=everything, last=100)
        kind = found["__typename"]
        assert found[f"{kind}__totalCount"] == len(found[f"{kind}__edges"]) > 0, "A count that tells of what is hidden."
        searched = walk.ask(root, filter={"query": CANARY})
        assert searched[f"{kind}__totalCount"] == 0, "A search that finds what is hidden."
    for page in tree.public.values():
        if _root_for(page) in SINGLES:
            walk.ask(_root_for(page), by={"path": page.url_path})
            walk.ask(_root_for(page), by={"translationKey": str(page.translation_key)})
    for path in tree.paths():
        walk.ask("route", path=path)
    walk.ask("municipalities")
    shown = walk.ask("pages", first=100)
    kind = shown["__typename"]
    assert shown[f"{kind}__totalCount"] == len(shown[f"{kind}__edges"]) > 0, "A count that tells of what is hidden."
    for page in tree.public.values():
        assert walk.ask("content", by={"id": _id(page)})
    for page in hidden:
        for by in ({"id": _id(page)}, {"path": page.url_path}):
            assert walk.ask("content", by=by) is None or page in tree.aliases

    for page in hidden:
        if _root_for(page) in SINGLES:
            for by in ({"id": _id(page)}, {"path": page.url_path}):
                found = walk.ask(_root_for(page), by=by)
                assert found is None or page in tree.aliases
    assert walk.ask("nodes", ids=hidden_ids[:100]) == [None] * len(hidden_ids)
    assert walk.ask("node", id=hidden_ids[0]) is None
    assert all(walk.ask("nodes", ids=public_ids))

    assert walk.roots == set(ROOTS), "A new root: walk it above."
    assert every_field(GRAPHQL) - walk.seen == set(), "A new field: give the tree something to show in it."
