"""GraphQL over HTTP: bad input gets a 4xx and words a person understands, never a 500."""

import json
from typing import Any

import pytest
from django.test import Client

from engine import limits
from tests.conftest import Graphql

URL = "/graphql/"
QUERY = "{ themes { slug } }"
pytestmark = pytest.mark.django_db


def _post(body: bytes | str, content_type: str = "application/json", **headers: Any) -> Any:
    # With errors of the server as answers, as a client sees them.
    return Client(raise_request_exception=False).generic("POST", URL, body, content_type=content_type, **headers)


def _messages(response: Any) -> list[str]:
    return [error["message"] for error in response.json()["errors"]]


def _data(response: Any) -> Any:
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def _asked(query: Any, **rest: Any) -> str:
    return json.dumps({"query": query, **rest})


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b" ", "The body is not JSON."),
        (b"{", "The body is not JSON."),
        (b"query { themes { slug } }", "The body is not JSON."),
        (b'{"query": "\xff"}', "The body is not UTF-8."),
        (b"\xff\xfe{\x00}\x00", "The body is not UTF-8."),
        (b"[" * 50_000, "The body is nested too deeply."),
        (b'{"query":' * 9_000, "The body is nested too deeply."),
        (b"1", "The body is a JSON object with a query, not a list or a plain value."),
        (b"null", "The body is a JSON object with a query, not a list or a plain value."),
        (b'"a"', "The body is a JSON object with a query, not a list or a plain value."),
        (b"true", "The body is a JSON object with a query, not a list or a plain value."),
        (b"[]", "The body is a JSON object with a query, not a list or a plain value."),
        (b'[{"query": "{ themes { slug } }"}]', "The body is a JSON object with a query, not a list or a plain value."),
        (b"{}", "The body has no query."),
        (b'{"query": null}', "The body has no query."),
        (b'{"query": 5}', "The body has no query."),
        (b'{"query": ["{ themes { slug } }"]}', "The body has no query."),
        (_asked(QUERY, variables=[]).encode(), "variables is an object or null."),
        (_asked(QUERY, variables="{}").encode(), "variables is an object or null."),
        (_asked(QUERY, operationName=5).encode(), "operationName is a string or null."),
        (_asked(QUERY, extensions=[]).encode(), "extensions is an object or null."),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_body_that_is_no_question_is_refused(body: bytes, message: str) -> None:
    response = _post(body)

    assert response.status_code == 400
    assert _messages(response) == [message]
    assert response["Content-Type"].startswith("application/")


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/graphql", ""],
)
def test_another_content_type_is_refused(content_type: str) -> None:
    response = _post(_asked(QUERY), content_type)

    assert response.status_code == 415
    assert _messages(response) == ["Send application/json."]


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "APPLICATION/JSON"])
def test_the_content_type_may_have_a_charset(content_type: str) -> None:
    assert _data(_post(_asked(QUERY), content_type)) == {"themes": []}


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\udc00\ud800"])
def test_half_a_surrogate_pair_is_refused_wherever_it_stands(text: str) -> None:
    for body in (_asked(text), _asked(QUERY, variables={"x": [text]}), _asked(QUERY, variables={text: 1})):
        response = _post(body)
        assert response.status_code == 400
        assert _messages(response) == ["The body holds half a surrogate pair, which is no text."]


def test_letters_beyond_the_basic_plane_are_text() -> None:
    assert _data(_post(_asked(QUERY, variables={"x": "😀"}))) == {"themes": []}


def test_a_post_without_a_body_is_refused() -> None:
    assert _post(b"").status_code == 415  # The client of the test sends no content type then.


def test_too_large_a_body_is_refused() -> None:
    fits, too_large = (_asked(QUERY, variables={"x": "x" * number}) for number in (90_000, 100_000))

    assert _data(_post(fits)) == {"themes": []}
    response = _post(too_large)
    assert response.status_code == 413
    assert _messages(response) == ["The body is larger than 100000 bytes."]


