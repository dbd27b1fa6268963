"""A real S3 server on loopback, and a proxy in front of it that can stall or refuse."""

import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cms.dev.processes import end_with_parent

BUCKET = "media"
KEY, SECRET = "hub", "hub-secret"
START_SECONDS = 60


def free_ports(count: int) -> list[int]:
    """Held all at once, so that they differ."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextmanager
def running(folder: Path) -> Iterator[int]:
    """SeaweedFS with one account and nothing for anonymous readers. Yields its port; stops by itself."""
    account = {"name": "hub", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin"]}
    (folder / "accounts.json").write_text(json.dumps({"identities": [account]}), encoding="utf-8")
    (folder / "data").mkdir()
    names = [f"{part}.port{grpc}" for part in ("master", "volume", "filer", "s3") for grpc in ("", ".grpc")]
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    command = [
        str(Path(sys.executable).with_name("weed")), "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3",
        f"-dir={folder / 'data'}", f"-s3.config={folder / 'accounts.json'}", "-s3.port.iceberg=0", "-s3.port.lance=0",
        "-volume.max=4", "-master.volumeSizeLimitMB=64",
        *(f"-{name}={port}" for name, port in ports.items()),
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, preexec_fn=lambda: end_with_parent(signal.SIGKILL)
        )
        try:
            _wait_for(process, ports["s3.port"], folder / "log")
            yield ports["s3.port"]
        finally:
            process.kill()  # What it holds is thrown away.
            process.wait()


def _wait_for(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)
        except urllib.error.HTTPError:
            return  # It answers, and lets nobody in who does not say who they are.
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)  # One that ends is not waited for any longer.
    raise AssertionError(f"The S3 server did not start:\n{log.read_text(errors='replace')[-3000:]}")


@dataclass
class Proxy:
    """`mode` is pass, stall (takes connections and says nothing) or refuse (cuts them off)."""

    upstream: int
    mode: str = "pass"
    accepted: int = 0

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                self.accepted += 1
                self._open.append(client)
                if self.mode == "refuse":
                    client.close()
                elif self.mode == "pass":
                    self._connect(client)

    def _connect(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self.upstream))
        self._open.append(server)
        for source, target in ((client, server), (server, client)):
            threading.Thread(target=_pump, args=(source, target), daemon=True).start()

    def switch(self, mode: str) -> None:
        """Connections that were kept open are cut: the next request meets the new mode."""
        self.mode, self.accepted = mode, 0
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def close(self) -> None:
        self.switch("refuse")
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
