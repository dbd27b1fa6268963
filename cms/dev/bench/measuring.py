"""wrk, in rounds that take turns: whatever slows the machine down slows all of them."""

import json
import re
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psutil

from cms.dev.bench.questions import Question

CONNECTIONS, THREADS = 16, 2
# Of all cores: at most this much is work, and it is looked at for so long, so often.
REST_PERCENT, REST_SECONDS, REST_TRIES = 20, 0.2, 25
_MARK = "@@"
_POST = """
wrk.method = "POST"
wrk.body = {body}
wrk.headers["Content-Type"] = "application/json"
"""
_SCRIPT = """
done = function(summary, latency, requests)
  io.write(string.format("@@{\\"requests\\":%d,\\"duration\\":%d,\\"p50\\":%.1f,\\"p99\\":%.1f,\\"errors\\":%d}@@",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    summary.errors.connect + summary.errors.read + summary.errors.write
      + summary.errors.status + summary.errors.timeout))
end
"""


class Turns(Protocol):
    """How long is measured."""

    @property
    def rounds(self) -> int: ...
    @property
    def seconds(self) -> int: ...


@dataclass(frozen=True)
class Run:
    per_second: float
    p50_ms: float
    p99_ms: float
    errors: int


@dataclass(frozen=True)
class Measurement:
    """`runs` are pairs of ours and nginx's, which was asked before and after."""

    question: str
    size: int
    runs: Sequence[tuple[Run, Run]]

    @property
    def ours(self) -> Run:
        return median([ours for ours, _ in self.runs])

    @property
    def static(self) -> Run:
        return median([static for _, static in self.runs])

    @property
    def ratio(self) -> float:
        """The median of each pair's: a machine that is slow for a minute is slow for both."""
        return statistics.median(ours.per_second / static.per_second for ours, static in self.runs)


def _lua(text: bytes) -> str:
    return '"' + "".join(f"\\{byte:03}" for byte in text) + '"'


def read_output(output: str) -> Run:
    """Of wrk with our script: latencies come in microseconds."""
    match = re.search(f"{_MARK}(.*?){_MARK}", output, re.DOTALL)
    if match is None:
        raise ValueError(f"wrk said: {output[-500:]}")
    found: dict[str, Any] = json.loads(match[1])
    return Run(
        per_second=found["requests"] / (found["duration"] / 1e6),
        p50_ms=found["p50"] / 1000,
        p99_ms=found["p99"] / 1000,
        errors=found["errors"],
    )


def median(runs: Sequence[Run]) -> Run:
    return Run(
        per_second=statistics.median(run.per_second for run in runs),
        p50_ms=statistics.median(run.p50_ms for run in runs),
        p99_ms=statistics.median(run.p99_ms for run in runs),
        errors=sum(run.errors for run in runs),
    )


def _wrk(url: str, script: Path, seconds: int) -> Run:
    command = ["wrk", f"-c{CONNECTIONS}", f"-t{THREADS}", f"-d{seconds}s", "-s", str(script), url]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    _rest()
    return read_output(result.stdout)


def _rest() -> None:
    """wrk hangs up on what it asked for last, and that is computed nevertheless: the next run does not stand in its
    queue. A machine that has other work all the time is measured as it is."""
    for _ in range(REST_TRIES):
        if psutil.cpu_percent(REST_SECONDS) <= REST_PERCENT:
            return


def take_turns(
    kind: str, asked: list[Question], url: str, static: dict[str, str], folder: Path, turns: Turns, *, by_post: bool
) -> list[Measurement]:
    runs: dict[str, list[tuple[Run, Run]]] = {item.name: [] for item in asked}
    get = folder / "get.lua"
    get.write_text(_SCRIPT)
    for number in range(turns.rounds):
        for item in asked:
            address, script = f"{url}?{item.query_string}", get
            if by_post:
                address, script = url, folder / f"post-{item.name}.lua"
                script.write_text(_POST.format(body=_lua(item.body)) + _SCRIPT)
            print(f"{kind}, round {number + 1} of {turns.rounds}, {item.name}: ", end="", flush=True)
            _wrk(address, script, 1)  # Connections and plans are there before it counts.
            before = _wrk(static[item.name], get, turns.seconds)
            ours = _wrk(address, script, turns.seconds)
            theirs = median([before, _wrk(static[item.name], get, turns.seconds)])
            runs[item.name].append((ours, theirs))
            print(f"{ours.per_second:.0f}/s, nginx {theirs.per_second:.0f}/s", flush=True)
    return [Measurement(item.name, len(item.answer), runs[item.name]) for item in asked]