@pytest.mark.parametrize("length", ["abc", "-5", "", "1e3"])
def test_a_strange_content_length_is_no_fault_of_ours(length: str) -> None:
    assert _post(_asked(QUERY), CONTENT_LENGTH=length).status_code < 500


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "#",
        "{",
        "{ themes }",
        "{ nothing }",
        "query { themes { slug }",
        "{ themes(x: 1) { slug } }",
        "\x00",
        "ä",
        "fragment A on Query { ...A } { ...A }",
        "{ ...Missing }",
        "query ($a: Missing) { themes { slug } }",
        "{ __proto__ }",
    ],
)
def test_a_document_with_a_mistake_is_told_what_is_wrong(query: str) -> None:
    response = _post(_asked(query))

    assert response.status_code < 500
    answer = response.json()
    assert answer.get("data") is None
    assert answer["errors"]
    assert not any("went wrong on our side" in error["message"] for error in answer["errors"])


@pytest.mark.parametrize("query", ["{ themes " * 5_000, "{ a" * 20_000, "{ themes(locales: " + "[" * 20_000])
def test_a_deeply_nested_document_is_refused(query: str) -> None:
    response = _post(_asked(query))

    assert response.status_code < 500
    answer = response.json()
    assert answer.get("data") is None
    assert not any("went wrong on our side" in error["message"] for error in answer["errors"])


def test_variables_that_are_missing_of_the_wrong_type_or_too_many_are_told() -> None:
    query = "query ($ids: [ID!]!, $path: String!) { nodes(ids: $ids) { id } route(path: $path) { __typename } }"
    mistakes: list[dict[str, Any]] = [
        {},
        {"ids": None, "path": None},
        {"ids": {}, "path": []},
        {"ids": [[]], "path": 5},
    ]
    for variables in mistakes:
        response = _post(_asked(query, variables=variables))
        assert response.status_code < 500
        assert all("Variable '$" in message for message in _messages(response))


@pytest.mark.parametrize("more", ["", "__schema { queryType { name } }"])
def test_of_many_mistakes_in_variables_a_few_are_told(more: str) -> None:
    query = f"query ($tags: [LanguageTag!]) {{ themes(locales: $tags) {{ slug }} {more} }}"
    messages = _messages(_post(_asked(query, variables={"tags": ["_"] * 900})))

    assert len(messages) == limits.VALIDATION_ERRORS_MAX + 1
    assert messages[4].startswith("Variable '$tags' has invalid value at [4]: A language tag is a string like")
    assert messages[5].startswith("Too many errors processing variables")


def test_variables_that_nobody_asked_for_do_not_matter() -> None:
    assert _data(_post(_asked(QUERY, variables={"x": {"y": ["\x00"]}}))) == {"themes": []}


@pytest.mark.parametrize("kind", ["mutation", "subscription"])
def test_nothing_can_be_changed(kind: str) -> None:
    response = _post(_asked(f"{kind} {{ deletePage(id: 1) {{ id }} }}"))

    assert response.status_code < 500
    assert response.json().get("data") is None
    assert any(kind in message.lower() for message in _messages(response))


TWO = "query A { themes { slug } } query B { targetGroups { slug } }"


def test_of_two_operations_the_one_named_is_answered() -> None:
    assert _data(_post(_asked(TWO, operationName="B"))) == {"targetGroups": []}


@pytest.mark.parametrize("name", [{"operationName": "C"}, {"operationName": ""}, {"operationName": None}, {}])
def test_of_two_operations_none_is_guessed(name: dict[str, Any]) -> None:
    response = _post(_asked(TWO, **name))

    assert response.status_code < 500
    assert response.json().get("data") is None
    assert any("operation" in message.lower() for message in _messages(response))


def test_the_name_of_the_only_operation_must_be_right() -> None:
    assert _data(_post(_asked("query A { themes { slug } }", operationName="A"))) == {"themes": []}
    response = _post(_asked("query A { themes { slug } }", operationName="B"))
    assert response.json().get("data") is None


