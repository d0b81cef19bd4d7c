"""Scanners say clean, harmful, or that they can't say. Nothing is called clean that nobody looked at."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hall.adapters.durable_files import DurableFiles
from hall.adapters.scanner import NoScanner, scanner
from hall.adapters.scanner.clamd import Clamd
from hall.adapters.scanner.demo import EICAR, DemoScanner
from hall.adapters.scanner.fake_clamd import FakeClamd
from hall.applications.ports import Scanner, ScannerUnavailable


@pytest.fixture
def clamd() -> Iterator[FakeClamd]:
    with FakeClamd() as server:
        yield server


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/1.bin", data)
    return out.getvalue()


def test_clamd_passes_a_clean_file_over_the_wire(clamd: FakeClamd) -> None:
    verdict = Clamd(clamd.address).scan(io.BytesIO(b"x" * 300_000))
    assert verdict.is_clean
    assert verdict.scanner == "clamd"


def test_clamd_finds_the_test_virus_and_names_it(clamd: FakeClamd) -> None:
    verdict = Clamd(clamd.address).scan(io.BytesIO(b"%PDF-1.7\n" + EICAR))
    assert verdict.threat == "Eicar-Test-Signature"


def test_clamd_says_who_it_is_when_asked_whether_it_is_ready(clamd: FakeClamd) -> None:
    assert Clamd(clamd.address).ready().startswith("ClamAV")


def test_a_file_beyond_clamds_own_limit_is_not_called_clean() -> None:
    with FakeClamd(stream_max_length=1000) as small, pytest.raises(ScannerUnavailable):
        Clamd(small.address).scan(io.BytesIO(b"x" * 5000))


def test_a_silent_clamd_is_not_waited_for_forever(clamd: FakeClamd) -> None:
    clamd.fall_silent()
    with pytest.raises(ScannerUnavailable):
        Clamd(clamd.address, patience=0.2).scan(io.BytesIO(b"x"))


def test_no_clamd_at_the_address_can_not_say() -> None:
    with pytest.raises(ScannerUnavailable):
        Clamd("127.0.0.1:1").scan(io.BytesIO(b"x"))
    with pytest.raises(ScannerUnavailable):
        Clamd("/nowhere/clamd.sock").ready()


@pytest.mark.parametrize("data", [EICAR, b"x" * 65_500 + EICAR, zipped(EICAR)])
def test_the_demo_scanner_knows_the_test_virus_wherever_it_hides(data: bytes) -> None:
    assert not DemoScanner().scan(io.BytesIO(data)).is_clean


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a zip", zipped(b"words"), EICAR[:-1]])
def test_the_demo_scanner_passes_everything_else_and_says_that_it_is_a_demo(data: bytes) -> None:
    verdict = DemoScanner().scan(io.BytesIO(data))
    assert verdict.is_clean
    assert "演示" in verdict.scanner


@pytest.mark.parametrize(
    "mode, address, kind",
    [
        ("demo", "", DemoScanner),
        ("test", "", DemoScanner),
        ("demo", "127.0.0.1:3310", Clamd),
        ("production", "127.0.0.1:3310", Clamd),
        ("production", "", NoScanner),
    ],
)
def test_the_settings_say_who_scans_and_production_never_uses_the_demo(
    settings: object, mode: str, address: str, kind: type[Scanner]
) -> None:
    settings.HALL_MODE, settings.CLAMD_ADDRESS = mode, address  # type: ignore[attr-defined]
    assert isinstance(scanner(), kind)


def test_without_a_scanner_production_can_not_say_anything() -> None:
    with pytest.raises(ScannerUnavailable):
        NoScanner().scan(io.BytesIO(b"x"))
    with pytest.raises(ScannerUnavailable, match="HALL_CLAMD"):
        NoScanner().ready()


def test_a_file_saved_is_a_file_forced_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.files.base import ContentFile

    forced: list[str] = []
    monkeypatch.setattr("hall.adapters.durable_files._force", lambda path: forced.append(path.name))
    store = DurableFiles(location=tmp_path)
    assert store.save("materials/2026/11/one", ContentFile(b"x")) == "materials/2026/11/one"
    assert forced == ["one", "11", "2026", "materials", tmp_path.name]
