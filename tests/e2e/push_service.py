"""The phone vendors' end of a push: a local server that Home Assistant's companion-app integration sends to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
import json
import socket
import threading
from typing import Any

import pytest_socket


class _Server(HTTPServer):
    """Answers between two tests as well, while sockets are shut for the tests themselves."""

    def get_request(self) -> tuple[socket.socket, Any]:
        descriptor, address = self.socket._accept()  # type: ignore[attr-defined]  # what accept() itself calls
        return pytest_socket._true_socket(fileno=descriptor), address


@dataclass(slots=True, kw_only=True)
class PushService:
    """What has been pushed, in order."""

    url: str
    pushes: list[dict[str, Any]] = field(default_factory=list)

    def to(self, token: str) -> list[dict[str, Any]]:
        """Return what was pushed to one phone."""
        return [push for push in list(self.pushes) if push["push_token"] == token]

    def about(self, request_id: str) -> list[dict[str, Any]]:
        """Return what was pushed about one request, oldest first."""
        tag = f"ring_guard_{request_id}"
        return [push for push in list(self.pushes) if push.get("data", {}).get("tag") == tag]


@contextmanager
def push_service() -> Iterator[PushService]:
    """Run the server on a free port of this machine."""
    received: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            received.append(json.loads(body))
            answer = {"rateLimits": {"successful": 1, "errors": 0, "maximum": 500, "resetsAt": "2100-01-01T00:00:00Z"}}
            self.send_response(201)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield PushService(url=f"http://127.0.0.1:{server.server_port}/push", pushes=received)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
