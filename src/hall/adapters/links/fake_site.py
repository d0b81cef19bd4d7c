"""A site for tests and trials: real HTTP on loopback, with pages that are there, gone, slow, or in circles.

`with FakeSite() as site: site.address`. `/ok`, `/404`, `/500` … answer with that status, `/to?` redirects to
what stands behind the question mark, `/circle` to itself, `/silent` never answers. `robots` is its
robots.txt; `asked` tells what was asked for and when.
"""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

__all__ = ["FakeSite"]


class FakeSite(ThreadingHTTPServer):
    """Listens on a port of its own until the block ends."""

    daemon_threads = True

    def __init__(self, *, robots: str = "", robots_status: int = 200) -> None:
        self.robots, self.robots_status = robots, robots_status
        self.asked: list[tuple[float, str, str]] = []
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), _Page)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()


class _Page(BaseHTTPRequestHandler):
    server: FakeSite

    def do_GET(self) -> None:
        agent = self.headers.get("User-Agent", "")
        self.server.asked.append((time.monotonic(), self.path, agent))
        if self.path == "/robots.txt":
            self._say(self.server.robots_status if self.server.robots else 404, self.server.robots)
        elif self.path.startswith("/silent"):
            self.server.over.wait(30)
        elif self.path.startswith("/to?"):
            self._lead(self.path.partition("?")[2])
        elif self.path == "/circle":
            self._lead("/circle")
        else:
            status = self.path.lstrip("/")
            self._say(int(status) if status.isdigit() else 200, "x" * 100)

    def _lead(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        """Tests have their own words."""
