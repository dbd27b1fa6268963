"""Measures how many questions a second are answered, next to nginx with the same bytes as files.

`python -m cms.dev.bench` (or `make bench`): content is generated in DATA_DIR, two Granian workers answer Q1 to Q4 of
`documents/`, warm (from the response cache) and cold (without it), in rounds that take turns with nginx. What it finds
goes to the terminal and into docs/performance.md.
"""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cms.dev.bench import report, server
from cms.dev.bench.measuring import Measurement, take_turns
from cms.dev.bench.questions import Question, questions
from cms.dev.bench.statements import count_statements
from cms.dev.postgres import ServerUnavailable, release_server

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Options:
    scale: int
    rounds: int
    seconds: int
    data_dir: Path
    writes: bool


def options() -> Options:
    def number(name: str, default: int, most: int) -> int:
        text = os.environ.get(name) or str(default)
        if not text.isdecimal() or not 1 <= int(text) <= most:
            sys.exit(f"{name} is a number from 1 to {most}, not {text!r}.")
        return int(text)

    scale = number("SCALE", 1, 100)
    base = Path(os.environ.get("DATA_DIR") or ".data").absolute()
    return Options(
        scale=scale,
        rounds=number("ROUNDS", 3, 100),
        seconds=number("SECONDS", 5, 3600),
        # Of its own: the demo's content is not for measuring. Kept, so that a second run starts at once.
        data_dir=base / f"bench-{scale}",
        writes=os.environ.get("WRITE_RESULTS", "1") != "0",
    )


def require_programs() -> None:
    missing = [name for name in ("nginx", "wrk") if shutil.which(name) is None]
    if missing:
        sys.exit(f"make bench needs {' and '.join(missing)}: on Debian, apt-get install {' '.join(missing)}")


def run(chosen: Options) -> None:
    environment = server.environment(ROOT, chosen.data_dir)
    server.prepare(environment, chosen.scale)
    print("Counting statements", flush=True)
    counted = count_statements(environment)
    found: dict[str, list[Measurement]] = {}
    memory: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("warm", "cold"):
            with server.granian(environment, Path(folder), is_warm=kind == "warm") as running:
                asked: list[Question] = questions(running.url)
                with server.nginx(Path(folder), {item.name: item.answer for item in asked}) as static:
                    found[kind] = take_turns(kind, asked, running.url, static, Path(folder), chosen)
                memory[kind] = running.resident_megabytes()
    result = report.Result(
        scale=chosen.scale, found=found, statements=counted, memory=memory, rounds=chosen.rounds, seconds=chosen.seconds
    )
    print(report.table(result))
    if chosen.writes:
        report.write(ROOT / "docs" / "performance.md", ROOT / "docs" / "images", result)
        print("Written to docs/performance.md.")


def main() -> int:
    require_programs()
    os.chdir(ROOT)
    chosen = options()
    chosen.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        run(chosen)
    except (server.Trouble, ServerUnavailable) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        return 130
    finally:
        release_server(chosen.data_dir / "postgres")
    return 0


if __name__ == "__main__":
    sys.exit(main())
