"""The API is answered before sessions, languages and forms, and after what holds for every answer."""

from django.test import Client
from pytest_django.fixtures import Settings

from tests.conftest import Graphql


def test_the_api_sets_no_cookie_and_varies_by_none(graphql: Graphql) -> None:
    response = graphql.response("{ themes { slug } }")

    assert response.status_code == 200
    assert response.cookies == {}
    assert response.headers["Vary"] == "Accept"
    assert response.headers["Content-Length"] == str(len(response.content))


def test_plain_http_is_led_to_https_as_everywhere(db: None, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    response = Client().get("/graphql/?query=1")

    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/graphql/?query=1")


def test_an_unknown_host_is_refused(db: None, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["www.example.org"]

    assert Client().get("/graphql/?query={__typename}").status_code == 400
