"""Methods, media types and charsets: what is not offered is refused in words."""

import pytest
from django.test import Client

from tests.conftest import Graphql
from tests.content_api.http.posting import QUERY, URL, data_of, messages_of, post, question

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_no_fault_of_ours(method: str) -> None:
    response = Client(raise_request_exception=False).generic(
        method, URL, question(QUERY), content_type="application/json"
    )

    assert 200 <= response.status_code < 500
    assert b"slug" not in response.content


def test_letters_are_sent_as_they_are(graphql: Graphql) -> None:
    response = graphql.response("{ regions { name } }")

    assert "Etelä-Pohjanmaa" in response.content.decode()


GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8", GRAPHQL),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", JSON),
        (f"{JSON};q=0.5, {GRAPHQL};q=0.6", GRAPHQL),
        (f"{GRAPHQL}, */*", GRAPHQL),
        (f"{JSON};q=0, */*", GRAPHQL),
        ("text/html, */*;q=0.8", JSON),
    ],
)
def test_the_answer_comes_in_the_type_that_is_wanted_most(accept: str, media: str) -> None:
    assert post(question(QUERY), HTTP_ACCEPT=accept)["Content-Type"] == f"{media}; charset=utf-8"


@pytest.mark.parametrize("accept", ["text/plain", "image/*", f"{JSON};q=0", f"{JSON};q=x", "x"])
def test_other_types_are_not_acceptable(accept: str) -> None:
    response = post(question(QUERY), HTTP_ACCEPT=accept)

    assert response.status_code == 406
    assert messages_of(response) == [f"Answers come as {GRAPHQL} or {JSON}."]


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (GRAPHQL, 400)])
@pytest.mark.parametrize("query", ["{", "{ nothing }", "query ($x: Int!) { site(locales: [$x]) { name } }"])
def test_an_error_of_the_request_comes_without_data(query: str, accept: str, status: int) -> None:
    response = post(question(query), HTTP_ACCEPT=accept)

    assert response.status_code == status
    assert "data" not in response.json()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_what_is_neither_get_nor_post_is_told_so(method: str) -> None:
    response = Client().generic(method, URL, question(QUERY), content_type="application/json")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_head_is_answered_as_get_without_the_body() -> None:
    got, head = (ask(URL, {"query": QUERY}) for ask in (Client().get, Client().head))

    assert (head.status_code, head["Content-Type"]) == (200, got["Content-Type"])
    assert head["Content-Length"] == got["Content-Length"] == str(len(got.content))


def test_a_mark_of_the_byte_order_does_not_matter() -> None:
    assert data_of(post(b"\xef\xbb\xbf" + question(QUERY).encode())) == {"themes": []}


@pytest.mark.parametrize("charset", ["utf-16", "latin-1"])
def test_another_charset_is_refused(charset: str) -> None:
    assert post(question(QUERY), f"application/json; charset={charset}").status_code == 415


def test_json_has_no_nan() -> None:
    assert messages_of(post('{"query": "{ __typename }", "variables": {"x": NaN}}')) == ["The body is not JSON."]


def test_every_answer_tells_its_cost() -> None:
    cost = {"cost": {"requested": 5, "maximum": 10_000}}

    assert post(question(QUERY)).json() == {"data": {"themes": []}, "extensions": cost}
    assert (
        post(question("query ($l: [LanguageTag!]) { themes(locales: $l) { slug } }", variables={"l": 5})).json()[
            "extensions"
        ]
        == cost
    )


def test_exactly_one_of_one_of_is_given() -> None:
    for by in ({}, {"id": None}, {"id": "x", "path": "/"}):
        response = post(question("query ($by: ContentBy!) { project(by: $by) { id } }", variables={"by": by}))
        assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["BAD_USER_INPUT"], by
    response = post(question('{ project(by: {id: "x", path: "/"}) { id } }'))
    assert messages_of(response) == ["OneOf Input Object 'ContentBy' must specify exactly one key."]
