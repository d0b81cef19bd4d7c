"""A certificate authority for demonstrations, made on first use and kept in the state directory.

Its certificates say 演示 in their names. Nobody should trust them, and a production hall never makes them.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from hall.foundation.public import now

_YEAR = timedelta(days=365)
_KEY_BITS = 3072


def demo_pkcs12(folder: Path, city: str) -> tuple[Path, str]:
    """The demo seal as a PKCS#12 file and its password; `folder/ca.pem` is the authority that issued it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    bundle, password = folder / "seal.p12", folder / "password"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two processes starting at once make one authority
        if not bundle.exists():
            _make(folder, bundle, password, city)
    return bundle, password.read_text()


def _make(folder: Path, bundle: Path, password: Path, city: str) -> None:
    authority_key, authority = _authority()
    seal_key, seal = _seal(city, authority_key, authority)
    secret = secrets.token_urlsafe(24)
    _write(password, secret.encode())
    (folder / "ca.pem").write_bytes(authority.public_bytes(Encoding.PEM))
    packed = pkcs12.serialize_key_and_certificates(
        b"seal", seal_key, seal, [authority], BestAvailableEncryption(secret.encode())
    )
    _write(bundle, packed)  # last: its presence says that all is there


def _write(path: Path, content: bytes) -> None:
    """Write for the owner's eyes only, whole or not at all."""
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def _authority() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    name = _name("OpenHall 演示根证书（无法律效力）")
    made = (
        _builder(name, name, key.public_key(), 20 * _YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(issues=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, made


def _seal(
    city: str, authority_key: rsa.RSAPrivateKey, authority: x509.Certificate
) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    made = (
        _builder(_name(f"{city}政务服务演示印章"), authority.subject, key.public_key(), 10 * _YEAR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(issues=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    return key, made


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "演示"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: rsa.RSAPublicKey, lasts: timedelta
) -> x509.CertificateBuilder:
    since = now() - timedelta(minutes=5)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )
