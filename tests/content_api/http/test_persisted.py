"""Questions by their hash: registered ones, and those that were sent before."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from content_api.http import registered, view
from content_api.http.persisted import Persisted
from content_api.http.registered import FOLDER, read_folder, registry
from engine.canonical import digest

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
    key = digest((FOLDER / "vocabularies.graphql").read_text(encoding="utf-8"))

    assert set(_get(_by_hash(key)).json()["data"]) == {
        "themes", "targetGroups", "municipalities", "regions", "wellbeingCounties",
    }  # fmt: skip


SITE = (FOLDER / "site.graphql").read_text(encoding="utf-8")
# As Apollo Client prints it, whose own document says `name`, `email` in another layout.
PRINTED = "query Names {\n  site {\n    name\n    menus {\n      handle\n    }\n  }\n}"
WITH_TYPENAME = (
    "query Names {\n  site {\n    name\n    menus {\n      handle\n      __typename\n    }\n    __typename\n  }\n}"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Registers a file; the only ones that are."""
    monkeypatch.setattr(registered, "FOLDER", tmp_path)

    def add(name: str, text: str) -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")
        registry.cache_clear()

    yield add
    registry.cache_clear()


@pytest.mark.parametrize(
    "key", [PRINTED, WITH_TYPENAME, f"{PRINTED}\n", "# Of ours\nquery Names { site { name, menus { handle } } }"]
)
def test_an_operation_is_known_by_the_hashes_of_its_spellings(folder: Any, key: str, settings: Settings) -> None:
    settings.GRAPHQL_ONLY_REGISTERED = True
    folder("names.graphql", key if key.startswith("#") else f"{PRINTED}\n")

    for hashed in (digest(key), digest(key).upper(), f"sha256:{digest(key)}"):
        data = _get(_by_hash(hashed)).json()["data"]
        assert ("__typename" in data["site"]) is (key == WITH_TYPENAME)


def test_an_operation_of_a_file_is_known_by_itself(folder: Any) -> None:
    fragments = "fragment S on Site { ...N } fragment N on Site { name }"
    folder("both.graphql", f"query A {{ site {{ ...S }} }} query B {{ themes {{ slug }} }} {fragments}")

    alone = "query B {\n  themes {\n    slug\n  }\n}"

    assert _get(_by_hash(digest(alone))).json()["data"] == {"themes": []}


@pytest.mark.parametrize("name", ["documentId", "doc_id"])
@pytest.mark.parametrize(
    "manifest",
    [
        {"sha256:abC1": PRINTED},
        {"abc1": PRINTED},
        {
            "format": "apollo-persisted-query-manifest",
            "version": 1,
            "operations": [{"id": "abc1", "name": "Names", "type": "query", "body": PRINTED}],
        },
    ],
)
def test_the_keys_of_a_manifest_are_known(folder: Any, manifest: Any, name: str) -> None:
    folder("theirs.json", json.dumps(manifest))

    assert set(_post(**{name: "ABC1"}).json()["data"]["site"]) == {"name", "menus"}
    assert set(Client().get("/graphql/", {name: "sha256:abc1"}).json()["data"]["site"]) == {"name", "menus"}
    assert set(_get(_by_hash("abc1")).json()["data"]["site"]) == {"name", "menus"}


def test_a_manifest_may_be_asked_with_the_text_that_it_names(folder: Any) -> None:
    folder("theirs.json", json.dumps({"abc1": PRINTED}))

    assert _post(query=WITH_TYPENAME, documentId="abc1").json()["data"]["site"]["__typename"] == "Site"
    assert _codes(_post(query=QUERY, documentId="abc1")) == ["PERSISTED_QUERY_HASH_MISMATCH"]
    assert _codes(_post(documentId=7)) == ["BAD_REQUEST"]
    assert _codes(_post(documentId="other")) == ["PERSISTED_QUERY_NOT_FOUND"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.graphql", "query { "),
        ("a.json", "{"),
        ("a.json", "[]"),
        ("a.json", '{"operations": 5}'),
        ("a.json", '{"operations": [{"id": "x"}]}'),
        ("a.json", '{"x": "query {"}'),
        ("a.json", '{"x": 5}'),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_left_out(folder: Any, name: str, text: str, tmp_path: Path) -> None:
    folder("good.graphql", PRINTED)
    folder(name, text)

    found = read_folder(tmp_path)

    assert [problem.split(":")[0] for problem in found.problems] == [f"{name} in {tmp_path.name} is not registered"]
    assert _get(_by_hash(digest(PRINTED))).json()["data"]


def test_a_site_for_registered_operations_answers_no_others(settings: Settings) -> None:
    settings.GRAPHQL_ONLY_REGISTERED = True

    assert _get(_by_hash(digest(SITE))).json()["data"]
    assert _post(query=SITE).json()["data"]
    refused = _post(query=QUERY)
    assert _codes(refused) == ["OPERATION_NOT_REGISTERED"]
    assert refused.json()["errors"][0]["message"] == "This site answers registered operations only."
    assert _codes(_post(query=QUERY, extensions=_by_hash(digest(QUERY)))) == ["OPERATION_NOT_REGISTERED"]
    assert _codes(_post(query=QUERY, extensions=_by_hash(digest(SITE)))) == ["PERSISTED_QUERY_HASH_MISMATCH"]
    # Its client sends the text then, which may be that of a registered operation in another spelling.
    assert _codes(_get(_by_hash(digest(QUERY)))) == ["PERSISTED_QUERY_NOT_FOUND"]
    # What is wrong with a document is told to those who may ask it.
    assert _codes(_post(query="{ nothing }")) == ["OPERATION_NOT_REGISTERED"]


@pytest.mark.parametrize(
    ("text", "is_registered"),
    [
        ("query Names { site { menus { handle } name } }", False),
        ("query Names {site{name menus{handle __typename}__typename}}", True),
        ("query Names { __typename site { name ...M } } fragment M on Site { menus { handle } }", False),
        ("query Other { site { name menus { handle } } }", False),
        ("query Names { site { name menus { handle } } } query Other { themes { slug } }", True),
        ("query Names { site { name menus { handle t: __typename } } }", False),
        ("query Names { site { name menus { handle } } themes { slug } }", False),
    ],
)
def test_a_text_is_compared_by_its_syntax_tree(folder: Any, settings: Settings, text: str, is_registered: bool) -> None:
    folder("names.graphql", PRINTED)
    settings.GRAPHQL_ONLY_REGISTERED = True

    response = _post(query=text, operationName="Names" if "Names" in text else "Other")

    if is_registered:
        assert response.json()["data"]["site"]["name"]
    else:
        assert _codes(response) == ["OPERATION_NOT_REGISTERED"]


def test_the_second_operation_of_a_text_is_not_registered_by_the_first(folder: Any, settings: Settings) -> None:
    folder("names.graphql", PRINTED)
    settings.GRAPHQL_ONLY_REGISTERED = True

    refused = _post(query=f"{PRINTED} query Other {{ themes {{ slug }} }}", operationName="Other")

    assert _codes(refused) == ["OPERATION_NOT_REGISTERED"]


def test_answers_of_registered_operations_are_marked_as_such(rf: Any, folder: Any) -> None:
    folder("names.graphql", PRINTED)

    for text, is_marked in ((WITH_TYPENAME, True), (QUERY, False)):
        request = rf.get("/graphql/", {"query": text})
        view.graphql_view(request)
        assert (request.META.get(registered.REGISTERED) is True) is is_marked
