"""The servers that are measured: Granian with production's settings, nginx with files."""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from cms.dev.postgres import ensure_server
from cms.dev.processes import end_with_parent

HOST = "127.0.0.1"
WORKERS = 2
SECONDS_TO_ANSWER = 60


class Trouble(RuntimeError):
    """In words for whoever runs the measurement."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def environment(root: Path, data_dir: Path) -> dict[str, str]:
    """Production's settings on one machine: plain HTTP, and no limit on how often one client asks."""
    address = os.environ.get("BENCH_DATABASE_URL") or ensure_server(data_dir / "postgres", durable=True)
    return {
        **os.environ,
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "BASE_URL": "https://cms.example.org",
        "FRONTEND_BASE_URL": "https://www.example.org",
        "ALLOWED_HOSTS": HOST,
        "SECURE_SSL_REDIRECT": "false",
        "LOG_LEVEL": "WARNING",
        "GRAPHQL_RATE_LIMIT": "0",
        # The database is on the same cores: while one worker waits for it, it needs the core itself.
        "GRAPHQL_CONCURRENCY": "1",
        "PYTHONPATH": os.pathsep.join([str(root), str(root / "graphql")]),
    }


def _manage(environment: dict[str, str], *arguments: str) -> int:
    return subprocess.run([sys.executable, "manage.py", *arguments], env=environment, check=False).returncode


def prepare(environment: dict[str, str], scale: int, amounts: Sequence[str] = ()) -> None:
    """Content is generated once; its mark stands beside the database. `amounts` say what, in words of the command."""
    mark = Path(environment["DATA_DIR"]) / "generated-with-every-type"
    if _manage(environment, "migrate", "--verbosity", "0"):
        raise Trouble("The database could not be migrated.")
    # As in production: with them a text is found by more words, and the index is larger.
    if _manage(environment, "build_dictionaries"):
        raise Trouble("The dictionaries could not be made.")
    if not mark.exists():
        if _manage(environment, "generate_content", "--scale", str(scale), *amounts):
            raise Trouble(f"No content: delete {environment['DATA_DIR']} and try again.")
        mark.write_text(f"{scale}\n", encoding="ascii")
    if _manage(environment, "collectstatic", "--noinput", "--verbosity", "0"):
        raise Trouble("Static files could not be collected.")


def add_account(environment: dict[str, str], name: str, password: str) -> None:
    """Somebody who may do everything. It may be repeated."""
    own = {**environment, "DJANGO_SUPERUSER_PASSWORD": password}
    _manage(own, "createsuperuser", "--noinput", "--username", name, "--email", "bench@example.org")


@dataclass(frozen=True)
class Running:
    url: str
    process: int

    def resident_megabytes(self) -> list[int]:
        """Of each worker, after the load."""
        children = psutil.Process(self.process).children(recursive=True)
        return sorted(round(child.memory_info().rss / 2**20) for child in children)


@contextlib.contextmanager
def _program(command: list[str], log: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=subprocess.STDOUT, preexec_fn=end_with_parent
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    pause = threading.Event()
    for _ in range(SECONDS_TO_ANSWER * 10):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=SECONDS_TO_ANSWER):  # noqa: S310 (of this machine)
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            pause.wait(0.1)
    raise Trouble(f"No answer at {url}:\n{log.read_text(errors='replace')[-2000:]}")


@contextlib.contextmanager
def granian(environment: dict[str, str], folder: Path, *, is_warm: bool, workers: int = WORKERS) -> Iterator[Running]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--http", "1", "--workers", str(workers), "--blocking-threads", "96", "cms.wsgi:application"]
    own = dict(environment) if is_warm else {**environment, "RESPONSE_CACHE_MB": "0"}
    log = folder / f"granian-{port}.log"
    with _program(command, log, own) as process:
        url = f"http://{HOST}:{port}/graphql/"
        _wait_for(url, process, log)
        yield Running(url, process.pid)


_NGINX = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log warn;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 10000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  types {{ application/json json; }}
  server {{ listen {host}:{port}; root {folder}/files; }}
}}
"""


@contextlib.contextmanager
def nginx(folder: Path, answers: dict[str, bytes]) -> Iterator[dict[str, str]]:
    """The address of each answer as a file of the very bytes."""
    port = free_port()
    files = folder / "files"
    files.mkdir(exist_ok=True)
    for name, answer in answers.items():
        (files / f"{name}.json").write_bytes(answer)
    # nginx gives up root's rights, and must then be let in.
    for path in (folder, files):
        path.chmod(0o755)
    configuration = folder / "nginx.conf"
    configuration.write_text(_NGINX.format(folder=folder, host=HOST, port=port))
    log = folder / "nginx.log"
    command = [str(shutil.which("nginx")), "-c", str(configuration), "-p", str(folder)]
    with _program(command, log, dict(os.environ)) as process:
        addresses = {name: f"http://{HOST}:{port}/{name}.json" for name in answers}
        for address in addresses.values():
            _wait_for(address, process, log)
        yield addresses
