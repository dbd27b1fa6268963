"""What shows another page's words is public while that page is; and what can be read in no language is nowhere."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Locale, Page, PageViewRestriction

from cms.core.visibility import all_pages
from cms.translation.models import TextState, TextStatus
from content_api import ids
from organisations.models.advocacy.bodies import RepresentationQuerySet
from organisations.models.relations import MembershipQuerySet
from tests import factories as make
from tests.conftest import Graphql

SHOWN = """
query ($path: String!, $id: ID!) {
  route(path: $path) { __typename ... on PageRoute { content { title } } }
  node(id: $id) { ... on Content { title breadcrumbs { title } } }
}
"""
DIRECTORY = """
{ organisations(locales: ["fi"]) { totalCount nodes {
    name
    memberOf { memberOf { name } }
    members { totalCount nodes { organisation { name } } }
    representations { organisation { name } host { name } hostName }
} } }
"""
SUCCESSION = "{ advocacyPositions { nodes { title isInForce supersededBy { title } } } }"


def _restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


def _update(page: Any, **values: Any) -> None:
    Page.objects.filter(pk=page.pk).update(**values)


# Ways in which an original is hidden while its translations stay where they are.
HIDDEN: dict[str, Callable[[Any], None]] = {
    "private": _restrict,
    "below what is private": lambda page: _restrict(page.get_parent()),
    "withdrawn": lambda page: page.unpublish(),
    "expired": lambda page: _update(page, expire_at=timezone.now() - timedelta(hours=1)),
    "in a language that is not published in": lambda page: _move_to_estonian(page),
}


def _move_to_estonian(page: Any) -> None:
    estonian, _ = Locale.objects.get_or_create(language_code="et")
    _update(page, locale=estonian)
    TextState.objects.filter(page__translation_key=page.translation_key).update(source_locale=estonian)


def _shown(graphql: Graphql, page: Any, kind: str = "NewsArticle") -> tuple[str, str | None]:
    data = graphql(SHOWN, path=page.url_path, id=ids.encode(kind, page.pk))
    return data["route"]["__typename"], data["node"] and data["node"]["title"]


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("strings", [0, 1], ids=["untranslated", "partial"])
def test_a_copy_with_words_of_its_source_is_public_while_that_is(
    graphql: Graphql, strings: int, hide: Callable[[Any], None]
) -> None:
    page = make.article("Uutinen")
    copy = make.translate(page, "sv", strings=strings)
    assert _shown(graphql, copy) == ("PageRoute", copy.title)
    assert Client().get(copy.url_path).status_code == 200

    hide(page)

    assert _shown(graphql, copy) == ("NotFoundRoute", None)
    assert not all_pages().public().filter(pk=copy.pk).exists()
    response = Client().get(copy.url_path)
    assert response.status_code in {302, 404}
    assert "Uutinen" not in response.content.decode()


def test_whoever_may_read_the_source_may_read_its_copy(admin_client: Client) -> None:
    page = make.article("Uutinen")
    copy = make.translate(page, "sv", strings=0)
    _restrict(page)

    assert Client().get(copy.url_path).status_code == 302
    assert admin_client.get(copy.url_path).status_code == 200


# Not by the section above: the Swedish text stands below an alias of that.
@pytest.mark.parametrize("hide", [hide for way, hide in HIDDEN.items() if not way.startswith("below")])
def test_a_text_that_is_translated_in_full_tells_nothing_of_its_source(
    graphql: Graphql, hide: Callable[[Any], None]
) -> None:
    page = make.article("Uutinen")
    swedish = make.translate(page, "sv")

    hide(page)

    assert _shown(graphql, swedish) == ("PageRoute", "sv: Uutinen")


def test_a_partial_text_of_a_hidden_source_is_no_entry_of_a_list_nor_a_language(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.translate(page, "sv", strings=1)
    english = make.translate(page, "en")
    query = """{ newsArticles(locales: ["sv", "en"]) { totalCount nodes { title translations { locale } } } }"""
    assert graphql(query)["newsArticles"]["nodes"][0]["translations"] == [{"locale": "fi"}, {"locale": "en"}]

    _restrict(page)

    assert graphql(query)["newsArticles"] == {"totalCount": 1, "nodes": [{"title": english.title, "translations": []}]}


def _hidden_organisation(name: str) -> Any:
    """Private, with a live copy on which nothing is translated."""
    page = make.organisation(name)
    make.translate(page, "sv", strings=0)
    _restrict(page)
    return page


def test_an_organisation_that_can_be_read_in_no_language_leaves_the_directory_whole(graphql: Graphql) -> None:
    umbrella, hidden = make.organisation("Liitto"), _hidden_organisation("Salainen")
    make.membership(hidden, umbrella)
    make.membership(umbrella, hidden)
    make.representation(umbrella, body=make.body(host=hidden))
    make.representation(hidden, body=make.body(host=umbrella))

    assert graphql(DIRECTORY)["organisations"] == {
        "totalCount": 1,
        "nodes": [
            {
                "name": "Liitto",
                "memberOf": [],
                "members": {"totalCount": 0, "nodes": []},
                "representations": [{"organisation": {"name": "Liitto"}, "host": None, "hostName": None}],
            }
        ],
    }


def test_a_tie_whose_end_is_gone_meanwhile_is_left_out_alone(graphql: Graphql, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when it expires between two statements of one answer."""
    umbrella, hidden = make.organisation("Liitto"), _hidden_organisation("Salainen")
    member = make.organisation("Yhdistys")
    for other in (hidden, member):
        make.membership(other, umbrella)
        make.membership(umbrella, other)
    gone = make.representation(hidden)
    for ties in (MembershipQuerySet, RepresentationQuerySet):
        monkeypatch.setattr(ties, "public", lambda rows: rows.all())

    found = graphql(DIRECTORY)["organisations"]["nodes"][0]

    assert found["memberOf"] == [{"memberOf": {"name": "Yhdistys"}}]
    assert found["members"]["nodes"] == [{"organisation": {"name": "Yhdistys"}}]
    query = "query ($id: ID!) { node(id: $id) { ... on Representation { organisation { name } } } }"
    assert graphql(query, id=ids.encode("Representation", gone.pk)) == {"node": None}


