"""The embedded PostgreSQL server, for machines that have none.

Every process that uses a server holds a shared lock on `users.lock` for as long as it lives. The
kernel drops the lock when the process ends, however it ends, so there are no handles to count and
none to clean up. Whoever gets the lock for itself is the last one out and stops the server: the
process itself when it ends well, or else the guardian, a small process that only waits for this.

`<directory>/data` is the cluster; beside it are the locks.
"""

import atexit
import contextlib
import fcntl
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from cms.dev.cluster import PORT, SUPERUSER, Cluster, ServerUnavailable, fail

DATABASE = "verkosto"

__all__ = ["DATABASE", "ServerUnavailable", "ensure_server", "release_server", "remove_server"]


@dataclass(frozen=True)
class _Hold:
    descriptor: int
    process: int


_held: dict[Path, _Hold] = {}
_held_lock = threading.Lock()


def ensure_server(directory: Path, *, durable: bool = True) -> str:
    """Return the URL of the database on a server that runs at least as long as this process.

    A server that is not durable is fast and may lose all on a power cut: for tests.
    """
    directory = _absolute(directory)
    with _held_lock, _errors_in_one_line(directory):
        directory.mkdir(parents=True, exist_ok=True)
        hold = _held.get(directory)
        if hold is None or hold.process != os.getpid():
            users = _open_lock(directory, "users")
            fcntl.flock(users, fcntl.LOCK_SH)  # waits while the last one out stops the server
            _held[directory] = _Hold(users, os.getpid())
            atexit.register(release_server, directory)
        with _start_lock(directory):
            _ensure_guardian(directory)
            socket_directory = Cluster(directory / "data", durable=durable).ensure_running()
            _ensure_database(socket_directory)
    return _url(socket_directory, DATABASE)


def release_server(directory: Path) -> None:
    """Let go of the server, and stop it when nobody else uses it. Every process ends with this."""
    directory = _absolute(directory)
    hold = _held.pop(directory, None)
    # A forked child shares its parent's lock and leaves it alone.
    if hold is None or hold.process != os.getpid():
        return
    os.close(hold.descriptor)
    with contextlib.suppress(FileNotFoundError), _lock_file(directory, "users") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Others use it: this returns at once. The guardian stops it: this waits for it.
            fcntl.flock(users, fcntl.LOCK_SH)
        else:
            Cluster(directory / "data").stop()


def remove_server(directory: Path) -> None:
    """Stop the server, whoever uses it, and delete its data."""
    directory = _absolute(directory)
    if directory.is_dir():
        with _errors_in_one_line(directory), _start_lock(directory):
            Cluster(directory / "data").remove()


def _absolute(directory: Path) -> Path:
    return Path(directory).absolute()


@contextlib.contextmanager
def _errors_in_one_line(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = f"{error.filename or directory}: {error.strerror or error}"
        fail(f"{reason}; set DATA_DIR to a directory that you may write to")


def _open_lock(directory: Path, name: str) -> int:
    # Reading is enough for a lock, so that root and the owner of the directory can use it in turns.
    return os.open(directory / f"{name}.lock", os.O_RDONLY | os.O_CREAT, 0o644)


@contextlib.contextmanager
def _lock_file(directory: Path, name: str) -> Iterator[int]:
    descriptor = _open_lock(directory, name)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _start_lock(directory: Path) -> Iterator[None]:
    with _lock_file(directory, "start") as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


def _url(socket_directory: Path, database: str) -> str:
    # Readers of URLs fold the host to lower case, so capitals are escaped like the slashes.
    host = re.sub(
        "[^a-z0-9.-]",
        lambda found: "".join(f"%{byte:02x}" for byte in found[0].encode()),
        str(socket_directory),
    )
    return f"postgresql://{SUPERUSER}@{host}:{PORT}/{database}"


def _ensure_database(socket_directory: Path) -> None:
    try:
        with psycopg.connect(_url(socket_directory, "postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if known.fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")
    except psycopg.Error as error:
        fail(" ".join(str(error).split()))


def _ensure_guardian(directory: Path) -> None:
    """Start the guardian unless it lives. It inherits its lock: there is no moment without one."""
    with _lock_file(directory, "guardian") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        root = Path(__file__).resolve().parents[2]
        subprocess.run(
            [sys.executable, "-m", "cms.dev.postgres", str(directory), str(lock)],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(root)},
            pass_fds=[lock],
            start_new_session=True,
        )


def _guard(directory: Path, guardian_lock: int) -> None:
    """Wait until nobody uses the server, then stop it."""
    with _lock_file(directory, "users") as users:
        # Leave the caller, who waits for this.
        if os.fork():
            os._exit(0)
        os.chdir("/")
        fcntl.flock(users, fcntl.LOCK_EX)
        # Somebody may have deleted the directory, and another server may live at its place.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(users), (directory / "users.lock").stat()):
                Cluster(directory / "data").stop()
        os.close(guardian_lock)


if __name__ == "__main__":
    _guard(Path(sys.argv[1]), int(sys.argv[2]))
