"""A Chromium for the browser tests.

python -m cms.dev.chromium     prints the path of one that runs, and installs one when there is none
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from cms.dev import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HINT = "No Chromium for the browser tests: install the package chromium, or set CHROMIUM to the path of one."


def find() -> Path | None:
    """The first that starts: what CHROMIUM names, one on the PATH, Playwright's own."""
    return next(filter(_starts, _candidates()), None)


def ensure() -> Path | None:
    """Find one, or else download Playwright's, or else, as root, install the distribution's."""
    if os.environ.get("CHROMIUM"):
        return find()  # whoever names one does not want another
    return find() or _download() or (find() if debian.install("chromium") else None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
        return
    for name in NAMES:
        if path := shutil.which(name):
            yield Path(path)
    yield from _playwright_browsers()


def _playwright_browsers() -> list[Path]:
    """The newest first. Playwright itself tells only the path of one kind, and in a session."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if named == "0":  # beside the package
        package = importlib.util.find_spec("playwright")
        if package is None or package.origin is None:
            return []
        folder = Path(package.origin).parent / "driver" / "package" / ".local-browsers"
    elif named:
        folder = Path(named)
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Caches" / "ms-playwright"
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"
    found = [
        path
        for pattern in (
            "chromium-*/chrome-*/chrome",
            "chromium-*/chrome-*/*.app/Contents/MacOS/*",
            "chromium_headless_shell-*/chrome-*/*headless*shell",
        )
        for path in folder.glob(pattern)
    ]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _starts(path: Path) -> bool:
    # A Chromium whose libraries are missing is there and does not start.
    try:
        result = subprocess.run(
            [path, "--version"],
            check=False,
            timeout=30,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def _download() -> Path | None:
    if importlib.util.find_spec("playwright") is None:
        return None
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    # Standard output is for the path alone: the progress goes to the other. What an attempt without
    # network has to say is not worth more than the line at the end.
    subprocess.run(command, check=False, stdout=sys.stderr, stderr=subprocess.DEVNULL, timeout=900)
    return find()


def main() -> int:
    try:
        path = ensure()
    except subprocess.TimeoutExpired:
        path = None
    if path is None:
        print(HINT, file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
