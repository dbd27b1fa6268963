"""PgBouncer between a test and its database."""

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from threading import Event
from typing import Any

from cms.dev import debian

HINT = "No PgBouncer: install the package pgbouncer."
SECONDS_TO_ANSWER = 10
HOST = "127.0.0.1"
NOBODY = 65534

# Whoever comes is let in as the user of the database. In session mode a connection is reset when it is given back.
_SETTINGS = """
[databases]
* = {address}
[pgbouncer]
listen_addr = {host}
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
default_pool_size = 20
max_client_conn = 200
server_reset_query = DISCARD ALL
"""


def ensure() -> Path | None:
    """Find one, or else, as root, install the distribution's."""
    return find() or (find() if debian.install("pgbouncer") else None)


def find() -> Path | None:
    found = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
    return Path(found) if found else None


@contextlib.contextmanager
def running(program: Path, mode: str, *, host: str, port: str, user: str, password: str) -> Iterator[int]:
    """The port of one on loopback that pools by `mode`: session or transaction."""
    with socket.create_server((HOST, 0)) as probe:
        own: int = probe.getsockname()[1]
    address = f"host='{host}' port={port} user={user}" + (f" password='{password}'" if password else "")
    folder = Path(mkdtemp(prefix="pgbouncer-"))
    settings = folder / "pgbouncer.ini"
    settings.write_text(_SETTINGS.format(address=address, host=HOST, port=own, mode=mode))
    # It may not run as root. Whoever owns the socket of the server may reach it.
    account: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = Path(host if host.startswith("/") else "/").stat()
        account = {"user": owner.st_uid or NOBODY, "group": owner.st_gid or NOBODY, "extra_groups": []}
        folder.chmod(0o755)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, settings], stdout=log, stderr=log, **account)
        try:
            _wait(own, process, folder / "log")
            yield own
        finally:
            process.kill()
            process.wait()
            shutil.rmtree(folder)


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    pause = Event()
    for _ in range(SECONDS_TO_ANSWER * 20):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, port), timeout=1).close()
            return
        pause.wait(0.05)
    raise RuntimeError(f"PgBouncer does not answer: {log.read_text(errors='replace')}")
