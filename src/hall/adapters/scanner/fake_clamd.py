"""A clamd for tests and trials: the real INSTREAM wire protocol on loopback, and one virus it knows (EICAR).

`with FakeClamd() as clamd: Clamd(clamd.address)`. It speaks n- and z-terminated commands PING, VERSION and
INSTREAM (4-byte big-endian lengths, a zero length ends), keeps clamd's StreamMaxLength, and can be told to be
silent, so that a caller's patience is tested too.
"""

from __future__ import annotations

import io
import socketserver
import struct
import threading
from types import TracebackType
from typing import Self

from hall.adapters.scanner.demo import EICAR_NAME, holds_eicar

STREAM_MAX_LENGTH = 25 << 20


class _Conversation(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        command, end = self._command()
        if self.server.silent.is_set():
            self.server.silent.wait_until_over()
            return
        answer = {"PING": "PONG", "VERSION": "ClamAV 1.4.3/fake/loopback"}.get(command)
        if command == "INSTREAM":
            answer = self._instream()
        self.wfile.write((answer or "UNKNOWN COMMAND").encode() + end)

    def _command(self) -> tuple[str, bytes]:
        mark = self.rfile.read(1)
        end = b"\0" if mark == b"z" else b"\n"
        letters = bytearray()
        while (letter := self.rfile.read(1)) and letter != end:
            letters += letter
        name = letters.decode("ascii", "replace")
        return (name if mark in (b"n", b"z") else mark.decode("ascii", "replace") + name), end

    def _instream(self) -> str:
        whole = io.BytesIO()
        while length := _length(self.rfile):
            if whole.tell() + length > self.server.stream_max_length:
                return "INSTREAM size limit exceeded. ERROR"
            whole.write(self.rfile.read(length))
        whole.seek(0)
        return f"stream: {EICAR_NAME} FOUND" if holds_eicar(whole) else "stream: OK"


def _length(stream: io.BufferedIOBase) -> int:
    head = stream.read(4)
    return struct.unpack("!L", head)[0] if len(head) == 4 else 0


class _Silence:
    """A switch that holds conversations open without a word until it is turned off."""

    def __init__(self) -> None:
        self._on = False
        self._over = threading.Event()

    def set(self, on: bool = True) -> None:
        self._on = on
        self._over.clear() if on else self._over.set()

    def is_set(self) -> bool:
        return self._on

    def wait_until_over(self) -> None:
        self._over.wait(30)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    stream_max_length = STREAM_MAX_LENGTH

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.silent = _Silence()


class FakeClamd:
    """The server as a context manager; `address` is host:port on loopback."""

    def __init__(self, stream_max_length: int = STREAM_MAX_LENGTH) -> None:
        self._server = _Server()
        self._server.stream_max_length = stream_max_length
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def address(self) -> str:
        host, port = self._server.server_address[:2]
        return f"{host!s}:{port}"

    def fall_silent(self, silent: bool = True) -> None:
        """From now on, take connections but answer nothing (or answer again)."""
        self._server.silent.set(silent)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.silent.set(False)
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)
