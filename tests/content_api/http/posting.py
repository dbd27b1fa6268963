"""Asking over HTTP without any help, as strange clients do."""

import json
from typing import Any

from django.test import Client

URL = "/graphql/"
QUERY = "{ themes { slug } }"


def post(body: bytes | str, content_type: str = "application/json", **headers: Any) -> Any:
    # With errors of the server as answers, as a client sees them.
    return Client(raise_request_exception=False).generic("POST", URL, body, content_type=content_type, **headers)


def messages_of(response: Any) -> list[str]:
    return [error["message"] for error in response.json()["errors"]]


def data_of(response: Any) -> Any:
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def question(query: Any, **rest: Any) -> str:
    return json.dumps({"query": query, **rest})
