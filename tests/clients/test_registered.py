"""Where only registered operations are answered, real clients are answered as they come."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import parse
from pytest_django.fixtures import Settings

from content_api import ids
from content_api.http import registered
from content_api.http.registered import registry
from engine.canonical import digest
from tests.clients import node

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Node's: `make test` fetches the clients where npm is.
    pytest.mark.skipif(node.missing() is not None, reason=str(node.missing())),
]
SCHEMA = registered.FOLDER.parent / "schema.graphql"
VARIABLES: dict[str, dict[str, Any]] = {
    "news-article": {"path": "/fi/"},
    "action-plan": {"id": ids.encode("ActionPlan", 1)},
    "organisation": {"id": ids.encode("Organisation", 1)},
    "organisations-nearby": {"point": {"latitude": 60.2, "longitude": 24.7}},
    "page": {"path": "/fi/"},
    "representations": {"key": "00000000-0000-4000-8000-000000000000"},
    "route": {"path": "/fi/"},
    "running-projects": {"areas": ["049"]},
    "search": {"words": "sana"},
    "search-words": {"words": "sana"},
    "served-in-language": {"tag": "so", "area": "049"},
    "events-near": {"from": "2026-01-01T00:00Z", "until": "2026-02-01T00:00Z"},
    "contributions": {"since": 2020},
    "whats-new": {"areas": ["049"], "themes": [], "locales": ["fi"], "since": "2020-01-01T00:00Z"},
}
TEXT = "query Footer($l: [LanguageTag!]) { site(locales: $l) { name menus { handle } } }"
DATA_KEYS = {"site"}


@pytest.fixture(autouse=True)
def only_registered(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of registered operations: a test may add to it what a client's tool has written."""
    settings.GRAPHQL_ONLY_REGISTERED = True
    folder = tmp_path / "operations"
    folder.mkdir()
    for file in registered.FOLDER.glob("*.graphql"):
        (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(registered, "FOLDER", folder)
    registry.cache_clear()
    yield folder
    registry.cache_clear()


def _operations() -> list[dict[str, Any]]:
    return [
        {"name": file.stem, "text": file.read_text(encoding="utf-8"), "variables": VARIABLES.get(file.stem, {})}
        for file in sorted(registered.FOLDER.glob("*.graphql"))
    ]


def _url(live_server: Any) -> str:
    return f"{live_server}/graphql/"


@pytest.mark.parametrize("client", ["apollo", "urql"])
def test_a_client_that_sends_hashes_is_answered_at_once(live_server: Any, client: str) -> None:
    answers = node.ask(client, _url(live_server), _operations())

    assert set(answers) == {operation["name"] for operation in _operations()}
    assert {name: answer["error"] for name, answer in answers.items() if answer["error"]} == {}
    asked = {name: answer["requests"] for name, answer in answers.items()}
    assert asked == {name: [{"method": "GET", "status": 200, "query": False}] for name in asked}


def test_a_client_that_sends_its_own_text_is_answered(live_server: Any) -> None:
    answers = node.ask("apollo", _url(live_server), _operations(), plain=True)

    assert {name: answer["error"] for name, answer in answers.items() if answer["error"]} == {}
    assert {request["query"] for answer in answers.values() for request in answer["requests"]} == {True}


def test_what_is_not_registered_is_refused_in_words(live_server: Any) -> None:
    other = {"name": "other", "text": TEXT, "variables": {}}

    for client in ("apollo", "urql"):
        answer = node.ask(client, _url(live_server), [other])["other"]
        assert answer["data"] is None
        assert "This site answers registered operations only." in answer["error"]


def _answer(answers: dict[str, Any]) -> None:
    assert answers["footer"]["error"] is None
    assert set(answers["footer"]["data"]) >= DATA_KEYS
    assert [request["query"] for request in answers["footer"]["requests"]] == [False]


FOOTER = {"name": "footer", "text": TEXT, "variables": {"l": ["sv"]}}


def test_the_manifest_of_apollo_is_read(live_server: Any, only_registered: Path, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "footer.graphql").write_text(TEXT, encoding="utf-8")
    manifest = only_registered / "apollo.json"
    configuration = {"documents": ["src/*.graphql"], "output": "operations/apollo.json"}
    (tmp_path / "persisted-query-manifest.config.json").write_text(json.dumps(configuration), encoding="utf-8")
    node.tool("generate-persisted-query-manifest", folder=tmp_path)

    _answer(node.ask("apollo", _url(live_server), [FOOTER], manifest=manifest.read_text(encoding="utf-8")))


def test_the_documents_of_graphql_code_generator_are_read(
    live_server: Any, only_registered: Path, tmp_path: Path
) -> None:
    (tmp_path / "footer.js").write_text(f"graphql(/* GraphQL */ `{TEXT}`)", encoding="utf-8")
    configuration = {
        "schema": str(SCHEMA),
        "documents": ["footer.js"],
        "generates": {"gql/": {"preset": "client", "presetConfig": {"persistedDocuments": True}}},
    }
    (tmp_path / "codegen.json").write_text(json.dumps(configuration), encoding="utf-8")
    # Its packages are looked for beside the configuration.
    (tmp_path / "node_modules").symlink_to(node.FOLDER / "node_modules")
    node.tool("graphql-codegen", "--config", "codegen.json", folder=tmp_path)
    manifest = (tmp_path / "gql" / "persisted-documents.json").read_text(encoding="utf-8")
    (only_registered / "codegen.json").write_text(manifest, encoding="utf-8")

    _answer(node.ask("codegen", _url(live_server), [FOOTER], manifest=manifest))


def test_the_documents_of_relay_are_read(live_server: Any, only_registered: Path, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "footer.js").write_text(f"graphql`{TEXT.replace('Footer', 'footerQuery')}`", encoding="utf-8")
    (tmp_path / "schema.graphql").write_bytes(SCHEMA.read_bytes())
    (only_registered / "relay.json").write_text("{}", encoding="utf-8")
    configuration = {
        "src": "src",
        "language": "javascript",
        "schema": "schema.graphql",
        "eagerEsModules": True,
        "artifactDirectory": "artifacts",
        "persistConfig": {"file": "operations/relay.json"},
    }
    (tmp_path / "relay.config.json").write_text(json.dumps(configuration), encoding="utf-8")
    (tmp_path / "artifacts").mkdir()
    node.tool("relay-compiler", "relay.config.json", folder=tmp_path)
    artifact = (tmp_path / "artifacts" / "footerQuery.graphql.js").rename(tmp_path / "artifacts" / "footerQuery.mjs")

    _answer(node.ask("relay", _url(live_server), [FOOTER], artifact=artifact.as_uri()))


def test_every_spelling_of_a_document_is_a_document() -> None:
    for text in registry().texts.values():
        assert parse(text).definitions
    assert all(key == digest(text) for key, text in registry().texts.items())
