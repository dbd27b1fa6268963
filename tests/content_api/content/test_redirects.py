"""Addresses that have moved."""

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, PageViewRestriction, Site

from tests import factories as make
from tests.conftest import Graphql

ROUTE = """
query ($path: String!) {
  route(path: $path) { __typename ... on RedirectRoute { location permanent } }
}
"""


@pytest.fixture(autouse=True)
def frontend(settings: Any) -> None:
    settings.FRONTEND_BASE_URL = "https://www.example.org"


def _route(graphql: Graphql, path: str) -> Any:
    return graphql(ROUTE, path=path)["route"]


def _to(location: str, *, permanent: bool = True) -> dict[str, Any]:
    return {"__typename": "RedirectRoute", "location": location, "permanent": permanent}


@pytest.mark.parametrize("path", ["/vanha", "/vanha/", "vanha", "/vanha/?utm=1", "https://www.example.org/vanha"])
def test_a_redirect_to_a_page_follows_the_page(graphql: Graphql, path: str) -> None:
    page = make.content_page(slug="uusi")
    Redirect.add_redirect("/vanha/", page)
    assert _route(graphql, path) == _to("https://www.example.org/fi/uusi/")

    page.slug = "uudempi"
    make.publish(page)

    assert _route(graphql, path) == _to("https://www.example.org/fi/uudempi/")


def test_a_redirect_to_an_address(graphql: Graphql) -> None:
    Redirect.add_redirect("/a", "https://example.com/muualla?x=1", is_permanent=False)
    Redirect.add_redirect("/b", "/fi/uutiset/")

    assert _route(graphql, "/a/") == _to("https://example.com/muualla?x=1", permanent=False)
    assert _route(graphql, "/b/") == _to("https://www.example.org/fi/uutiset/")


