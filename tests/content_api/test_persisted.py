"""Questions by their hash: registered ones, and those that were sent before."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from content_api import view
from content_api.operations import FOLDER, Persisted, digest, registered

pytestmark = pytest.mark.django_db
QUERY = "{ themes { slug persisted: slug } }"
DATA: dict[str, Any] = {"themes": []}


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "persisted", Persisted())


def _by_hash(key: Any, version: Any = 1) -> dict[str, Any]:
    return {"persistedQuery": {"version": version, "sha256Hash": key}}


def _post(**body: Any) -> Any:
    return Client().post("/graphql/", body, content_type="application/json")


def _get(extensions: Any = None, **parameters: str) -> Any:
    return Client().get("/graphql/", {**parameters, "extensions": json.dumps(extensions)})


def _codes(response: Any) -> list[str]:
    answer = response.json()
    assert "data" not in answer
    return [error["extensions"]["code"] for error in answer["errors"]]


def test_an_unknown_hash_is_asked_for_in_full_once() -> None:
    extensions = _by_hash(digest(QUERY))

    missing = _get(extensions)
    assert _codes(missing) == ["PERSISTED_QUERY_NOT_FOUND"]
    assert missing.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert _post(query=QUERY, extensions=extensions).json()["data"] == DATA
    assert _get(extensions).json()["data"] == DATA
    assert _post(extensions=extensions).json()["data"] == DATA


def test_a_get_may_register_too() -> None:
    extensions = _by_hash(digest(QUERY))

    assert _get(extensions, query=QUERY).json()["data"] == DATA
    assert _get(extensions).json()["data"] == DATA


def test_a_hash_of_something_else_is_refused_and_not_kept() -> None:
    extensions = _by_hash(digest("{ site { name } }"))

    assert _codes(_post(query=QUERY, extensions=extensions)) == ["PERSISTED_QUERY_HASH_MISMATCH"]
    assert _codes(_get(extensions)) == ["PERSISTED_QUERY_NOT_FOUND"]


def test_what_cannot_be_answered_is_not_kept() -> None:
    wrong = "{ nothing }"

    _post(query=wrong, extensions=_by_hash(digest(wrong)))

    assert _codes(_get(_by_hash(digest(wrong)))) == ["PERSISTED_QUERY_NOT_FOUND"]


@pytest.mark.parametrize(
    ("extensions", "code"),
    [
        (_by_hash("x" * 64), "PERSISTED_QUERY_NOT_FOUND"),
        (_by_hash(5), "BAD_USER_INPUT"),
        (_by_hash("x", version=2), "PERSISTED_QUERY_NOT_SUPPORTED"),
        ({"persistedQuery": "x"}, "PERSISTED_QUERY_NOT_SUPPORTED"),
        ({"persistedQuery": None}, "BAD_REQUEST"),
    ],
)
def test_what_is_no_persisted_query_is_refused(extensions: Any, code: str) -> None:
    assert _codes(_get(extensions)) == [code]


def test_the_texts_unused_for_longest_are_forgotten() -> None:
    known = Persisted(max_letters=25)
    for key in "ab":
        known.keep(key, key * 10)
    known.get("a")

    known.keep("c", "c" * 10)

    assert [known.get(key) for key in "abc"] == ["a" * 10, None, "c" * 10]


def test_the_operations_of_the_folder_are_known_from_the_start() -> None:
    assert len(registered()) == len(list(FOLDER.glob("*.graphql")))
    key = digest((FOLDER / "vocabularies.graphql").read_text(encoding="utf-8"))

    assert set(_get(_by_hash(key)).json()["data"]) == {"themes", "targetGroups", "municipalities", "regions"}


def test_a_site_for_registered_operations_answers_no_others(settings: Settings) -> None:
    settings.GRAPHQL_ONLY_REGISTERED = True
    text = (FOLDER / "site.graphql").read_text(encoding="utf-8")

    assert _get(_by_hash(digest(text))).json()["data"]
    assert _post(query=text).json()["data"]
    refused = _post(query=QUERY)
    assert _codes(refused) == ["OPERATION_NOT_REGISTERED"]
    assert refused.json()["errors"][0]["message"] == "This site answers registered operations only."
    assert _codes(_post(query=QUERY, extensions=_by_hash(digest(QUERY)))) == ["OPERATION_NOT_REGISTERED"]
    assert _codes(_post(query=QUERY, extensions=_by_hash(digest(text)))) == ["PERSISTED_QUERY_HASH_MISMATCH"]
