"""GraphQL over HTTP: bad input gets a 4xx and words a person understands, never a 500."""

import json
from typing import Any

import pytest
from django.test import Client

from engine import limits
from tests.content_api.http.posting import QUERY, URL, data_of, messages_of, post, question

pytestmark = pytest.mark.django_db


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
        (question(QUERY, variables=[]).encode(), "variables is an object or null."),
        (question(QUERY, variables="{}").encode(), "variables is an object or null."),
        (question(QUERY, operationName=5).encode(), "operationName is a string or null."),
        (question(QUERY, extensions=[]).encode(), "extensions is an object or null."),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_body_that_is_no_question_is_refused(body: bytes, message: str) -> None:
    response = post(body)

    assert response.status_code == 400
    assert messages_of(response) == [message]
    assert response["Content-Type"].startswith("application/")


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/graphql", ""],
)
def test_another_content_type_is_refused(content_type: str) -> None:
    response = post(question(QUERY), content_type)

    assert response.status_code == 415
    assert messages_of(response) == ["Send application/json."]


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "APPLICATION/JSON"])
def test_the_content_type_may_have_a_charset(content_type: str) -> None:
    assert data_of(post(question(QUERY), content_type)) == {"themes": []}


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\udc00\ud800"])
def test_half_a_surrogate_pair_is_refused_wherever_it_stands(text: str) -> None:
    for body in (question(text), question(QUERY, variables={"x": [text]}), question(QUERY, variables={text: 1})):
        response = post(body)
        assert response.status_code == 400
        assert messages_of(response) == ["The body holds half a surrogate pair, which is no text."]


def test_letters_beyond_the_basic_plane_are_text() -> None:
    assert data_of(post(question(QUERY, variables={"x": "😀"}))) == {"themes": []}


def test_a_post_without_a_body_is_refused() -> None:
    assert post(b"").status_code == 415  # The client of the test sends no content type then.


def test_too_large_a_body_is_refused() -> None:
    fits, too_large = (question(QUERY, variables={"x": "x" * number}) for number in (90_000, 100_000))

    assert data_of(post(fits)) == {"themes": []}
    response = post(too_large)
    assert response.status_code == 413
    assert messages_of(response) == ["The body is larger than 100000 bytes."]


@pytest.mark.parametrize("length", ["abc", "-5", "", "1e3"])
def test_a_strange_content_length_is_no_fault_of_ours(length: str) -> None:
    assert post(question(QUERY), CONTENT_LENGTH=length).status_code < 500


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
    response = post(question(query))

    assert response.status_code < 500
    answer = response.json()
    assert answer.get("data") is None
    assert answer["errors"]
    assert not any("went wrong on our side" in error["message"] for error in answer["errors"])


@pytest.mark.parametrize("query", ["{ themes " * 5_000, "{ a" * 20_000, "{ themes(locales: " + "[" * 20_000])
def test_a_deeply_nested_document_is_refused(query: str) -> None:
    response = post(question(query))

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
        response = post(question(query, variables=variables))
        assert response.status_code < 500
        assert all("Variable '$" in message for message in messages_of(response))


@pytest.mark.parametrize("more", ["", "__schema { queryType { name } }"])
def test_of_many_mistakes_in_variables_a_few_are_told(more: str) -> None:
    query = f"query ($tags: [LanguageTag!]) {{ themes(locales: $tags) {{ slug }} {more} }}"
    messages = messages_of(post(question(query, variables={"tags": ["_"] * 900})))

    assert len(messages) == limits.VALIDATION_ERRORS_MAX + 1
    assert messages[4].startswith("Variable '$tags' has invalid value at [4]: A language tag is a string like")
    assert messages[5].startswith("Too many errors processing variables")


def test_variables_that_nobody_asked_for_do_not_matter() -> None:
    assert data_of(post(question(QUERY, variables={"x": {"y": ["\x00"]}}))) == {"themes": []}


@pytest.mark.parametrize("kind", ["mutation", "subscription"])
def test_nothing_can_be_changed(kind: str) -> None:
    response = post(question(f"{kind} {{ deletePage(id: 1) {{ id }} }}"))

    assert response.status_code < 500
    assert response.json().get("data") is None
    assert any(kind in message.lower() for message in messages_of(response))


TWO = "query A { themes { slug } } query B { targetGroups { slug } }"


def test_of_two_operations_the_one_named_is_answered() -> None:
    assert data_of(post(question(TWO, operationName="B"))) == {"targetGroups": []}


@pytest.mark.parametrize("name", [{"operationName": "C"}, {"operationName": ""}, {"operationName": None}, {}])
def test_of_two_operations_none_is_guessed(name: dict[str, Any]) -> None:
    response = post(question(TWO, **name))

    assert response.status_code < 500
    assert response.json().get("data") is None
    assert any("operation" in message.lower() for message in messages_of(response))


def test_the_name_of_the_only_operation_must_be_right() -> None:
    assert data_of(post(question("query A { themes { slug } }", operationName="A"))) == {"themes": []}
    response = post(question("query A { themes { slug } }", operationName="B"))
    assert response.json().get("data") is None


def test_a_question_may_be_asked_with_get() -> None:
    query = "query Q($locales: [LanguageTag!]) { themes(locales: $locales) { slug } }"

    response = Client().get(URL, {"query": query, "variables": json.dumps({"locales": ["sv"]}), "operationName": "Q"})

    assert data_of(response) == {"themes": []}


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
    assert messages_of(response) == [message]


@pytest.mark.parametrize("params", [{}, {"query": ""}, {"query": "{"}, {"query": QUERY, "extensions": "{"}])
def test_a_get_without_a_question_is_no_fault_of_ours(params: dict[str, str]) -> None:
    assert Client(raise_request_exception=False).get(URL, params).status_code < 500
