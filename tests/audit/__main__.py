"""`make audit`: the API under abuse, in full, against a real server. Ends with 1 when anything falls short.

`make audit ARGS="--cases 2000"` asks fewer of the generated questions.
"""

import argparse
import http.client
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.progress import Progress

from tests.audit.abuse import Abuse, abusive
from tests.audit.generated import ask_generated
from tests.audit.node import http_audit
from tests.audit.server import running

ABUSIVE = 500
CASES = 20_000
SECONDS_MAX = 0.25
TRIES = 3  # The machine may have other things to do; the server may not.
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}


@dataclass
class Client:
    """One connection that stays open; remembers what went wrong."""

    port: int
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, what: Abuse) -> tuple[int, float]:
        """Status and seconds."""
        start = time.perf_counter()
        if what.body is None:
            self._connection.request("GET", f"/graphql/?{what.query_string}", headers=HEADERS)
        else:
            self._connection.request("POST", "/graphql/", what.body, HEADERS)
        response = self._connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - start
        if response.status == 413:  # The rest of the body is not read: the server hangs up.
            self._connection.close()
        if response.status >= 500 or b"INTERNAL_SERVER_ERROR" in content:
            self.faults.append(f"{what.name}: {response.status} {content[:200]!r} for {(what.body or b'')[:300]!r}")
        return response.status, seconds

    def ask_in_time(self, what: Abuse) -> None:
        best = 60.0
        for _ in range(TRIES):
            best = min(best, self.ask(what)[1])
            if best <= SECONDS_MAX:
                break
            what = what.again()
        self.slowest = max(self.slowest, best)
        if best > SECONDS_MAX:
            self.faults.append(f"{what.name}: {best * 1000:.0f} ms for {(what.body or b'')[:300]!r}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("--abusive", type=int, default=ABUSIVE, help=f"abusive documents ({ABUSIVE})")
    parser.add_argument("--cases", type=int, default=CASES, help=f"cases of schemathesis ({CASES})")
    parser.add_argument("--port", type=int, help="of a server that runs already")
    options = parser.parse_args(arguments)
    if options.port:
        return audit(options.port, options.abusive, options.cases)
    with running() as port:
        return audit(port, options.abusive, options.cases)


def audit(port: int, abuses: int, cases: int) -> int:
    console = Console()
    points = http_audit(f"http://127.0.0.1:{port}/graphql/")
    short = [point for point in points if point["status"] != "ok"]
    console.print(f"GraphQL over HTTP: {len(points) - len(short)} of {len(points)} points")
    faults = [f"{point['id']} {point['name']}: {point['reason']}" for point in short]
    client = Client(port)
    with Progress(console=console) as progress:
        for abuse in progress.track(list(abusive(abuses)), description="Abusive documents"):
            client.ask_in_time(abuse)
        bar = progress.add_task("Generated questions", total=cases)

        def ask(body: dict[str, Any]) -> None:
            client.ask(Abuse("generated", json.dumps(body).encode()))
            progress.advance(bar)

        asked = ask_generated(cases, ask)
    console.print(
        f"{abuses} abusive documents, the slowest in {client.slowest * 1000:.0f} ms; {asked} generated questions"
    )
    faults += client.faults
    for fault in faults[:50]:
        console.print(f"  {fault}", markup=False, highlight=False)
    console.print("All is well." if not faults else f"{len(faults)} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
