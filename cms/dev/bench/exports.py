"""Measures what it takes to give a translator the files of 2,000 pages in three languages.

`python -m cms.dev.bench.exports` (or `make bench-exports`): news are generated in DATA_DIR with their translations, one
Granian worker sends the desk's zips over HTTP, and the worker's largest memory is compared: of 100 pages in one
language, and of all pages in three. What it finds goes to the terminal and into docs/performance.md.
"""

import http.client
import io
import os
import re
import sys
import tempfile
import time
import urllib.parse
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from cms.dev.bench import report, server
from cms.dev.bench.options import Options, options
from cms.dev.postgres import ServerUnavailable, release_server

ROOT = Path(__file__).resolve().parents[3]
PAGES, FEW = 2_000, 100
SOURCE, TARGETS = "fi", ("sv", "en", "ru")
ACCOUNT, PASSWORD = "bench", "only-for-this-measurement"
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Export:
    """One download or several in a row: what came, in which time, and how far the worker's memory went up."""

    name: str
    files: int
    packed: int
    seconds: float
    before: int
    largest: int


class Browser:
    """Somebody who is signed in. Cookies are kept by hand: production's are for HTTPS, and this is not."""

    def __init__(self, url: str) -> None:
        self._host = urllib.parse.urlsplit(url).netloc
        self._cookies: dict[str, str] = {}
        self._sign_in()

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        return self._ask("GET", path, None, headers)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self._host, timeout=600)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        connection.request(method, path, body, {"Cookie": cookies, **headers})
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self._cookies[name] = value
        return answer

    def _sign_in(self) -> None:
        page = self.get("/admin/login/").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        fields = {"username": ACCOUNT, "password": PASSWORD, "csrfmiddlewaretoken": token[1] if token else ""}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self._ask("POST", "/admin/login/", urllib.parse.urlencode(fields), form)
        if answer.status != http.client.FOUND:
            raise server.Trouble(f"Nobody could sign in: {answer.status}.")


def _peak(process: psutil.Process) -> int:
    """The largest memory of a process since it was last forgotten, in bytes."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii", "replace")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def _download(browser: Browser, path: str) -> Iterator[bytes]:
    answer = browser.get(path)
    if answer.headers["Content-Type"] != "application/zip":
        raise server.Trouble(f"{path} gives no zip: {answer.status}.")
    while chunk := answer.read(CHUNK):
        yield chunk


def export(name: str, browser: Browser, process: psutil.Process, paths: list[str]) -> Export:
    # From here on the kernel notes the largest memory anew.
    Path(f"/proc/{process.pid}/clear_refs").write_text("5", "ascii")
    before = process.memory_info().rss
    start = time.monotonic()
    files = packed = 0
    for path in paths:
        content = io.BytesIO()
        for chunk in _download(browser, path):
            content.write(chunk)
        packed += content.tell()
        with zipfile.ZipFile(content) as found:
            files += len(found.namelist()) - 1  # Its table of contents is none of a page.
    return Export(name, files, packed, time.monotonic() - start, before, _peak(process))


def _paths(keys: list[str] | None = None) -> list[str]:
    chosen = "".join(f"&page={key}" for key in keys or [])
    return [f"/admin/translations/{tag}/files/?format=xliff-2.1&state=all{chosen}" for tag in TARGETS]


def _some(browser: Browser) -> list[str]:
    """The keys of the first pages that the desk offers."""
    keys: list[str] = []
    number = 1
    while len(keys) < FEW:
        page = browser.get(f"/admin/translations/{TARGETS[0]}/?state=all&p={number}").read().decode()
        found = re.findall(r'name="page" value="(\d+)"', page)
        if not found and number > 1:
            break
        keys += found
        number += 1
    return keys[:FEW]


def measure(environment: dict[str, str]) -> list[Export]:
    with (
        tempfile.TemporaryDirectory() as folder,
        server.granian(environment, Path(folder), is_warm=True, workers=1) as running,
    ):
        [worker] = psutil.Process(running.process).children()
        browser = Browser(running.url)
        few, every = _paths(_some(browser)), _paths()
        # What is loaded once is loaded before.
        export("", browser, worker, few[:1])
        return [
            export(f"{FEW} pages × 1 language", browser, worker, few[:1]),
            export(f"{PAGES:,} pages × 1 language", browser, worker, every[:1]),
            export(f"{PAGES:,} pages × {len(TARGETS)} languages", browser, worker, every),
        ]


def table(found: list[Export]) -> str:
    lines = [
        "| download | files | MB packed | seconds | files a second | memory before, MB | largest, MB | grown by, MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for item in found:
        before, largest = item.before / 2**20, item.largest / 2**20
        lines.append(
            f"| {item.name} | {item.files:,} | {item.packed / 10**6:.1f} | {item.seconds:.0f} |"
            f" {item.files / item.seconds:.0f} | {before:.0f} | {largest:.0f} | {largest - before:.1f} |"
        )
    return "\n".join(lines)


def run(chosen: Options) -> None:
    data_dir = chosen.data_dir.with_name("bench-exports")
    data_dir.mkdir(parents=True, exist_ok=True)
    environment = server.environment(ROOT, data_dir)
    try:
        languages = ",".join([SOURCE, *TARGETS])
        others = ["--organisations", "1", "--projects", "0", "--events", "0", "--others", "0"]
        amounts = ["--news", str(PAGES), *others, "--languages", languages]
        server.prepare(environment, 1, [*amounts, "--at-desk"])
        server.add_account(environment, ACCOUNT, PASSWORD)
        found = table(measure(environment))
    finally:
        release_server(data_dir / "postgres")
    print(found)
    if chosen.writes:
        page = ROOT / "docs" / "performance.md"
        day, load = datetime.now(UTC).date().isoformat(), os.getloadavg()[0]
        where = f"{day}, {report.machine()}; load of the machine at the end {load:.1f}."
        page.write_text(report.put(page.read_text("utf-8"), "exports", f"{where}\n\n{found}"), "utf-8")
        print("Written to docs/performance.md.")


def main() -> int:
    os.chdir(ROOT)
    try:
        run(options(seconds=5))
    except (server.Trouble, ServerUnavailable) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
