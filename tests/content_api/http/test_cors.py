"""Which pages of other origins may read answers in a reader's browser."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from content_api.http.cors import with_cors

PARTNER = "https://partner.example"


def _application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("ETag", '"x"')])
    return [b"answer"]


def _ask(origins: list[str], **environ: str) -> tuple[str, dict[str, str], bytes]:
    started: list[Any] = []
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/graphql/", **environ}
    body = with_cors(_application, origins)(asked, lambda *args: started.extend(args))
    return started[0], dict(started[1]), b"".join(body)


def test_without_origins_the_application_is_left_as_it_is() -> None:
    assert with_cors(_application, []) is _application


def test_a_named_origin_may_read_the_answer() -> None:
    assert _ask([PARTNER], HTTP_ORIGIN=PARTNER) == (
        "200 OK",
        {
            "ETag": '"x"',
            "Access-Control-Allow-Origin": PARTNER,
            "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
        },
        b"answer",
    )


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"HTTP_ORIGIN": "https://other.example"},
        {"HTTP_ORIGIN": "https://partner.example.evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": PARTNER, "PATH_INFO": "/admin/"},
    ],
)
def test_nobody_else_is_told_anything(environ: dict[str, str]) -> None:
    assert _ask([PARTNER], **environ) == ("200 OK", {"ETag": '"x"'}, b"answer")


def test_a_star_is_everybody_and_never_credentials() -> None:
    _, headers, _ = _ask(["*"], HTTP_ORIGIN="https://any.example")

    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers


PREFLIGHT = {"REQUEST_METHOD": "OPTIONS", "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST"}


def test_a_browser_that_asks_first_is_told_what_is_allowed() -> None:
    assert _ask([PARTNER], HTTP_ORIGIN=PARTNER, **PREFLIGHT) == (
        "204 No Content",
        {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": PARTNER,
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "*, Accept, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
            "Content-Length": "0",
        },
        b"",
    )


def test_a_stranger_that_asks_first_is_allowed_nothing() -> None:
    assert _ask([PARTNER], HTTP_ORIGIN="https://other.example", **PREFLIGHT) == (
        "204 No Content",
        {"Vary": "Origin"},
        b"",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("origins", [[], [PARTNER]])
def test_caches_are_told_what_an_answer_varies_by(settings: Settings, origins: list[str]) -> None:
    settings.CORS_ORIGINS = origins

    vary = Client().get("/graphql/", {"query": "{ __typename }"})["Vary"].split(", ")

    assert "Accept" in vary
    assert ("Origin" in vary) is bool(origins)
