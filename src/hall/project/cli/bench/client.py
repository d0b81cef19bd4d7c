"""The API as a program calls it, for benchmarks: patient, with one connection, remade whenever it breaks."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 300.0
_BOUNDARY = "hall-trial-boundary"


class GivesUp(Exception):
    """The hall refused something that it should have taken, or was away for too long."""


@dataclass(frozen=True)
class Answer:
    status: int
    etag: str
    body: Any


class Client:
    """One applicant's program, with her token."""

    def __init__(self, port: int, token: str, note_retry: Callable[[], None] = lambda: None) -> None:
        self._port = port
        self._token = token
        self._note_retry = note_retry
        self._connection: http.client.HTTPConnection | None = None

    def until(self, ask: Callable[[], Answer]) -> Answer:
        """Ask again until the answer is a success. Whatever the hall means for good, it says with a 4xx.

        Raises: GivesUp.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                answer = ask()
            except (OSError, http.client.HTTPException):
                self._forget_connection()
            else:
                if answer.status < 300:
                    return answer
                if answer.status < 500 and answer.status != 412:
                    raise GivesUp(f"{answer.status}: {answer.body}")
            self._note_retry()
            time.sleep(PAUSE_SECONDS)
        raise GivesUp(f"No success in {PATIENCE_SECONDS:.0f} s.")

    def send(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        content = None if body is None else json.dumps(body).encode()
        return self._exchange(method, path, content, {"Content-Type": "application/json", **(headers or {})})

    def upload(self, path: str, material: str, paper: bytes) -> Answer:
        parts = [
            f'Content-Disposition: form-data; name="material"\r\n\r\n{material}'.encode(),
            b'Content-Disposition: form-data; name="file"; filename="lease.pdf"\r\n'
            b"Content-Type: application/pdf\r\n\r\n" + paper,
        ]
        mark = f"--{_BOUNDARY}".encode()
        content = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"
        headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        return self._exchange("POST", path, content, headers)

    def _exchange(self, method: str, path: str, content: bytes | None, headers: Mapping[str, str]) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        sent = {"Authorization": f"Bearer {self._token}", **headers}
        self._connection.request(method, path, content, sent)
        response = self._connection.getresponse()
        told = response.read()
        return Answer(response.status, response.headers.get("ETag", ""), json.loads(told) if told else None)

    def _forget_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def paper() -> bytes:
    """A small PDF that no other applicant has."""
    return _PDF % uuid.uuid4().hex.encode()


_PDF = (
    b"%%PDF-1.4\n%% %s\n"
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%%%EOF\n"
)
