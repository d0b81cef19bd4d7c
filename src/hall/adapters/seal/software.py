"""A seal whose key lies in a PKCS#12 file: PAdES B-B, or B-T when a timestamp authority is configured.

A key in a cipher machine (PKCS#11) or an SM2 seal is another adapter behind the same port.
"""

from __future__ import annotations

import io
from functools import cached_property
from pathlib import Path
from typing import Any

from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import get_pyca_cryptography_hash
from pyhanko.sign.timestamps import TimeStamper

from hall.adapters.seal.checking import check_apart
from hall.documents.ports import SealCheck, Sealed

_FIELD = "Seal"
_SPARE_BYTES = 16 * 1024
_PKCS1 = frozenset({"rsassa_pkcs1v15", "sha256_rsa", "sha384_rsa", "sha512_rsa"})


class _KeyInHand(signers.SimpleSigner):
    """Loads and checks its RSA key once, not at each signature: that took three quarters of the time."""

    @cached_property
    def _private_key(self) -> Any:
        return load_der_private_key(self.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)
        if mechanism["algorithm"].native in _PKCS1 and isinstance(self._private_key, RSAPrivateKey):
            digest = get_pyca_cryptography_hash(digest_algorithm)
            return self._private_key.sign(data, PKCS1v15(), digest)
        return super().sign_raw(data, digest_algorithm)


class SoftwareSeal:
    """Implements `documents.ports.Seal`."""

    def __init__(
        self,
        pkcs12: Path,
        password: str,
        *,
        is_demo: bool,
        trust: Path | None = None,
        timestamp_url: str = "",
        timestamper: TimeStamper | None = None,
    ) -> None:
        self.is_demo = is_demo
        self._pkcs12 = pkcs12
        self._password = password
        self._trust = trust
        self._timestamper = timestamper or _timestamper(timestamp_url)

    @cached_property
    def _signer(self) -> signers.SimpleSigner:
        found = signers.SimpleSigner.load_pkcs12(str(self._pkcs12), passphrase=self._password.encode())
        if found is None:
            raise LookupError(f"{self._pkcs12} can't be opened: is HALL_SEAL_PASSWORD right?")
        return _KeyInHand(found.signing_cert, found.signing_key, found.cert_registry)

    def seal(self, pdf: bytes, *, owner: str, reason: str) -> Sealed:
        """`pdf` with an invisible certifying signature that permits no later change."""
        metadata = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            name=owner,
            reason=reason,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signer = signers.PdfSigner(
            metadata,
            self._signer,
            timestamper=self._timestamper,
            new_field_spec=SigFieldSpec(_FIELD, readable_field_name="电子印章"),
        )
        signed = io.BytesIO()
        signer.sign_pdf(writer, output=signed, bytes_reserved=_SPARE_BYTES)
        return Sealed(signed.getvalue(), self._subject, "B-T" if self._timestamper else "B-B")

    @property
    def _subject(self) -> str:
        certificate = self._signer.signing_cert
        assert certificate is not None
        return str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)

    def check(self, pdf: bytes) -> SealCheck:
        """Whether the seal on `pdf` holds, by the authorities we trust."""
        return check_apart(pdf, trusted=self.trusted)

    @cached_property
    def trusted(self) -> list[Certificate]:
        """The authorities that came with the key, and those of the trust file (older seals, timestamps)."""
        more = load_certs_from_pemder([str(self._trust)]) if self._trust else ()
        return [*self._signer.cert_registry, *more]


def _timestamper(url: str) -> TimeStamper | None:
    if not url:
        return None
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(url, timeout=10)