def test_a_redirect_to_what_is_not_public_leads_nowhere(graphql: Graphql) -> None:
    page = make.content_page()
    Redirect.add_redirect("/vanha", page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert _route(graphql, "/vanha") == {"__typename": "NotFoundRoute"}


def test_a_redirect_of_the_site_comes_before_one_of_every_site(graphql: Graphql) -> None:
    Redirect.add_redirect("/vanha", "https://example.com/kaikki")
    Redirect.add_redirect("/vanha", "https://example.com/oma", site=Site.objects.get(is_default_site=True))

    assert _route(graphql, "/vanha") == _to("https://example.com/oma")


def test_a_page_that_is_there_comes_before_a_redirect(graphql: Graphql) -> None:
    make.content_page(slug="sivu")
    Redirect.add_redirect("/fi/sivu", "https://example.com/")

    assert _route(graphql, "/fi/sivu/") == {"__typename": "PageRoute"}


def test_a_redirect_comes_before_gone(graphql: Graphql) -> None:
    page = make.content_page(slug="sivu")
    page.unpublish()
    assert _route(graphql, "/fi/sivu/") == {"__typename": "GoneRoute"}

    Redirect.add_redirect("/fi/sivu", "https://example.com/")

    assert _route(graphql, "/fi/sivu/") == _to("https://example.com/")


@pytest.mark.parametrize("path", ["/tänne/", "/t%C3%A4nne"])
def test_old_addresses_with_letters_of_any_alphabet_are_found(graphql: Graphql, path: str) -> None:
    Redirect.add_redirect("/tänne", "https://example.com/")

    assert _route(graphql, path) == _to("https://example.com/")


@pytest.mark.parametrize(
    "link",
    [
        "/fi/salainen/",
        "/fi/salainen",
        "/fi/salainen/?utm=1#kohta",
        "/fi/salainen/liite/",
        "https://www.example.org/fi/salainen/",
        "HTTP://WWW.EXAMPLE.ORG:8443/fi/salainen/",
        "https://hub.example.org/fi/salainen/",
        "https://localhost/fi/salainen/",
        "/fi/%73alainen/",
        "/fi/Salainen/",
        "/fi/muu/../salainen/",
        "/fi/./salainen/",
        "/fi/%2e/salainen/",
    ],
)
def test_a_redirect_typed_as_a_link_tells_no_hidden_page(graphql: Graphql, settings: Any, link: str) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example.org"
    page = make.content_page(slug="salainen")
    Redirect.add_redirect("/vanha", link)
    assert _route(graphql, "/vanha")["__typename"] == "RedirectRoute"

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert _route(graphql, "/vanha") == {"__typename": "NotFoundRoute"}
    assert Client().get("/vanha/").status_code == 404


@pytest.mark.parametrize("link", ["//www.example.org/fi/sivu/", "\\fi\\sivu", "fi/sivu/"])
def test_a_link_that_browsers_read_in_different_ways_is_not_followed(graphql: Graphql, link: str) -> None:
    make.content_page(slug="sivu")
    Redirect.add_redirect("/vanha", link)

    assert _route(graphql, "/vanha") == {"__typename": "NotFoundRoute"}


@pytest.mark.parametrize(
    ("link", "location"),
    [
        ("https://other.example.com/fi/salainen/", "https://other.example.com/fi/salainen/"),
        ("/fi/julkinen/liite/", "https://www.example.org/fi/julkinen/liite/"),
        ("/fi/luonnoksen-alla/julkinen/", "https://www.example.org/fi/luonnoksen-alla/julkinen/"),
        ("/kauppa/", "https://www.example.org/kauppa/"),
        ("/sv/butik/", "https://www.example.org/sv/butik/"),
        ("/", "https://www.example.org/"),
        ("mailto:verkosto@example.org", "mailto:verkosto@example.org"),
    ],
)
def test_other_links_are_followed(graphql: Graphql, link: str, location: str) -> None:
    make.content_page(slug="salainen", live=False)
    make.content_page(slug="julkinen")
    make.content_page(slug="julkinen", parent=make.content_page(slug="luonnoksen-alla", live=False))
    Redirect.add_redirect("/vanha", link)

    assert _route(graphql, "/vanha") == _to(location)


def test_a_redirect_to_what_is_hidden_leaves_the_place_to_the_next(graphql: Graphql) -> None:
    Redirect.add_redirect("/vanha", "https://example.com/kaikki")
    hidden = make.content_page(live=False)
    Redirect.add_redirect("/vanha", hidden.url_path, site=Site.objects.get(is_default_site=True))

    assert _route(graphql, "/vanha") == _to("https://example.com/kaikki")


def test_a_redirect_to_an_alias_leads_to_its_address(graphql: Graphql) -> None:
    make.home("sv")
    page = make.content_page()
    alias = make.alias(page, "sv")
    Redirect.add_redirect("/vanha", alias)
    assert _route(graphql, "/vanha") == _to(f"https://www.example.org{alias.url_path}")

    page.unpublish()

    assert _route(graphql, "/vanha") == {"__typename": "NotFoundRoute"}


def test_a_redirect_tells_the_page_that_it_leads_to(graphql: Graphql) -> None:
    page = make.content_page("Uusi", slug="uusi")
    Redirect.add_redirect("/vanha/", page)
    Redirect.add_redirect("/linkki", "/fi/uusi/?a=1#osa")
    Redirect.add_redirect("/tiedosto", "/esite.pdf")
    Redirect.add_redirect("/muualle", "https://www.example.org.example.com/fi/uusi/")
    query = """
    query ($path: String!) {
      route(path: $path) { ... on RedirectRoute { path content { title language { served } } } }
    }
    """
    content = {"title": "Uusi", "language": {"served": "fi"}}

    found = [graphql(query, path=path)["route"] for path in ("/vanha", "/linkki", "/tiedosto", "/muualle")]

    assert found == [
        {"path": "/fi/uusi/", "content": content},
        {"path": "/fi/uusi/?a=1#osa", "content": content},
        {"path": "/esite.pdf", "content": None},
        {"path": None, "content": None},
    ]


def test_a_redirect_tells_no_document_that_is_not_public(graphql: Graphql) -> None:
    hidden = make.collection("Salainen")
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type=CollectionViewRestriction.LOGIN)
    for number, document in enumerate((make.document(), make.document(collection=hidden))):
        Redirect.add_redirect(f"/vanha{number}", f"/documents/{document.pk}/irtisanomiset.pdf")
    Redirect.add_redirect("/vanha2", "/documents/999999999999999999999/x.pdf")

    found = [_route(graphql, f"/vanha{number}")["__typename"] for number in range(3)]

    assert found == ["RedirectRoute", "NotFoundRoute", "NotFoundRoute"]
