"""Applicants who don't give up: each step is repeated until the hall acknowledges it.

What a client must do to be safe is just what docs/guides/api.md says: read again after a failure, keep the
Idempotency-Key of a submission until it is answered.
"""

from __future__ import annotations

import hashlib
import threading
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hall.project.cli.bench.client import Answer, Client, paper


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
            client = Client(self._port, token, self._note_retry)
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


def _file_one(client: Client, item: str, hall: str) -> Acknowledged:
    """One application from the first click to the receipt."""
    begun = client.until(lambda: client.send("POST", "/api/v1/applications", {"item": item, "hall": hall}))
    path = f"/api/v1/applications/{begun.body['id']}"
    client.until(lambda: _answer(client, path))
    lease = paper()
    attached = client.until(lambda: client.upload(f"{path}/materials", "lease", lease))
    key = str(uuid.uuid4())
    filed = client.until(lambda: _submit(client, path, key))
    return Acknowledged(
        begun.body["id"],
        filed.body["receipt_number"],
        attached.body["id"],
        hashlib.sha256(lease).hexdigest(),
    )


def _answer(client: Client, path: str) -> Answer:
    seen = client.send("GET", path)
    if seen.status != 200:
        return seen
    return client.send("PATCH", path, {"answers": {"name": "平安小店"}}, {"If-Match": seen.etag})


def _submit(client: Client, path: str, key: str) -> Answer:
    """Look, then hand in by the same key: if that was done already, the version seen is the one filed."""
    seen = client.send("GET", path)
    if seen.status != 200:
        return seen
    if seen.body["state"] == "submitted":
        return seen
    headers = {"If-Match": seen.etag, "Idempotency-Key": key}
    return client.send("POST", f"{path}/submit", {"agreed": True}, headers)
