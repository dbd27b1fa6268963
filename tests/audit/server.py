"""A server over the demo content, for as long as the audit lasts."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_ANSWER = 120


@contextmanager
def running() -> Iterator[int]:
    """The port. The demo's data in DATA_DIR is made when it is not there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'graphql'}",
        "PORT": str(port),
        "GRAPHQL_RATE_LIMIT": "0",  # Else all but the first would be refused unread.
    }
    with tempfile.NamedTemporaryFile() as hints:
        subprocess.run([sys.executable, "-m", "cms.dev.prepare", hints.name], cwd=ROOT, env=environment, check=True)
    command = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "4"]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            [sys.executable, "-m", *command, "cms.wsgi:application"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            _wait(server, port)
            yield port
        finally:
            server.terminate()
            server.wait(30)


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    pause = threading.Event()
    for _ in range(SECONDS_TO_ANSWER * 10):
        if server.poll() is not None:
            sys.exit(f"The server has ended with {server.returncode}.")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/graphql/?query=%7B__typename%7D")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        pause.wait(0.1)
    sys.exit("The server does not answer.")
