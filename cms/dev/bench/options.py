"""SCALE, ROUNDS, SECONDS and the like, checked."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    scale: int
    rounds: int
    seconds: int
    data_dir: Path
    writes: bool


def options(*, seconds: int) -> Options:
    """`seconds` is how long is measured when nobody says."""

    def number(name: str, default: int, most: int) -> int:
        text = os.environ.get(name) or str(default)
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= most):
            sys.exit(f"{name} is a number from 1 to {most}, not {text!r}.")
        return int(text)

    scale = number("SCALE", 1, 100)
    base = Path(os.environ.get("DATA_DIR") or ".data").absolute()
    # Of its own: the demo's content is not for measuring. Kept, so that a second run starts at once.
    data_dir = base / f"bench-{scale}"
    data_dir.mkdir(parents=True, exist_ok=True)
    return Options(
        scale=scale,
        rounds=number("ROUNDS", 3, 100),
        seconds=number("SECONDS", seconds, 3600),
        data_dir=data_dir,
        writes=os.environ.get("WRITE_RESULTS", "1") != "0",
    )


def require_programs(*names: str) -> None:
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        sys.exit(f"This measurement needs {' and '.join(missing)}: on Debian, apt-get install {' '.join(missing)}")
