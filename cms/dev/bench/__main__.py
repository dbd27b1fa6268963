"""Measures how many questions a second are answered, next to nginx with the same bytes as files.

`python -m cms.dev.bench` (or `make bench`): content is generated in DATA_DIR, two Granian workers answer Q1 to Q6 of
`documents/`, warm (from the response cache) and cold (without it), in rounds that take turns with nginx. What it finds
goes to the terminal and into docs/performance.md.
"""

import os
import sys
import tempfile
from pathlib import Path

from cms.dev.bench import report, server
from cms.dev.bench.measuring import Measurement, take_turns
from cms.dev.bench.options import Options, options, require_programs
from cms.dev.bench.questions import Question, questions
from cms.dev.bench.statements import count_statements
from cms.dev.postgres import ServerUnavailable, release_server

ROOT = Path(__file__).resolve().parents[3]


def run(chosen: Options) -> None:
    environment = server.environment(ROOT, chosen.data_dir)
    server.prepare(environment, chosen.scale)
    print("Counting statements", flush=True)
    counted = count_statements(environment)
    found: dict[str, list[Measurement]] = {}
    memory: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in (report.WARM, report.WARM_BY_POST, report.COLD):
            with server.granian(environment, Path(folder), is_warm=kind != report.COLD) as running:
                asked: list[Question] = questions(running.url)
                with server.nginx(Path(folder), {item.name: item.answer for item in asked}) as static:
                    found[kind] = take_turns(
                        kind, asked, running.url, static, Path(folder), chosen, by_post=kind == report.WARM_BY_POST
                    )
                memory[kind] = running.resident_megabytes()
    result = report.Result(
        scale=chosen.scale, found=found, statements=counted, memory=memory, rounds=chosen.rounds, seconds=chosen.seconds
    )
    print(report.table(result))
    if chosen.writes:
        report.write(ROOT / "docs" / "performance.md", ROOT / "docs" / "images", result)
        print("Written to docs/performance.md.")


def main() -> int:
    require_programs("nginx", "wrk")
    os.chdir(ROOT)
    chosen = options(seconds=5)
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
