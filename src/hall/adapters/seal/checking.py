"""Whether a signed PDF still is what was signed, and by whom.

A file to be checked comes from anybody, and a few kilobytes of PDF can unpack to gigabytes. So it is read in
a process of its own, with a bound on memory and time; when that process dies the file counts as unreadable.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import structlog
from asn1crypto import parser
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from hall.documents.ports import SealCheck, Verdict

log = structlog.get_logger(__name__)
MEMORY_BYTES = 768 * 1024 * 1024
SECONDS = 20
_WORST_FIRST = [Verdict.ALTERED, Verdict.STRANGER, Verdict.INTACT]
_CLAIM = re.compile(r"verify:([0-9A-Z-]{16,19})")


def check_apart(pdf: bytes, *, trusted: Sequence[Certificate]) -> SealCheck:
    """`check_pdf` in a process that can't take the hall down with it."""
    if not pdf.startswith(b"%PDF-"):
        return SealCheck(Verdict.UNREADABLE)
    roots = ",".join(b64encode(certificate.dump()).decode() for certificate in trusted)
    try:
        told = subprocess.run(
            [sys.executable, "-m", "hall.adapters.seal.checking", roots],
            input=pdf,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},  # and no secret of ours
        )
        return _from_json(told.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        said = getattr(error, "stderr", None) or b""
        log.warning("file not checked", error=type(error).__name__, said=said[-500:].decode(errors="replace"))
        return SealCheck(Verdict.UNREADABLE)


def check_pdf(pdf: bytes, *, trusted: Sequence[Certificate]) -> SealCheck:
    """What is found in `pdf`; of several signatures the worst finding counts."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        claims = _claimed_code(reader)
        found = [
            _one(signature, trusted, claims, len(pdf)) for signature in reader.embedded_regular_signatures
        ]
    except Exception:  # a hostile file may break the parser in any way; the answer is always the same
        return SealCheck(Verdict.UNREADABLE)
    if not found:
        return SealCheck(Verdict.UNSIGNED, claims=claims)
    return min(found, key=lambda check: _WORST_FIRST.index(check.verdict))


def _one(signature: Any, trusted: Sequence[Certificate], claims: str, size: int) -> SealCheck:
    status = validate_pdf_signature(
        signature, ValidationContext(trust_roots=list(trusted), allow_fetching=False)
    )
    if not (status.intact and status.valid and _is_whole(signature, status, size)):
        verdict = Verdict.ALTERED
    else:
        verdict = Verdict.INTACT if status.bottom_line else Verdict.STRANGER
    subject = status.signing_cert.subject
    stamp = status.timestamp_validity
    return SealCheck(
        verdict,
        signer=str(subject.native.get("common_name") or subject.human_friendly),
        signed_at=stamp.timestamp if stamp else status.signer_reported_dt,
        timestamped=stamp is not None,
        claims=claims,
    )


def _is_whole(signature: Any, status: Any, size: int) -> bool:
    """Whether nothing lies outside what was signed: not behind it, and not in the room left for it.

    The one exception is what makes a signature provable for longer (LTV), which a standard allows behind it.
    """
    if status.modification_level == ModificationLevel.LTA_UPDATES:
        return bool(status.docmdp_ok)
    _, _, start, length = (int(number) for number in signature.byte_range)
    room = bytes(signature.pkcs7_content)
    return start + length == size and not any(room[parser.peek(room) :])


def _claimed_code(reader: PdfFileReader) -> str:
    info = reader.trailer.raw_get("/Info").get_object() if "/Info" in reader.trailer else {}
    found = _CLAIM.search(str(info.get("/Keywords", "")))
    return found.group(1) if found else ""


def _to_json(check: SealCheck) -> str:
    signed_at = check.signed_at.isoformat() if check.signed_at else None
    return json.dumps([check.verdict, check.signer, signed_at, check.timestamped, check.claims])


def _from_json(told: bytes) -> SealCheck:
    verdict, signer, signed_at, timestamped, claims = json.loads(told)
    moment = datetime.fromisoformat(signed_at) if signed_at else None
    return SealCheck(Verdict(verdict), signer, moment, timestamped, claims)


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    trusted = [Certificate.load(b64decode(root)) for root in sys.argv[1].split(",")]
    sys.stdout.write(_to_json(check_pdf(sys.stdin.buffer.read(), trusted=trusted)))


if __name__ == "__main__":
    _main()
