"""Nothing hidden is shown by any field of any type, from any root, in any language."""

import base64
import json
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from graphql import GraphQLObjectType, OperationDefinitionNode, parse

from cms.search import vocabulary
from cms.search.models import PageText
from content_api.schema import core, executor, schema
from content_api.type_names import TYPE_NAMES
from engine.cost import Pricing
from engine.documents import Operation
from tests import factories as make
from tests.content_api.trees.canaries import Canaries
from tests.content_api.trees.marking import CANARY
from tests.content_api.types import LISTED
from tests.content_api.walking import document, every_field, visited
from tests.engine.test_execution import operation_of

GRAPHQL = core
ROOTS = GRAPHQL.query_type.fields if isinstance(GRAPHQL.query_type, GraphQLObjectType) else {}
LISTS = tuple(of.list for of in LISTED)
RECORDS = ("representations", "keyFigures")
SINGLES = {of.model: of.single for of in LISTED}
# Types that have a list are opened in full from their list and their single thing, and get plain fields elsewhere.
OWN_ROOTS = {TYPE_NAMES[of.model]: (of.list, of.single) for of in LISTED}


@cache
def opened(root: str) -> Operation:
    """Parsed once: what differs between two questions to a root are its variables. Larger than clients may ask."""
    text = parse(document(GRAPHQL, root, {name for name, roots in OWN_ROOTS.items() if root not in roots}))
    (node,) = text.definitions
    assert isinstance(node, OperationDefinitionNode)
    return Operation(text, node, Pricing(GRAPHQL, {}).cost(node))


WHERE = operation_of(
    schema,
    """query ($path: String!) { route(path: $path) { __typename ... on PageRoute { content { id } }
    ... on NotFoundRoute { nearest { id } } ... on RedirectRoute { location } ... on GoneRoute { goneAt } } }""",
)


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


def _walk_lists(walk: Walk) -> None:
    everything = list(settings.CONTENT_LANGUAGES)
    for locales in ([tag] for tag in everything):
        for root in (*LISTS, *RECORDS, "site", "themes", "targetGroups", "regions", "wellbeingCounties"):
            walk.ask(root, locales=locales, **({"first": 100} if root in (*LISTS, *RECORDS) else {}))
    for root in LISTS:
        found = walk.ask(root, locales=everything, last=100)
        kind = found["__typename"]
        assert found[f"{kind}__totalCount"] == len(found[f"{kind}__edges"]) > 0, "A count that tells of what is hidden."
        searched = walk.ask(root, filter={"query": CANARY})
        assert searched[f"{kind}__totalCount"] == 0, "A search that finds what is hidden."
    walk.ask("municipalities")
    shown = walk.ask("pages", first=100)
    kind = shown["__typename"]
    assert shown[f"{kind}__totalCount"] == len(shown[f"{kind}__edges"]) > 0, "A count that tells of what is hidden."


def _walk_search(walk: Walk, tree: Canaries) -> None:
    # At the worst, words of what is hidden stay behind among the words that there were.
    vocabulary.learn(
        (text.locale_id, word)
        for text in PageText.objects.select_related("page")
        for word in vocabulary.words_in(f"{text.page.title} {text.text} {CANARY}")
    )
    everything = list(settings.CONTENT_LANGUAGES)
    for locales in ([tag] for tag in everything):
        walk.ask("search", query="julkinen", locales=locales, first=100)
    found = walk.ask("search", query="julkinen", locales=everything, last=100)
    kinds = [count["TypeCount__count"] for count in found["SearchConnection__counts"]]
    count = found["SearchConnection__totalCount"]
    assert count == len(found["SearchConnection__edges"]) == sum(kinds) >= len(tree.public), "Counts of what is hidden."
    for words in (CANARY, f"{CANARY[:-1]}", f"{CANARY[:3]}*", f"-{CANARY}xyz {CANARY}", f"{CANARY}A"):
        found = walk.ask("search", query=words)
        assert found["SearchConnection__totalCount"] == 0, "A search that finds what is hidden."
        assert found["SearchConnection__didYouMean"] is None, "A suggestion of what is hidden."
    # What everybody may read is suggested.
    assert walk.ask("search", query="julkeinn")["SearchConnection__didYouMean"] == "julkinen"


