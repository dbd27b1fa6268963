"""The table, the chart, and the page in docs/ that holds them."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log10
from pathlib import Path

import psutil

from cms.dev.bench.measuring import CONNECTIONS, Measurement

MARKS = "<!-- measured: {name} -->", "<!-- end of what was measured: {name} -->"
_HEAD = (
    "| | question | bytes | nginx, file /s | ours /s | ratio | p50 ms | p99 ms | errors | statements |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)
WARM, WARM_BY_POST, COLD = "warm", "warm, POST", "cold"
_COLOURS = {"nginx": "#9aa7b5", WARM: "#0f6b78", COLD: "#ef6f5e"}


@dataclass(frozen=True)
class Result:
    scale: int
    found: Mapping[str, Sequence[Measurement]]
    statements: Mapping[str, int]
    memory: Mapping[str, Sequence[int]]
    rounds: int
    seconds: int


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u202f") if value >= 10 else f"{value:.1f}"


def _ratio(item: Measurement) -> str:
    """Of nginx: 0.45, or a hundredth of it as 1 : 100."""
    if not item.ratio:
        return "none answered"
    return f"{item.ratio:.2f}" if item.ratio >= 0.05 else f"1 : {_number(1 / item.ratio)}"


def table(result: Result) -> str:
    lines = [_HEAD]
    for kind, items in result.found.items():
        for item in items:
            ours = item.ours
            cells = [
                kind, item.question, _number(item.size), _number(item.static.per_second), _number(ours.per_second),
                _ratio(item), f"{ours.p50_ms:.2f}", f"{ours.p99_ms:.2f}", str(ours.errors),
                "0" if kind != COLD else str(result.statements[item.question]),
            ]  # fmt: skip
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def machine() -> str:
    name = ""
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        names = [
            line.partition(":")[2].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")
        ]
        name = names[0] if names else ""
    memory = round(psutil.virtual_memory().total / 2**30)
    return f"{os.cpu_count()} cores {name or platform.machine()}, {memory} GB, Python {platform.python_version()}"


def section(result: Result) -> str:
    day = datetime.now(UTC).date().isoformat()
    things = (
        f"{result.scale}× content ({_number(1000 * result.scale)} articles, {_number(300 * result.scale)} "
        f"organisations, {_number(100 * result.scale)} projects, each in three languages)"
    )
    load = os.getloadavg()[0]
    memory = "; ".join(f"{kind} {' and '.join(map(str, values))} MB" for kind, values in result.memory.items())
    head = (
        f"{day}, {machine()}, {things}. `wrk` with {CONNECTIONS} connections on the same machine, median of "
        f"{result.rounds} rounds of {result.seconds} s that take turns with nginx; load of the machine at the end "
        f"{load:.1f}. Memory of Granian's processes afterwards: {memory}."
    )
    picture = f"![Answers a second, {result.scale}× content](images/{picture_name(result.scale)})"
    return "\n".join([head, "", table(result), "", picture])


def picture_name(scale: int) -> str:
    return f"performance-{scale}x.svg"


def chart(result: Result) -> str:
    """Answers a second on a logarithmic scale, as SVG."""
    bars: list[tuple[str, str, float]] = []
    for kind in (WARM, COLD):
        for item in result.found[kind]:
            if kind == WARM:
                bars.append((f"{item.question} nginx", "nginx", item.static.per_second))
            bars.append((f"{item.question} {kind}", kind, item.ours.per_second))
    bars.sort(key=lambda bar: (bar[0].split()[0], ["nginx", WARM, COLD].index(bar[1])))
    left, width, step = 110, 560, 26
    height = 40 + step * len(bars)
    style = 'font-family="sans-serif" font-size="13" role="img"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 90} {height}" {style}>',
        "<title>Answers a second, on a logarithmic scale</title>",
        f'<rect width="{left + width + 90}" height="{height}" fill="#ffffff"/>',
        f'<text x="{left}" y="20" fill="#20324a">Answers a second (logarithmic), {result.scale}× content</text>',
    ]
    for number, (name, kind, value) in enumerate(bars):
        y = 34 + number * step
        length = max(2.0, width * log10(max(value, 1)) / 5.2)
        parts.append(f'<text x="{left - 8}" y="{y + 14}" text-anchor="end" fill="#20324a">{name}</text>')
        parts.append(f'<rect x="{left}" y="{y}" width="{length:.0f}" height="{step - 8}" fill="{_COLOURS[kind]}"/>')
        parts.append(f'<text x="{left + length + 6:.0f}" y="{y + 14}" fill="#20324a">{_number(value)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def put(text: str, name: str, content: str) -> str:
    """`text` with what stands between the marks of `name` replaced. Raises ValueError when they are missing."""
    start, end = (mark.format(name=name) for mark in MARKS)
    if start not in text or end not in text:
        raise ValueError(f"{start} … {end} is missing.")
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    return f"{before}{start}\n{content}\n{end}{after}"


def write(page: Path, images: Path, result: Result) -> None:
    name = f"{result.scale}×"
    page.write_text(put(page.read_text("utf-8"), name, section(result)), "utf-8")
    (images / picture_name(result.scale)).write_text(chart(result), "utf-8")