def test_what_can_be_read_in_no_language_supersedes_nothing(graphql: Graphql) -> None:
    older = make.position("Vanhempi", valid_from=date(2026, 1, 1))
    heir = make.position("Uudempi", supersedes=older, valid_from=date(2026, 1, 1))
    make.translate(heir, "sv", strings=0)
    assert graphql(SUCCESSION)["advocacyPositions"]["nodes"][-1] == {
        "title": "Vanhempi",
        "isInForce": False,
        "supersededBy": {"title": "Uudempi"},
    }

    _restrict(heir)

    assert graphql(SUCCESSION)["advocacyPositions"]["nodes"] == [
        {"title": "Vanhempi", "isInForce": True, "supersededBy": None}
    ]


def test_a_hidden_copy_names_nothing_in_a_filter(graphql: Graphql) -> None:
    umbrella, member = make.organisation("Liitto"), make.organisation("Yhdistys")
    make.membership(member, umbrella)
    make.translate(umbrella, "sv")
    copy = make.translate(umbrella, "en", strings=0)
    query = "query ($of: [ID!]) { organisations(filter: {memberOf: $of}) { nodes { name } } }"
    of = [ids.encode("Organisation", copy.pk)]
    assert graphql(query, of=of)["organisations"]["nodes"] == [{"name": "Yhdistys"}]

    _restrict(umbrella)

    assert graphql(query, of=of)["organisations"]["nodes"] == []


def test_a_copy_above_is_no_step_of_the_way_when_its_source_is_hidden(graphql: Graphql) -> None:
    section = make.content_page("Jaosto")
    copy = make.translate(section, "sv", strings=0)
    page = make.content_page("Sida", parent=copy, tag="sv")
    identifier = ids.encode("ContentPage", page.pk)
    query = "query ($id: ID!) { node(id: $id) { ... on Content { breadcrumbs { title } } } }"
    home = make.home("sv").title
    assert graphql(query, id=identifier)["node"]["breadcrumbs"] == [{"title": home}, {"title": "Jaosto"}]

    _restrict(section)

    assert graphql(query, id=identifier)["node"]["breadcrumbs"] == [{"title": home}]
    assert "Jaosto" not in Client().get(page.url_path).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("strings", [0, 1], ids=["untranslated", "partial"])
def test_facts_of_a_private_source_do_not_wait_in_its_copy(strings: int) -> None:
    """They would come out when the copy is translated in full."""
    project = make.project("Hanke", ends_on=date(2026, 1, 1))
    copy = make.translate(project, "sv", strings=strings)
    _restrict(project)

    project.ends_on = date(2030, 1, 1)
    make.publish(project)
    make.publish(type(copy).objects.get(pk=copy.pk))

    copy.refresh_from_db()
    assert copy.ends_on == date(2026, 1, 1)
    assert TextState.objects.get(page=copy).status in {TextStatus.UNTRANSLATED, TextStatus.PARTIAL}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("strings", [0, 1], ids=["untranslated", "partial"])
def test_what_shows_hidden_words_does_not_come_out_when_their_page_is_deleted(
    graphql: Graphql, strings: int, hide: Callable[[Any], None]
) -> None:
    page = make.article("Uutinen")
    copy = make.translate(page, "sv", strings=strings)
    alias = make.alias(page, "ru")
    hide(page)

    DeletePageAction(Page.objects.get(pk=page.pk), user=None).execute(skip_permission_checks=True)

    for other in (copy, alias):
        route, node = _shown(graphql, other)
        # What was public until its source was withdrawn may be said to be gone.
        assert (route in {"NotFoundRoute", "GoneRoute"}, node) == (True, None)
        assert not Page.objects.get(pk=other.pk).live


def test_what_stands_below_an_alias_of_a_private_section_stays_private_when_that_is_deleted(graphql: Graphql) -> None:
    section = make.content_page("Jaosto")
    alias = make.alias(section, "sv")
    page = make.content_page("Sida", parent=alias, tag="sv")
    _restrict(section)

    DeletePageAction(Page.objects.get(pk=section.pk), user=None).execute(skip_permission_checks=True)

    assert _shown(graphql, page, "ContentPage") == ("NotFoundRoute", None)
    assert Client().get(page.url_path).status_code == 302