def _walk_sitemaps(walk: Walk, tree: Canaries) -> None:
    shown = {page.url_path for page in tree.public.values()}
    hidden = {page.url_path for page in (*tree.hidden, *tree.aliases)}
    for tag in settings.CONTENT_LANGUAGES:
        found = walk.ask("sitemap", languages=[tag], first=100)
        paths = {
            edge["SitemapEntryEdge__node"]["SitemapEntry__path"] for edge in found["SitemapEntryConnection__edges"]
        }
        count = found["SitemapEntryConnection__totalCount"]
        assert len(paths) == min(count, 100), "A count that tells of what is hidden."
        assert paths & hidden == set()
    walk.ask("sitemap", first=100)
    client = Client()
    index = client.get("/sitemap.xml").content.decode()
    files: list[Any] = [client.get(f"/sitemap-{number}.xml") for number in range(1, index.count("<sitemap>") + 1)]
    text = "".join(b"".join(file.streaming_content).decode() for file in files)
    assert CANARY.lower() not in text.lower()
    assert [path for path in shown if f"{path}</loc>" not in text] == []
    assert [path for path in hidden if f"{path}</loc>" in text or f'{path}"' in text] == []


def _walk_public_pages(walk: Walk, tree: Canaries) -> None:
    for page in tree.public.values():
        root = SINGLES.get(type(page))
        # In the language of the originals, and in one that has only aliases.
        for locales in (["fi"], ["ru"]):
            walk.ask("route", path=page.url_path, locales=locales)
            if root:
                walk.ask(root, by={"id": _id(page)}, locales=locales)
        if root:
            walk.ask(root, by={"path": page.url_path})
            walk.ask(root, by={"translationKey": str(page.translation_key)})
        assert walk.ask("content", by={"id": _id(page)})


def _walk_hidden_pages(walk: Walk, tree: Canaries) -> None:
    # In full once for each place that a path leads to: hundreds lead to nothing, below one of a few pages.
    places: dict[str, str] = {}
    for path in tree.paths():
        place = json.dumps(executor.execute(WHERE, {"path": path}).data, ensure_ascii=False)
        assert CANARY.lower() not in place.lower(), (path, place)
        places.setdefault(place, path)
    for path in places.values():
        walk.ask("route", path=path)
    for page in (*tree.hidden, *tree.aliases):
        single = SINGLES.get(type(page))
        for root in ("content", *((single,) if single else ())):
            for by in ({"id": _id(page)}, {"path": page.url_path}):
                assert walk.ask(root, by=by) is None or page in tree.aliases


def _walk_nodes(walk: Walk, tree: Canaries) -> None:
    hidden = [*tree.hidden, *tree.aliases, *tree.hidden_images, *tree.hidden_documents, *tree.hidden_contacts]
    ids = [_id(row) for row in hidden]
    for some in (ids[start : start + 100] for start in range(0, len(ids), 100)):
        assert walk.ask("nodes", ids=some) == [None] * len(some)
    assert walk.ask("node", id=ids[0]) is None
    public = [*tree.public.values(), tree.image, tree.document, tree.contact, make.area("049")]
    assert all(walk.ask("nodes", ids=[_id(row) for row in public]))


@pytest.mark.django_db
def test_no_canary_from_any_root_in_any_language() -> None:
    tree, walk = Canaries(), Walk()

    _walk_lists(walk)
    _walk_search(walk, tree)
    _walk_sitemaps(walk, tree)
    _walk_public_pages(walk, tree)
    _walk_hidden_pages(walk, tree)
    _walk_nodes(walk, tree)

    assert walk.roots == set(ROOTS), "A new root: walk it above."
    assert every_field(GRAPHQL) - walk.seen == set(), "A new field: give the tree something to show in it."
