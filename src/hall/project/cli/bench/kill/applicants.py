"""Applicants who don't give up: each step is repeated until the hall acknowledges it.

What a client must do to be safe is just what docs/guides/api.md says: read again after a failure, keep the
Idempotency-Key of a submission until it is answered.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 300.0
_BOUNDARY = "hall-trial-boundary"


class GivesUp(Exception):
    """The hall refused something that it should have taken, or was away for too long."""


@dataclass(frozen=True)
class Acknowledged:
    """What one applicant holds in her hands: her application, its receipt number, her file's fingerprint."""

    application: str
    receipt_number: str
    file: str
    sha256: str

    def plain(self) -> dict[str, str]:
        return asdict(self)


class Applicants:
    """Several at once, each in a thread of her own, until `submissions` are acknowledged in all."""

    def __init__(self, address: str, scene: Mapping[str, Any], submissions: int) -> None:
        self._port = int(address.rpartition(":")[2])
        self._scene = scene
        self._left = submissions
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._go_on, args=(token,), daemon=True) for token in scene["tokens"]
        ]
        self._acknowledged: list[Acknowledged] = []
        self._failures: list[BaseException] = []
        self.retries = 0

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def is_done(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)

    def finish(self) -> list[Acknowledged]:
        """Everything acknowledged. Raises: what made an applicant give up."""
        for thread in self._threads:
            thread.join()
        if self._failures:
            raise self._failures[0]
        return self._acknowledged

    def _go_on(self, token: str) -> None:
        try:
            client = _Client(self._port, token, self._note_retry)
            while self._one_more():
                acknowledged = _file_one(client, self._scene["item"], self._scene["hall"])
                with self._lock:
                    self._acknowledged.append(acknowledged)
        except BaseException as failure:
            self._failures.append(failure)

    def _one_more(self) -> bool:
        with self._lock:
            self._left -= 1
            return self._left >= 0

    def _note_retry(self) -> None:
        with self._lock:
            self.retries += 1


def _file_one(client: _Client, item: str, hall: str) -> Acknowledged:
    """One application from the first click to the receipt."""
    begun = client.until(lambda: client.send("POST", "/api/v1/applications", {"item": item, "hall": hall}))
    path = f"/api/v1/applications/{begun.body['id']}"
    client.until(lambda: _answer(client, path))
    paper = _paper()
    attached = client.until(lambda: client.upload(f"{path}/materials", "lease", paper))
    key = str(uuid.uuid4())
    filed = client.until(lambda: _submit(client, path, key))
    return Acknowledged(
        begun.body["id"],
        filed.body["receipt_number"],
        attached.body["id"],
        hashlib.sha256(paper).hexdigest(),
    )


def _answer(client: _Client, path: str) -> Answer:
    seen = client.send("GET", path)
    if seen.status != 200:
        return seen
    return client.send("PATCH", path, {"answers": {"name": "平安小店"}}, {"If-Match": seen.etag})


def _submit(client: _Client, path: str, key: str) -> Answer:
    """Look, then hand in by the same key: if that was done already, the version seen is the one filed."""
    seen = client.send("GET", path)
    if seen.status != 200:
        return seen
    if seen.body["state"] == "submitted":
        return seen
    headers = {"If-Match": seen.etag, "Idempotency-Key": key}
    return client.send("POST", f"{path}/submit", {"agreed": True}, headers)


def _paper() -> bytes:
    """A small PDF that no other applicant has."""
    return _PDF % uuid.uuid4().hex.encode()


_PDF = (
    b"%%PDF-1.4\n%% %s\n"
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%%%EOF\n"
)


@dataclass(frozen=True)
class Answer:
    status: int
    etag: str
    body: Any


class _Client:
    """One connection, remade whenever it breaks."""

    def __init__(self, port: int, token: str, note_retry: Callable[[], None]) -> None:
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
