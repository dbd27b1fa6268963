"""Follows docs/adding-a-type.md in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECIPE = ROOT / "docs" / "adding-a-type.md"
COPIED = ("cms", "graphql", "home", "locale", "news", "organisations", "tests", "manage.py", "pyproject.toml")
_STEP = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`\n\n|^)```(?P<kind>python|diff|graphql)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Step:
    """A new file, or lines to add to one (`is_change`)."""

    path: str
    text: str
    is_change: bool

    @property
    def added(self) -> int:
        lines = self.text.splitlines()
        return sum(line.startswith("+") for line in lines) if self.is_change else len(lines)


def steps() -> list[Step]:
    found: list[Step] = []
    for match in _STEP.finditer(RECIPE.read_text(encoding="utf-8")):
        # A second change of the same file has no name of its own.
        path = match["path"] or found[-1].path
        found.append(Step(path, match["text"], match["kind"] == "diff"))
    return found


def copy_project(folder: Path) -> None:
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("node_modules", "__pycache__", ".data", "*.pyc")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)


def follow(folder: Path, step: Step) -> None:
    file = folder / step.path
    if not step.is_change:
        assert not file.exists(), f"{step.path} is there already."
        file.write_text(step.text, encoding="utf-8")
        return
    lines = step.text.splitlines()
    before = "\n".join(line[1:] for line in lines if line[:1] != "+")
    after = "\n".join(line[1:] for line in lines if line[:1] != "-")
    change(folder, step.path, before, after)


def change(folder: Path, path: str, before: str, after: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"docs/adding-a-type.md does not fit {path} any more, at: {before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A Python program in the copy, with a database server of its own."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith(("PYTEST_", "DJANGO_"))
    }
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATA_DIR": str(folder / ".data")}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=1200
    )
