from pathlib import Path

import pytest

from cms.dev import chromium, debian


@pytest.fixture(autouse=True)
def machine_without_browsers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setattr(chromium, "_download", lambda: None)
    monkeypatch.setattr(debian, "install", lambda package: False)


def program(path: Path, *, status: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_a_machine_without_one() -> None:
    assert chromium.find() is None


def test_one_on_the_path_goes_before_playwrights(tmp_path: Path) -> None:
    own = program(tmp_path / "playwright" / "chromium-1" / "chrome-linux" / "chrome")
    assert chromium.find() == own
    installed = program(tmp_path / "bin" / "chromium")
    assert chromium.find() == installed


def test_the_headless_shell_of_playwright_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "playwright" / "chromium_headless_shell-1" / "chrome-headless-shell-linux64"
    shell = program(folder / "chrome-headless-shell")
    assert chromium.find() == shell


def test_one_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "chromium", status=127)
    other = program(tmp_path / "bin" / "google-chrome")
    assert chromium.find() == other


def test_the_named_one_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin" / "chromium")
    named = program(tmp_path / "mine")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert chromium.ensure() == named
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))
    assert chromium.ensure() is None


def test_the_command_prints_the_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    installed = program(tmp_path / "bin" / "chromium")
    assert chromium.main() == 0
    assert capsys.readouterr() == (f"{installed}\n", "")


def test_the_command_says_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    assert chromium.main() == 1
    assert capsys.readouterr() == ("", f"{chromium.HINT}\n")
