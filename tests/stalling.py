"""A line to the database that can be held, as a server is that is frozen: connections stay, and nothing answers."""

import contextlib
import socket
from collections.abc import Iterator
from threading import Event, Thread

HOST = "127.0.0.1"


class Line:
    def __init__(self, address: str | tuple[str, int]) -> None:
        self._address = address
        self._server = socket.create_server((HOST, 0))
        self.port: int = self._server.getsockname()[1]
        self._flows = Event()
        self._flows.set()
        self._sockets = [self._server]
        Thread(target=self._accept, daemon=True).start()

    def hold(self) -> None:
        self._flows.clear()

    def let_go(self) -> None:
        self._flows.set()

    def close(self) -> None:
        self.let_go()
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def cut(self) -> None:
        """As when the server restarts: everybody is thrown out."""
        for each in self._sockets[1:]:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._server.accept()
                family = socket.AF_UNIX if isinstance(self._address, str) else socket.AF_INET
                server = socket.socket(family, socket.SOCK_STREAM)
                server.connect(self._address)
                self._sockets += [client, server]
                for ends in ((client, server), (server, client)):
                    Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._flows.wait()
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def line_to(host: str, port: int) -> Iterator[Line]:
    """`host` may be the directory of a socket."""
    line = Line(f"{host}/.s.PGSQL.{port}" if host.startswith("/") else (host, port))
    try:
        yield line
    finally:
        line.close()
