"""The page to try questions on: ours alone, or a word on how to get it."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from content_api.http import explorer
from tests.units import ROOT

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
pytestmark = pytest.mark.django_db


def _open(**parameters: str) -> Any:
    return Client().get("/graphql/", parameters, headers={"Accept": BROWSER})


@pytest.fixture(params=[True, False], ids=["built", "not built"])
def built(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(explorer, "is_built", lambda: request.param)
    return bool(request.param)


def test_a_browser_is_shown_the_explorer_or_how_to_get_it(built: bool) -> None:
    response = _open()

    assert response["Content-Type"] == "text/html; charset=utf-8"
    text = response.content.decode()
    assert ("graphiql.min.js" in text) is built
    assert ("make explorer" in text) is not built


@pytest.mark.usefixtures("built")
def test_nothing_comes_from_a_third_party() -> None:
    response = _open()

    sources = re.findall(r'(?:src|href)="([^"]*)"', response.content.decode())
    assert sources
    assert all(source.startswith(("/static/", "data:", "?")) for source in sources)
    assert "<style" not in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "//" not in policy


def test_a_browser_that_opens_a_question_finds_it_in_the_explorer(built: bool) -> None:
    response = _open(query="{ __typename }", variables="{}")

    if built:
        assert "graphiql.min.js" in response.content.decode()
    else:
        assert response.json()["data"] == {"__typename": "Query"}


@pytest.mark.usefixtures("built")
def test_a_browser_that_asks_by_a_key_is_answered() -> None:
    assert _open(documentId="x").json()["errors"][0]["message"] == "PersistedQueryNotFound"


def test_programs_are_shown_no_page() -> None:
    response = Client().get("/graphql/", headers={"Accept": "*/*"})

    assert response.status_code == 400
    assert response["Content-Type"] == "application/json; charset=utf-8"


def test_a_site_for_registered_operations_has_no_explorer(settings: Settings) -> None:
    settings.GRAPHQL_ONLY_REGISTERED = True

    assert _open().status_code == 400


def test_its_parts_can_be_collected_for_production(tmp_path: Path, settings: Settings) -> None:
    source, parts = tmp_path / "explorer", tmp_path / "files" / "content_api" / "explorer"
    for folder, part in zip(("react/umd", "react-dom/umd", "graphiql", "graphiql"), explorer.PARTS, strict=True):
        file = source / "node_modules" / folder / part
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"/* {part} */\n//# sourceMappingURL=index.umd.js.map\n")
    # What npm would fetch is there.
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\n")
    npm.chmod(0o755)
    command = ["make", "explorer", f"EXPLORER={source}", f"EXPLORER_FILES={parts}"]
    environment = os.environ | {"PATH": f"{npm.parent}:{os.environ['PATH']}"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "files"], tmp_path / "collected"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    collected = json.loads((tmp_path / "collected" / "staticfiles.json").read_text())["paths"]
    assert sorted(collected) == sorted(f"content_api/explorer/{part}" for part in explorer.PARTS)
