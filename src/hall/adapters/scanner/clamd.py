"""clamd over its INSTREAM command: the file travels over the socket, clamd needs no access to our storage."""

from __future__ import annotations

from typing import BinaryIO
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket

from hall.applications.ports import ScannerUnavailable, Verdict

PATIENCE_SECONDS = 60.0
DEFAULT_PORT = 3310


class Clamd:
    """`address` is host:port, or the path of a unix socket (with or without `tcp://`, `unix://`)."""

    name = "clamd"

    def __init__(self, address: str, patience: float = PATIENCE_SECONDS) -> None:
        self._address = address.removeprefix("tcp://")
        self._patience = patience

    def scan(self, stream: BinaryIO) -> Verdict:
        try:
            found = self._client().instream(stream)
            status, threat = next(iter(found.values()))
        except (ClamdError, OSError, StopIteration) as error:
            raise ScannerUnavailable(str(error)) from error
        if status == "OK":
            return Verdict("", self.name)
        if status == "FOUND":
            return Verdict(threat or "unnamed", self.name)
        raise ScannerUnavailable(f"clamd answered {status}")

    def ready(self) -> str:
        try:
            return self._client().version()
        except (ClamdError, OSError) as error:
            raise ScannerUnavailable(str(error)) from error

    def _client(self) -> ClamdNetworkSocket:
        if self._address.startswith(("/", "unix://")):
            return ClamdUnixSocket(self._address, timeout=int(self._patience))
        place = urlsplit(f"//{self._address}")
        return ClamdNetworkSocket(
            place.hostname or "127.0.0.1", place.port or DEFAULT_PORT, timeout=self._patience
        )
