import fcntl
import os
import pwd
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from cms.dev.cluster import Cluster
from cms.dev.postgres import ServerUnavailable, ensure_server, release_server, remove_server

HOLD = """
import sys
from pathlib import Path
from cms.dev.postgres import ensure_server
print(ensure_server(Path(sys.argv[1]), durable=False), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def directory() -> Iterator[Path]:
    # Not pytest's tmp_path: it closes its parents to the account that the server runs as.
    with tempfile.TemporaryDirectory(prefix="verkosto-test-") as folder:
        path = Path(folder) / "postgres"
        yield path
        release_server(path)
        remove_server(path)


def hold(directory: Path) -> subprocess.Popen[str]:
    """A process that uses the server until its standard input is closed."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def url_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def wait_for_guardian(directory: Path) -> None:
    with (directory / "guardian.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def runs(directory: Path) -> bool:
    return (directory / "data" / "postmaster.pid").exists()


def postmaster(directory: Path) -> int:
    return int((directory / "data" / "postmaster.pid").read_text().splitlines()[0])


def scalar(url: str, sql: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(sql).fetchone()
    assert row is not None
    return row[0]


def test_letters_case_and_search_know_unicode_in_every_database(directory: Path) -> None:
    url = ensure_server(directory, durable=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE another")

    for database in ("verkosto", "another"):
        there = url.replace("/verkosto", f"/{database}")
        assert scalar(there, "SELECT lower('ÄÖÅ ЯЩ')") == "äöå ящ"
        assert scalar(there, "SELECT 'ÄÄNI' ILIKE 'ääni'") is True
        assert scalar(there, "SELECT to_tsvector('russian', 'БОЛЬШАЯ Ёлка')::text") == ("'больш':1 'елк':2")
        assert scalar(there, "SELECT to_tsvector('finnish', 'ÄÄNIOIKEUS')::text") == ("'äänioikeus':1")


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_only_a_durable_server_waits_for_the_disk(directory: Path, durable: bool, fsync: str) -> None:
    url = ensure_server(directory, durable=durable)
    assert scalar(url, "SHOW fsync") == fsync
    assert scalar(url, "SHOW max_connections") == "200"
    assert scalar(url, "SHOW listen_addresses") == ""


def test_processes_that_start_at_once_share_a_server_until_the_last_ends(directory: Path) -> None:
    first, second, third = processes = [hold(directory) for _ in range(3)]
    urls = {url_of(process) for process in processes}
    assert len(urls) == 1
    started = postmaster(directory)

    first.kill()
    first.wait()
    second.communicate()
    assert postmaster(directory) == started
    assert scalar(urls.pop(), "SELECT current_database()") == "verkosto"

    third.communicate()
    assert not runs(directory)


def test_a_killed_process_leaves_nothing_behind(directory: Path) -> None:
    process = hold(directory)
    url_of(process)
    process.kill()
    process.communicate()

    wait_for_guardian(directory)
    assert not runs(directory)
    assert scalar(ensure_server(directory, durable=False), "SELECT 1") == 1


def test_a_killed_server_is_started_again_with_its_data(directory: Path) -> None:
    url = ensure_server(directory)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    server = psutil.Process(postmaster(directory))
    server.kill()
    psutil.wait_procs([server], timeout=5)

    assert ensure_server(directory) == url
    assert scalar(url, "SELECT number FROM kept") == 7


def test_notes_of_a_dead_server_may_name_a_process_that_lives(directory: Path) -> None:
    ensure_server(directory, durable=False)
    release_server(directory)
    (directory / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")

    assert scalar(ensure_server(directory, durable=False), "SELECT 1") == 1


def test_a_long_path_with_capitals_and_spaces(directory: Path) -> None:
    long = directory / ("Ä long path" * 12)
    try:
        assert scalar(ensure_server(long, durable=False), "SELECT 1") == 1
    finally:
        release_server(long)
        remove_server(long)


def test_removal_stops_the_server_and_deletes_the_data(directory: Path) -> None:
    ensure_server(directory, durable=False)
    remove_server(directory)
    assert not (directory / "data").exists()


def test_data_of_another_version_is_kept_when_durable(directory: Path) -> None:
    data = directory / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n")

    with pytest.raises(ServerUnavailable) as caught:
        ensure_server(directory)

    assert caught.value.code == (
        f"No database: {data} was made by PostgreSQL 9 and this is 18; `make demo-reset` starts anew, without its data"
    )
    assert scalar(ensure_server(directory, durable=False), "SELECT 1") == 1


def test_data_of_another_user_is_named(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = directory / "data"
    data.mkdir(parents=True)
    me = os.geteuid()
    monkeypatch.setattr("os.geteuid", lambda: me + 1)

    with pytest.raises(ServerUnavailable) as caught:
        Cluster(data).ensure_running()

    name = pwd.getpwuid(me).pw_name
    assert caught.value.code == (
        f"No database: {data} belongs to the user {name}; set DATA_DIR to a directory of your own"
    )


def test_a_place_that_cannot_be_used_takes_one_line_and_no_stack_trace(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    result = subprocess.run(
        [sys.executable, "-c", HOLD, str(file / "postgres")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert result.stderr == (
        f"No database: {file}/postgres: Not a directory; set DATA_DIR to a directory that you may write to\n"
    )
