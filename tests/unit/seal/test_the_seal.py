"""A seal holds for what was sealed and for nothing else, says who sealed it, and survives hostile files."""

from __future__ import annotations

import shutil
import stat
import subprocess
import threading
import time
import zlib
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from hall.adapters.seal.checking import check_pdf
from hall.adapters.seal.demo_authority import demo_pkcs12
from hall.adapters.seal.software import SoftwareSeal
from hall.documents.ports import Verdict


def test_a_sealed_file_is_intact_and_names_its_signer(seal: SoftwareSeal, sealed_pdf: bytes) -> None:
    found = seal.check(sealed_pdf)
    assert found.verdict is Verdict.INTACT
    assert found.signer == "亳州市政务服务演示印章"
    assert found.claims == "7K3M-9QX2-AB4C-D5EF"
    assert found.signed_at is not None
    assert not found.timestamped


def test_one_changed_byte_anywhere_in_what_was_signed_breaks_the_seal(
    seal: SoftwareSeal, sealed_pdf: bytes
) -> None:
    # Between < and > lies the signature itself; that its spare room stays empty is the last place tried.
    opens = sealed_pdf.index(b"<", sealed_pdf.index(b"/Contents <3"))
    closes = sealed_pdf.index(b">", opens)
    places = range(20, len(sealed_pdf), len(sealed_pdf) // 40)
    for place in [*(at for at in places if not opens <= at <= closes), closes - 3]:
        altered = bytearray(sealed_pdf)
        altered[place] ^= 1
        assert check_pdf(bytes(altered), trusted=seal.trusted).verdict is not Verdict.INTACT, place


@pytest.mark.parametrize("tail", [b"\n% a remark", b" ", b"\n%%EOF\n"])
def test_whatever_is_appended_breaks_the_seal(seal: SoftwareSeal, sealed_pdf: bytes, tail: bytes) -> None:
    assert seal.check(sealed_pdf + tail).verdict is not Verdict.INTACT


def test_a_file_without_signature_is_unsigned(seal: SoftwareSeal, letter_pdf: bytes) -> None:
    assert seal.check(letter_pdf).verdict is Verdict.UNSIGNED


@pytest.mark.parametrize("rubbish", [b"", b"PK\x03\x04 a zip", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 5000])
def test_rubbish_is_unreadable(seal: SoftwareSeal, rubbish: bytes) -> None:
    assert seal.check(rubbish).verdict is Verdict.UNREADABLE


def test_a_seal_of_another_authority_is_a_strangers(
    seal: SoftwareSeal, letter_pdf: bytes, tmp_path: Path
) -> None:
    path, password = demo_pkcs12(tmp_path / "other", "别处市")
    stranger = SoftwareSeal(path, password, is_demo=True)
    found = seal.check(stranger.seal(letter_pdf, owner="别处市市场监督管理局", reason="冒充").content)
    assert found.verdict is Verdict.STRANGER
    assert found.signer == "别处市政务服务演示印章"


def test_a_file_that_unpacks_to_gigabytes_is_put_down(seal: SoftwareSeal) -> None:
    bomb = zlib.compress(zlib.compress(bytes(1024 * 1024 * 1024), 1), 1)
    assert len(bomb) < 500_000
    body = (
        b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 3/W[1 2 1]/Root 2 0 R/Filter[/FlateDecode/FlateDecode]/Length "
        + str(len(bomb)).encode()
        + b">>\nstream\n"
        + bomb
        + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    )
    started = time.monotonic()
    assert seal.check(body).verdict is Verdict.UNREADABLE
    assert time.monotonic() - started < 25


def test_the_demo_authority_is_made_once_and_its_key_is_the_owners_alone(
    seal: SoftwareSeal, demo_folder: Path
) -> None:
    before = (demo_folder / "seal.p12").read_bytes()
    demo_pkcs12(demo_folder, "亳州市")
    assert (demo_folder / "seal.p12").read_bytes() == before
    for name in ("seal.p12", "password"):
        assert stat.S_IMODE((demo_folder / name).stat().st_mode) == 0o600
    authority = x509.load_pem_x509_certificate((demo_folder / "ca.pem").read_bytes())
    assert "演示" in authority.subject.rfc4514_string()


def test_two_processes_that_start_at_once_make_one_authority(tmp_path: Path) -> None:
    made: list[tuple[Path, str]] = []
    threads = [
        threading.Thread(target=lambda: made.append(demo_pkcs12(tmp_path / "seal", "亳州市")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    assert SoftwareSeal(*made[0], is_demo=True)._subject.endswith("演示印章")


def test_a_wrong_password_says_which_setting_to_look_at(
    demo_folder: Path, seal: SoftwareSeal, letter_pdf: bytes
) -> None:
    wrong = SoftwareSeal(demo_folder / "seal.p12", "wrong", is_demo=True)
    with pytest.raises(LookupError, match="HALL_SEAL_PASSWORD"):
        wrong.seal(letter_pdf, owner="", reason="")


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils isn't installed")
def test_poppler_agrees(sealed_pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed_pdf)
    told = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    assert "亳州市政务服务演示印章" in told
    altered = bytearray(sealed_pdf)
    altered[len(altered) // 3] ^= 1
    file.write_bytes(altered)
    told = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." not in told


def test_with_a_timestamp_authority_the_level_is_b_t(
    demo_folder: Path, seal: SoftwareSeal, letter_pdf: bytes, tmp_path: Path
) -> None:
    trust = tmp_path / "trust.pem"
    stamping = SoftwareSeal(
        demo_folder / "seal.p12",
        (demo_folder / "password").read_text(),
        is_demo=True,
        trust=trust,
        timestamper=_timestamper(trust),
    )
    stamped = stamping.seal(letter_pdf, owner="亳州市市场监督管理局", reason="受理通知书")
    assert stamped.level == "B-T"
    found = stamping.check(stamped.content)
    assert found.timestamped
    assert found.verdict is Verdict.INTACT
    assert seal.check(stamped.content).verdict is Verdict.STRANGER  # a clock that nobody vouches for


def test_a_timestamp_authority_that_fails_fails_the_seal_and_not_silently(
    demo_folder: Path, seal: SoftwareSeal, letter_pdf: bytes
) -> None:
    class Refusing(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_error(503)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Refusing)
    threading.Thread(target=server.handle_request, daemon=True).start()
    late = SoftwareSeal(
        demo_folder / "seal.p12",
        (demo_folder / "password").read_text(),
        is_demo=True,
        timestamp_url=f"http://127.0.0.1:{server.server_port}/",
    )
    with pytest.raises(Exception, match=r"(?i)timestamp|http|503"):
        late.seal(letter_pdf, owner="亳州市市场监督管理局", reason="受理通知书")


def _timestamper(trust: Path) -> DummyTimeStamper:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test TSA")])
    moment = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    trust.write_bytes(certificate.public_bytes(Encoding.PEM))
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        Certificate.load(certificate.public_bytes(Encoding.DER)), PrivateKeyInfo.load(der)
    )


def test_whoever_reads_a_strangers_file_knows_no_secret_of_ours(
    seal: SoftwareSeal, sealed_pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}
    run = subprocess.run

    def watched(*args: object, **kwargs: object) -> object:
        seen.update(kwargs)
        return run(*args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setenv("HALL_SEAL_PASSWORD", "secret")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setattr("hall.adapters.seal.checking.subprocess.run", watched)
    assert seal.check(sealed_pdf).verdict is Verdict.INTACT
    assert set(seen["env"]) == {"PYTHONPATH"}  # type: ignore[call-overload]
