"""What a browser's path leads to: a page, a redirect, something gone, or nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import GoneAddress, HomePage
from tests import factories as make
from tests.conftest import Graphql

ROUTE = """
query ($path: String!, $locales: [LanguageTag!]) {
  route(path: $path, locales: $locales) {
    __typename
    ... on PageRoute { content { __typename title path language { requested served status isFallback } } }
    ... on GoneRoute { goneAt }
    ... on NotFoundRoute { nearest { title path } }
  }
}
"""


def _route(graphql: Graphql, path: str, *locales: str) -> Any:
    return graphql(ROUTE, path=path, locales=list(locales) or None)["route"]


def _title(graphql: Graphql, path: str) -> str | None:
    found = _route(graphql, path)
    return found["content"]["title"] if found["__typename"] == "PageRoute" else None


def test_a_path_leads_to_the_page_in_its_own_language(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    swedish = make.translate(page, "sv")

    assert _route(graphql, page.url_path) == {
        "__typename": "PageRoute",
        "content": {
            "__typename": "NewsArticle",
            "title": "Uutinen",
            "path": page.url_path,
            "language": {"requested": "fi", "served": "fi", "status": "ORIGINAL", "isFallback": False},
        },
    }
    assert _route(graphql, swedish.url_path)["content"] == {
        "__typename": "NewsArticle",
        "title": "sv: Uutinen",
        "path": swedish.url_path,
        "language": {"requested": "sv", "served": "sv", "status": "TRANSLATED", "isFallback": False},
    }


def test_every_type_of_page_has_a_route(graphql: Graphql) -> None:
    pages = {
        "HomePage": make.home(),
        "ContentPage": make.content_page(),
        "NewsArticle": make.article(),
        "Organisation": make.organisation(),
        "Project": make.project(),
        "AdvocacyPosition": make.position(),
        "Network": make.network(),
        "WorkingGroup": make.working_group(),
        "Meeting": make.meeting(),
        "ActionPlan": make.action_plan(),
        "IndexPage": make.publish(make.article().get_parent().specific),
    }

    found = {name: _route(graphql, page.url_path)["content"] for name, page in pages.items()}

    assert {name: content["__typename"] for name, content in found.items()} == {name: name for name in pages}
    assert {name: content["path"] for name, content in found.items()} == {
        name: page.url_path for name, page in pages.items()
    }


@pytest.mark.parametrize(
    "path",
    [
        "/fi/sivu/",
        "/fi/sivu",
        "fi/sivu",
        "//fi//sivu//",
        "/fi/sivu/?utm_source=kirje&a=b",
        "/fi/sivu?x=/sv/",
        "/fi/sivu/#kohta",
        "https://www.example.org/fi/sivu/",
        "http://example.org/fi/sivu?a=b#c",
        "/%66%69/sivu/",
        "/fi/%73ivu",
    ],
)
def test_a_path_may_be_written_in_many_ways(graphql: Graphql, path: str) -> None:
    make.content_page("Sivu", slug="sivu")

    assert _title(graphql, path) == "Sivu"


@pytest.mark.parametrize("path", ["/fi/äiti/", "/fi/%C3%A4iti/", "https://example.org/fi/%c3%a4iti"])
def test_letters_may_be_percent_encoded(graphql: Graphql, settings: Any, path: str) -> None:
    make.content_page("Äiti", slug="äiti")

    assert _title(graphql, path) == "Äiti"


@pytest.mark.parametrize("path", ["/", "", "https://www.example.org", "/?a=b", "/fi/", "/fi"])
def test_the_bare_site_is_the_default_languages_home_page(graphql: Graphql, path: str) -> None:
    home = make.home()

    assert _route(graphql, path)["content"] == {
        "__typename": "HomePage",
        "title": home.title,
        "path": "/fi/",
        "language": {"requested": "fi", "served": "fi", "status": "ORIGINAL", "isFallback": False},
    }


def test_an_alias_leads_to_the_page_whose_text_it_shows(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.home("sv")
    alias = make.alias(page, "sv")
    assert alias.url_path != page.url_path

    content = _route(graphql, alias.url_path)["content"]

    assert (content["title"], content["path"], content["language"]["served"]) == ("Uutinen", page.url_path, "fi")


def test_an_alias_of_what_is_not_public_leads_nowhere(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.home("sv")
    alias = make.alias(page, "sv")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert _route(graphql, alias.url_path)["__typename"] == "NotFoundRoute"


def test_locales_say_what_was_asked_for_not_what_the_path_means(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.translate(page, "sv")

    content = _route(graphql, page.url_path, "sv", "fi")["content"]

    assert content["title"] == "Uutinen"
    assert content["language"] == {"requested": "sv", "served": "fi", "status": "ORIGINAL", "isFallback": True}


def test_what_was_unpublished_is_gone_and_since_when(graphql: Graphql) -> None:
    page = make.article()
    before = timezone.now()
    page.unpublish()

    found = _route(graphql, page.url_path)

    assert found["__typename"] == "GoneRoute"
    gone_at = parse_datetime(found["goneAt"])
    assert gone_at is not None
    assert before <= gone_at <= timezone.now()


def test_what_was_deleted_is_gone_with_everything_below_it(graphql: Graphql) -> None:
    parent = make.content_page()
    child = make.content_page(parent=parent)
    Page.objects.get(pk=parent.pk).delete()

    assert [_route(graphql, page.url_path)["__typename"] for page in (parent, child)] == ["GoneRoute"] * 2


def test_what_is_published_again_is_no_longer_gone(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    page.unpublish()
    make.publish(type(page).objects.get(pk=page.pk))

    assert _title(graphql, page.url_path) == "Uutinen"


def test_a_draft_that_never_was_public_is_not_found_nor_gone_when_deleted(graphql: Graphql) -> None:
    page = make.article(live=False)
    assert _route(graphql, page.url_path)["__typename"] == "NotFoundRoute"

    Page.objects.get(pk=page.pk).delete()

    assert _route(graphql, page.url_path)["__typename"] == "NotFoundRoute"


def test_what_stood_behind_a_restriction_is_not_admitted_to_have_existed(graphql: Graphql) -> None:
    page = make.article()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert _route(graphql, page.url_path)["__typename"] == "NotFoundRoute"

    page.unpublish()
    assert _route(graphql, page.url_path)["__typename"] == "NotFoundRoute"


def _private(page: Any) -> Any:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type=PageViewRestriction.LOGIN)
    return page


def _in_estonian(page: Any) -> Any:
    Page.objects.filter(pk=page.pk).update(locale=Locale.objects.create(language_code="et"))
    return page


NEVER_PUBLIC: dict[str, Callable[[], Any]] = {
    "private": lambda: _private(make.article()),
    "below what is private": lambda: make.content_page(parent=_private(make.content_page())),
    "below an alias of what is private": lambda: make.content_page(
        parent=make.alias(_private(make.content_page()), "sv"), tag="sv"
    ),
    "an alias of what is private": lambda: make.alias(_private(make.content_page()), "sv"),
    "a copy of what is private": lambda: make.translate(_private(make.article()), "sv", strings=0),
    "in a language that is not published in": lambda: _in_estonian(make.article()),
    "its time was over": lambda: make.article(expire_at=timezone.now() - timedelta(days=1)),
    "a draft": lambda: make.article(live=False),
}


@pytest.mark.parametrize("way", ["unpublish", "delete"])
@pytest.mark.parametrize("build", NEVER_PUBLIC.values(), ids=NEVER_PUBLIC)
def test_what_never_was_public_is_never_gone(graphql: Graphql, build: Callable[[], Any], way: str) -> None:
    page = build()
    page = Page.objects.get(pk=page.pk).specific
    assert _route(graphql, page.url_path)["__typename"] == "NotFoundRoute"

    getattr(page, way)()

    assert not GoneAddress.objects.filter(path=page.url_path).exists()
    assert _route(graphql, page.url_path)["__typename"] == "NotFoundRoute"


def test_what_has_expired_and_its_aliases_are_gone(graphql: Graphql) -> None:
    page = make.article()
    make.home("sv")
    alias = make.alias(page, "sv")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(minutes=1))

    Page.objects.get(pk=page.pk).specific.unpublish(set_expired=True)

    assert [_route(graphql, of.url_path)["__typename"] for of in (page, alias)] == ["GoneRoute"] * 2


def test_what_is_not_found_tells_the_nearest_page_above(graphql: Graphql) -> None:
    parent = make.content_page("Palvelut", slug="palvelut")
    make.content_page("Luonnos", slug="luonnos", parent=parent, live=False)

    assert _route(graphql, "/fi/palvelut/luonnos/ei-ole/") == {
        "__typename": "NotFoundRoute",
        "nearest": {"title": "Palvelut", "path": "/fi/palvelut/"},
    }
    assert _route(graphql, "/fi/ei-ole/")["nearest"]["path"] == "/fi/"
    assert _route(graphql, "/xx/ei-ole/")["nearest"]["path"] == "/fi/"


def test_where_nothing_is_published_nothing_is_near(graphql: Graphql) -> None:
    assert not HomePage.objects.live().exclude(locale__language_code="fi").exists()
    Page.objects.filter(depth__gt=1).update(live=False)

    assert _route(graphql, "/fi/ei-ole/") == {"__typename": "NotFoundRoute", "nearest": None}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/fi/%FF/", "path: is not an address."),
        ("/fi/%C3/", "path: is not an address."),
        ("http://[fi/", "path: is not an address."),
        ("/fi/\x00/", "path: holds a character that no address has."),
        ("/fi/%00/", "path: holds a character that no address has."),
        ("/" + "a" * 2000, "path: at most 2000 characters, not 2001."),
    ],
)
def test_what_is_no_path_is_refused(graphql: Graphql, path: str, message: str) -> None:
    error = graphql.answer(ROUTE, path=path)["errors"][0]

    assert error["message"] == message
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "path"}


@pytest.mark.parametrize(
    "path", ["/fi/../fi/", "/fi/;x/", "/fi/%2e%2e/", "/fi/[x]/", "/fi/%25/", "/%3F/", "\\", "/fi/'--/"]
)
def test_odd_paths_are_simply_not_found(graphql: Graphql, path: str) -> None:
    assert _route(graphql, path)["__typename"] == "NotFoundRoute"
