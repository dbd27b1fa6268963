"""Addresses that have moved."""

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

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
