"""Runs the clients of this folder with Node.js."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
SECONDS = 120


def missing() -> str | None:
    """What is not there to run them."""
    if shutil.which("node") is None:
        return "Node.js is not installed"
    if not (FOLDER / "node_modules" / "@apollo" / "client").is_dir():
        return "the clients are not installed: run `make node-tools`"
    return None


def ask(client: str, url: str, operations: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Answers by the operations' names, each with `data`, `error` and the `requests` that were sent."""
    task = json.dumps({"url": url, "operations": operations, **more})
    done = _run(["node", f"{client}.mjs"], FOLDER, input=task)
    answers: dict[str, Any] = json.loads(done)
    return answers


def tool(name: str, *arguments: str, folder: Path) -> None:
    """Runs a program that an npm package brings."""
    _run([str(FOLDER / "node_modules" / ".bin" / name), *arguments], folder)


def _run(command: list[str], folder: Path, **more: Any) -> str:
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=SECONDS, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
