"""The audit of GraphQL over HTTP that the npm package graphql-http brings."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


def missing() -> str | None:
    """What is not there to run it."""
    if shutil.which("node") is None:
        return "Node.js is not installed"
    if not (FOLDER / "node_modules" / "graphql-http").is_dir():
        return "graphql-http is not installed: run `make audit` once, or `npm ci` in tests/audit"
    return None


def http_audit(url: str) -> list[dict[str, Any]]:
    """Each with `id`, `name`, `status` (ok, notice, warn, error) and, unless ok, `reason`."""
    done = subprocess.run(
        ["node", "http_audit.js", url], cwd=FOLDER, check=True, capture_output=True, text=True, timeout=120
    )
    return [json.loads(line) for line in done.stdout.splitlines()]
