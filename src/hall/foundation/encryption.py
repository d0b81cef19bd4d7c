"""Personal numbers at rest: AES-256-GCM, a fresh nonce each, and a keyed digest to look them up by.

Source: 个人信息保护法 第五十一条 (encryption and de-identification). The key is a setting, never in the
database: a stolen dump tells nobody's ID number.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

_MARK = "enc1:"
_NONCE_BYTES = 12


@lru_cache(maxsize=4)
def _key(secret: str, purpose: str) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=purpose.encode(), n=2**12, r=8, p=1, dklen=32)


class Sealed(str):
    """Text that is sealed already: the type says so, never its first letters, which anyone could type."""

    __slots__ = ()


def sealed(text: str) -> Sealed:
    """`text` as it is stored. Empty stays empty, so that 'not given' can be seen and queried."""
    if not text:
        return Sealed()
    nonce = os.urandom(_NONCE_BYTES)
    cipher = AESGCM(_key(settings.FIELD_ENCRYPTION_KEY, "field")).encrypt(nonce, text.encode(), None)
    return Sealed(_MARK + base64.b64encode(nonce + cipher).decode())


def opened(stored: str) -> str:
    """The text behind `stored`.

    Raises: cryptography.exceptions.InvalidTag when the key is another one or the value was touched.
    """
    if not stored.startswith(_MARK):
        return stored
    raw = base64.b64decode(stored[len(_MARK) :])
    key = _key(settings.FIELD_ENCRYPTION_KEY, "field")
    return AESGCM(key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()


def digest_of(text: str) -> str:
    """A keyed SHA-256 of the normalised text (64 hex digits): equal numbers meet, nobody can guess back."""
    key = _key(settings.FIELD_ENCRYPTION_KEY, "digest")
    return hmac.new(key, text.strip().upper().encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text that the database holds sealed. It can't be searched: keep a `digest_of` column beside it.

    Whatever is written is sealed, but for a `Sealed` value, which a loader has sealed before.
    """

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return prepared if prepared is None or isinstance(prepared, Sealed) else sealed(prepared)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else opened(value)
