"""How soon a change is seen: a writer publishes and withdraws beside full load, and readers compare with the database.

`python -m cms.dev.bench.freshness`, after `make bench` has generated the content. Half-way the connections on which
the workers hear of changes are killed, again and again.
"""

import http.client
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg

from cms.dev.bench import server
from cms.dev.bench.options import options, require_programs
from cms.dev.postgres import ServerUnavailable, release_server

ROOT = Path(__file__).resolve().parents[3]
READERS = 8
# Between two questions of one reader: they measure, the load is wrk's.
READERS_PAUSE = 0.005
WRITERS_PAUSE = 1.0
KILLERS_PAUSE = 3.0
P99_MAX_MS, MAX_MS, HITS_MIN = 100.0, 1000.0, 0.9
MARK = "Tuoreus"
DOCUMENT = '{ newsArticles(locales: ["sv"], order: [DATE_DESC], first: 1) { nodes { title } } }'

_NEWEST = """
SELECT page.translation_key FROM wagtailcore_page page
JOIN news_newsarticlepage article ON article.page_ptr_id = page.id
JOIN wagtailcore_locale locale ON locale.id = page.locale_id
WHERE page.live AND locale.language_code = 'sv' ORDER BY article.date DESC, page.id DESC LIMIT 1
"""
_PUBLISH = "UPDATE wagtailcore_page SET title = %s, live = true WHERE translation_key = %s"
_WITHDRAW = "UPDATE wagtailcore_page SET live = false WHERE translation_key = %s"
_TITLES = "SELECT id, title FROM wagtailcore_page WHERE translation_key = %s"
_RESTORE = "UPDATE wagtailcore_page SET title = %s, live = true WHERE id = %s"
_KILL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = 'verkosto listener' AND datname = current_database()
"""


@dataclass
class Log:
    """When each state of the article was committed. State n is published with that number when even, else withdrawn."""

    commits: list[float] = field(default_factory=list)

    def state_at(self, moment: float) -> int:
        return bisect_right(self.commits, moment) - 1

    def lateness(self, asked: float, seen: int | None) -> tuple[int, float] | None:
        """Of an answer that shows published state `seen`, or the withdrawn article (None), if it is old: which state
        it should have shown at least, and how long that had been committed when it was asked for."""
        due = self.state_at(asked)
        if due < 0:
            return None
        is_old = seen < due if seen is not None else due % 2 == 0 and self.state_at(monotonic()) == due
        if not is_old:
            return None
        missed = due if seen is None else seen + 1
        return missed, asked - self.commits[missed]


@dataclass
class Reader:
    """What one connection has seen."""

    hits: int = 0
    reads: int = 0
    # The latest lateness of each state.
    late: dict[int, float] = field(default_factory=dict)

    def read(self, url: str, log: Log, stop: threading.Event) -> None:
        address = urlsplit(url)
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
        target = f"{address.path}?query={quote(DOCUMENT)}"
        while not stop.wait(READERS_PAUSE):
            asked = monotonic()
            connection.request("GET", target)
            response = connection.getresponse()
            nodes = json.loads(response.read())["data"]["newsArticles"]["nodes"]
            self.reads += 1
            self.hits += response.headers["Cache-Status"] == "verkosto; hit"
            title = nodes[0]["title"] if nodes else ""
            seen = int(title.removeprefix(MARK)) if title.startswith(MARK) else None
            if late := log.lateness(asked, seen):
                self.late[late[0]] = late[1]
        connection.close()


@dataclass(frozen=True)
class Freshness:
    changes: int
    p99_ms: float
    max_ms: float
    hit_rate: float
    reads: int

    @property
    def is_good(self) -> bool:
        return self.p99_ms <= P99_MAX_MS and self.max_ms <= MAX_MS and self.hit_rate > HITS_MIN

    def __str__(self) -> str:
        return (
            f"{self.changes} changes, seen by {READERS} readers after {self.p99_ms:.0f} ms at p99 and "
            f"{self.max_ms:.0f} ms at most; {self.hit_rate:.1%} of {self.reads} reads from memory"
        )


def measure(url: str, database: str, seconds: int, *, kills: bool) -> Freshness:
    log, stop = Log(), threading.Event()
    readers = [Reader() for _ in range(READERS)]
    threads = [threading.Thread(target=reader.read, args=(url, log, stop)) for reader in readers]
    if kills:
        threads.append(threading.Thread(target=_kill, args=(database, stop)))
    load = subprocess.Popen(
        ["wrk", "-c16", "-t2", f"-d{seconds}s", f"{url}?query={quote(DOCUMENT)}"], stdout=subprocess.DEVNULL
    )
    with psycopg.connect(database, autocommit=True) as connection:
        try:
            for thread in threads:
                thread.start()
            key = _newest(connection)
            titles = connection.execute(_TITLES, [key]).fetchall()
            for _ in _write(connection, log, key, seconds):
                stop.wait(WRITERS_PAUSE)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
            load.terminate()
            load.wait()
        # Nobody reads any more.
        for pk, title in titles:
            connection.execute(_RESTORE, [title, pk])
    delays = sorted(reader.late.get(state, 0.0) for reader in readers for state in range(len(log.commits)))
    reads = sum(reader.reads for reader in readers)
    return Freshness(
        changes=len(log.commits),
        p99_ms=delays[int(len(delays) * 0.99)] * 1000,
        max_ms=delays[-1] * 1000,
        hit_rate=sum(reader.hits for reader in readers) / reads,
        reads=reads,
    )


def _newest(connection: psycopg.Connection) -> Any:
    """Its translation key."""
    if (row := connection.execute(_NEWEST).fetchone()) is None:
        raise server.Trouble("There is no news: run make bench first.")
    return row[0]


def _write(connection: psycopg.Connection, log: Log, key: Any, seconds: int) -> Iterator[None]:
    """Publishes and withdraws by turns."""
    end = monotonic() + seconds
    for state in itertools.count():
        if monotonic() >= end:
            return
        if state % 2 == 0:
            connection.execute(_PUBLISH, [f"{MARK}{state}", key])
        else:
            connection.execute(_WITHDRAW, [key])
        log.commits.append(monotonic())
        yield


def _kill(database: str, stop: threading.Event) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        while not stop.wait(KILLERS_PAUSE):
            connection.execute(_KILL)


def main() -> int:
    require_programs("wrk")
    os.chdir(ROOT)
    chosen = options(seconds=30)
    environment = server.environment(ROOT, chosen.data_dir)
    good = True
    try:
        server.prepare(environment, chosen.scale)
        with (
            tempfile.TemporaryDirectory() as folder,
            server.granian(environment, Path(folder), is_warm=True) as running,
        ):
            for kills in (False, True):
                found = measure(running.url, environment["DATABASE_URL"], chosen.seconds, kills=kills)
                print(f"{'While connections are killed: ' if kills else ''}{found}", flush=True)
                # A worker that cannot hear computes every answer: its hits are not what counts then.
                good = good and (found.max_ms <= MAX_MS if kills else found.is_good)
    except (server.Trouble, ServerUnavailable) as trouble:
        sys.exit(str(trouble))
    finally:
        release_server(chosen.data_dir / "postgres")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
