"""Stand-ins on loopback that speak the protocols of DeepL and LibreTranslate, and fail when they are told to."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Service:
    """What was asked, and what is answered: `failures` are statuses for the next questions, each once."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.failures: list[int] = []
        self.address = ""
        self.answer: Any = None

    def reply(self, path: str, headers: dict[str, str], data: Any) -> tuple[int, Any]:
        self.asked.append((path, headers, data))
        if self.failures and (failure := self.failures.pop(0)):
            return failure, {"error": "no"}
        if self.answer is not None:
            return 200, self.answer
        if path == "/v2/glossaries":
            return 201, {"glossary_id": "g1", "ready": True}
        if path == "/v2/translate":
            return 200, {"translations": [{"text": f"{data['target_lang']}: {text}"} for text in data["text"]]}
        return 200, {"translatedText": [f"{data['target']}: {text}" for text in data["q"]]}

    @property
    def texts(self) -> list[str]:
        return [text for _path, _headers, data in self.asked for text in data.get("text") or data.get("q")]


@contextmanager
def running() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            status, answer = service.reply(self.path, dict(self.headers), json.loads(self.rfile.read(length)))
            body = json.dumps(answer).encode()
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_DELETE(self) -> None:
            service.asked.append((f"DELETE {self.path}", dict(self.headers), {}))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Nothing is written to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