def test_a_question_may_be_asked_with_get() -> None:
    query = "query Q($locales: [LanguageTag!]) { themes(locales: $locales) { slug } }"

    response = Client().get(URL, {"query": query, "variables": json.dumps({"locales": ["sv"]}), "operationName": "Q"})

    assert _data(response) == {"themes": []}


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ("{", "variables is not JSON."),
        ("[" * 3_000, "variables is nested too deeply."),
        ("[]", "variables is a JSON object."),
        ("5", "variables is a JSON object."),
    ],
    ids=lambda value: value[:5],
)
def test_variables_of_a_get_that_are_no_object_are_refused(variables: str, message: str) -> None:
    response = Client(raise_request_exception=False).get(URL, {"query": QUERY, "variables": variables})

    assert response.status_code == 400
    assert _messages(response) == [message]


@pytest.mark.parametrize("params", [{}, {"query": ""}, {"query": "{"}, {"query": QUERY, "extensions": "{"}])
def test_a_get_without_a_question_is_no_fault_of_ours(params: dict[str, str]) -> None:
    assert Client(raise_request_exception=False).get(URL, params).status_code < 500


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_no_fault_of_ours(method: str) -> None:
    response = Client(raise_request_exception=False).generic(
        method, URL, _asked(QUERY), content_type="application/json"
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
    assert _post(_asked(QUERY), HTTP_ACCEPT=accept)["Content-Type"] == f"{media}; charset=utf-8"


@pytest.mark.parametrize("accept", ["text/plain", "image/*", f"{JSON};q=0", f"{JSON};q=x", "x"])
def test_other_types_are_not_acceptable(accept: str) -> None:
    response = _post(_asked(QUERY), HTTP_ACCEPT=accept)

    assert response.status_code == 406
    assert _messages(response) == [f"Answers come as {GRAPHQL} or {JSON}."]


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (GRAPHQL, 400)])
@pytest.mark.parametrize("query", ["{", "{ nothing }", "query ($x: Int!) { site(locales: [$x]) { name } }"])
def test_an_error_of_the_request_comes_without_data(query: str, accept: str, status: int) -> None:
    response = _post(_asked(query), HTTP_ACCEPT=accept)

    assert response.status_code == status
    assert "data" not in response.json()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_what_is_neither_get_nor_post_is_told_so(method: str) -> None:
    response = Client().generic(method, URL, _asked(QUERY), content_type="application/json")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_head_is_answered_as_get_without_the_body() -> None:
    got, head = (ask(URL, {"query": QUERY}) for ask in (Client().get, Client().head))

    assert (head.status_code, head["Content-Type"]) == (200, got["Content-Type"])
    assert head["Content-Length"] == got["Content-Length"] == str(len(got.content))


def test_a_mark_of_the_byte_order_does_not_matter() -> None:
    assert _data(_post(b"\xef\xbb\xbf" + _asked(QUERY).encode())) == {"themes": []}


@pytest.mark.parametrize("charset", ["utf-16", "latin-1"])
def test_another_charset_is_refused(charset: str) -> None:
    assert _post(_asked(QUERY), f"application/json; charset={charset}").status_code == 415


def test_json_has_no_nan() -> None:
    assert _messages(_post('{"query": "{ __typename }", "variables": {"x": NaN}}')) == ["The body is not JSON."]


def test_every_answer_tells_its_cost() -> None:
    cost = {"cost": {"requested": 5, "maximum": 10_000}}

    assert _post(_asked(QUERY)).json() == {"data": {"themes": []}, "extensions": cost}
    assert (
        _post(_asked("query ($l: [LanguageTag!]) { themes(locales: $l) { slug } }", variables={"l": 5})).json()[
            "extensions"
        ]
        == cost
    )


def test_exactly_one_of_one_of_is_given() -> None:
    for by in ({}, {"id": None}, {"id": "x", "path": "/"}):
        response = _post(_asked("query ($by: ContentBy!) { project(by: $by) { id } }", variables={"by": by}))
        assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["BAD_USER_INPUT"], by
    response = _post(_asked('{ project(by: {id: "x", path: "/"}) { id } }'))
    assert _messages(response) == ["OneOf Input Object 'ContentBy' must specify exactly one key."]
