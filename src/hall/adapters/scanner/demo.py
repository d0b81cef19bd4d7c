"""The demo hall's scanner: knows one harmless test virus, and says in its name that it is no real scanner."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from hall.applications.ports import Verdict

#: The EICAR test file, split so that scanners of source code don't take this module for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
EICAR_NAME = "Eicar-Test-Signature"
_CHUNK = 1 << 16
_MOST_INNER_BYTES = 64 << 20


class DemoScanner:
    """Finds EICAR anywhere in a file, also inside zip containers (docx, ofd)."""

    name = "演示扫描器（只识别 EICAR 测试文件，不能用于正式运行）"

    def scan(self, stream: BinaryIO) -> Verdict:
        return Verdict(EICAR_NAME if holds_eicar(stream) else "", self.name)

    def ready(self) -> str:
        return self.name


def holds_eicar(stream: BinaryIO) -> bool:
    """Whether the bytes of `stream`, or of a file zipped in it, contain the test virus."""
    if _within(iter(lambda: stream.read(_CHUNK), b"")):
        return True
    stream.seek(0)
    if not zipfile.is_zipfile(stream):
        return False
    try:
        with zipfile.ZipFile(stream) as archive:
            return any(_within(_inner(archive, entry)) for entry in archive.infolist())
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        return False


def _inner(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    seen = 0
    with archive.open(entry) as inner:
        while seen < _MOST_INNER_BYTES and (chunk := inner.read(_CHUNK)):
            seen += len(chunk)
            yield chunk


def _within(chunks: Iterator[bytes]) -> bool:
    kept = b""
    for chunk in chunks:
        if EICAR in kept + chunk:
            return True
        kept = chunk[-len(EICAR) :]
    return False
