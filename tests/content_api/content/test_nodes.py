"""Things by their global id."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from content_api import ids
from tests import factories as make
from tests.conftest import Graphql

NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
NODE = "query ($id: ID!) { node(id: $id) { __typename id ... on Content { title language { requested served } } } }"


def _nodes(graphql: Graphql, *values: str) -> list[Any]:
    found: list[Any] = graphql(NODES, ids=list(values))["nodes"]
    return found


def test_every_type_with_an_id_is_found_by_it_in_the_order_asked(graphql: Graphql) -> None:
    organisation = make.organisation()
    rows = {
        "NewsArticle": make.article(),
        "Organisation": organisation,
        "Project": make.project(),
        "AdvocacyPosition": make.position(),
        "Network": make.network(),
        "WorkingGroup": make.working_group(),
        "Meeting": make.meeting(),
        "ActionPlan": make.action_plan(),
        "ContentPage": make.content_page(),
        "HomePage": make.home(),
        "IndexPage": make.publish(organisation.get_parent().specific),
        "Theme": make.theme(),
        "TargetGroup": make.target_group(),
        "Area": make.area("049"),
        "Contact": make.contact(),
        "Image": make.image(),
        "Document": make.document(),
        "Body": (seat := make.representation(organisation)).body,
        "KeyFigure": make.key_figure(),
        "Representation": seat,
    }
    wanted = {name: ids.encode(name, row.pk) for name, row in rows.items()}

    for values in (list(wanted.values()), list(wanted.values())[::-1]):
        found = _nodes(graphql, *values)
        assert [node["id"] for node in found] == values
        assert [ids.decode(node["id"], "id").type_name for node in found] == [node["__typename"] for node in found]


def test_the_same_thing_may_be_asked_for_twice(graphql: Graphql) -> None:
    value = ids.encode("NewsArticle", make.article().pk)

    assert [node["id"] for node in _nodes(graphql, value, value)] == [value, value]


def test_an_id_names_one_language(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    swedish = make.translate(page, "sv")

    for found, title, tag in ((page, "Uutinen", "fi"), (swedish, "sv: Uutinen", "sv")):
        value = ids.encode("NewsArticle", found.pk)
        assert graphql(NODE, id=value)["node"] == {
            "__typename": "NewsArticle",
            "id": value,
            "title": title,
            "language": {"requested": tag, "served": tag},
        }


def test_locales_are_for_names_and_for_what_a_page_refers_to(graphql: Graphql) -> None:
    """The page stays the one that the id names: clients that keep objects by their ids rely on it."""
    organisation = make.organisation("Liitto")
    make.translate(organisation, "sv")
    article, theme = make.article("Uutinen", tag="fi"), make.theme("aihe")
    article.organisations.create(organisation=organisation)
    make.publish(article)
    values = [ids.encode("NewsArticle", article.pk), ids.encode("Theme", theme.pk)]
    query = """query ($ids: [ID!]!, $id: ID!, $locales: [LanguageTag!]) {
      node(id: $id, locales: $locales) { ...Shown }
      nodes(ids: $ids, locales: $locales) { ...Shown }
    }
    fragment Shown on Node {
      id
      ... on Theme { name }
      ... on NewsArticle { language { requested served isFallback } organisations { title } }
    }"""

    for locales, name, language, title in (
        (None, "aihe fi", ("fi", "fi", False), "Liitto"),
        (["sv"], "aihe sv", ("sv", "fi", True), "sv: Liitto"),
        (["sv-SE", "fi"], "aihe sv", ("sv", "fi", True), "sv: Liitto"),
        (["fi"], "aihe fi", ("fi", "fi", False), "Liitto"),
    ):
        found = graphql(query, ids=values, id=values[0], locales=locales)
        requested, served, is_fallback = language
        shown = {
            "id": values[0],
            "language": {"requested": requested, "served": served, "isFallback": is_fallback},
            "organisations": [{"title": title}],
        }
        assert found == {"node": shown, "nodes": [shown, {"id": values[1], "name": name}]}, locales


def test_what_is_not_public_does_not_exist_or_is_of_another_type_is_null_alike(graphql: Graphql) -> None:
    page = make.article()
    restricted = make.article()
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    make.home("sv")
    values = [
        ids.encode("NewsArticle", make.article(live=False).pk),
        ids.encode("NewsArticle", restricted.pk),
        ids.encode("NewsArticle", make.alias(page, "sv").pk),
        ids.encode("NewsArticle", 10**17),
        ids.encode("Organisation", page.pk),
        ids.encode("Page", page.pk),
        ids.encode("User", 1),
        ids.encode("Contact", make.contact(name="Ilman suostumusta").pk),
    ]

    assert _nodes(graphql, *values) == [None] * len(values)
    assert [graphql(NODE, id=value)["node"] for value in values] == [None] * len(values)


@pytest.mark.parametrize("value", ["", "1", "garbage", "ä", "QQ==", "OjE=", "VGhlbWU6", "VGhlbWU6LTE=", "VGhlbWU6MS4w"])
def test_what_never_was_an_id_is_refused(graphql: Graphql, value: str) -> None:
    for query, variables, argument in ((NODE, {"id": value}, "id"), (NODES, {"ids": [value]}, "ids")):
        error = graphql.answer(query, **variables)["errors"][0]
        assert error["message"] == f"{argument}: {value!r} is not an ID of this API."
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": argument}


def test_a_number_may_be_written_as_id_but_is_none(graphql: Graphql) -> None:
    assert graphql.answer("{ node(id: 5) { id } }")["errors"][0]["message"] == "id: '5' is not an ID of this API."


def test_a_hundred_at_once_are_fine_and_more_are_refused(graphql: Graphql) -> None:
    value = ids.encode("Theme", make.theme().pk)

    assert len(_nodes(graphql, *[value] * 100)) == 100
    assert graphql.answer(NODES, ids=[value] * 101)["errors"][0]["message"] == "ids: at most 100, not 101."
    assert _nodes(graphql) == []
