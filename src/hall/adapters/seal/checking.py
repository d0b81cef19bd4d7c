"""Whether a signed PDF still is what was signed, and by whom."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from hall.documents.ports import SealCheck, Verdict

_WORST_FIRST = [Verdict.ALTERED, Verdict.STRANGER, Verdict.INTACT]


def check_pdf(pdf: bytes, *, trusted: Sequence[Any]) -> SealCheck:
    """What is found in `pdf`; of several signatures the worst finding counts."""
    if not pdf.startswith(b"%PDF-"):
        return SealCheck(Verdict.UNREADABLE)
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        found = [_one(signature, trusted) for signature in reader.embedded_regular_signatures]
    except Exception:  # a hostile file may break the parser in any way; the answer is always the same
        return SealCheck(Verdict.UNREADABLE)
    if not found:
        return SealCheck(Verdict.UNSIGNED)
    return min(found, key=lambda check: _WORST_FIRST.index(check.verdict))


def _one(signature: Any, trusted: Sequence[Any]) -> SealCheck:
    status = validate_pdf_signature(
        signature, ValidationContext(trust_roots=list(trusted), allow_fetching=False)
    )
    if not (status.intact and status.valid and _nothing_came_after(status)):
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
    )


def _nothing_came_after(status: Any) -> bool:
    """Whether the signature covers the whole file, but for what makes it provable for longer (LTV)."""
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return whole or (status.docmdp_ok and status.modification_level == ModificationLevel.LTA_UPDATES)
