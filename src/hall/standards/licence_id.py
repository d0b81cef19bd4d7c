"""Electronic licence identifiers, 电子证照标识 (GB/T 36904-2018).

Written 1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>.
The check is ISO 7064 MOD 37,36 over type, issuer, serial and version joined. Reproduced from published
identifiers; the issuer is usually a credit code, but a published one carries a division code.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from hall.standards.check_digits import mod_37_36

__all__ = ["ARC", "LicenceId", "build", "is_valid", "parse"]

#: The object identifier under which China's electronic licences are registered.
ARC: Final = "1.2.156.3005.2"
_PART: Final = re.compile(r"[0-9A-Z]+")
_SHAPE: Final = re.compile(
    re.escape(ARC) + r"\.([0-9A-Z]+)\.([0-9A-Z]+)\.([0-9A-Z]+)\.([0-9]{3})\.([0-9A-Z])"
)


class LicenceId(NamedTuple):
    """The parts of a licence identifier."""

    type_code: str
    issuer: str
    serial: str
    version: int
    check: str

    def __str__(self) -> str:
        return f"{ARC}.{self.type_code}.{self.issuer}.{self.serial}.{self.version:03d}.{self.check}"


def build(type_code: str, issuer: str, serial: str, version: int = 1) -> LicenceId:
    """The identifier of one version of one licence, with its check character."""
    if not all(_PART.fullmatch(part) for part in (type_code, issuer, serial)):
        raise ValueError("电子证照标识各段只能使用数字和大写字母")
    if not 0 <= version <= 999:
        raise ValueError("电子证照版本号应在 0 至 999 之间")
    return LicenceId(
        type_code, issuer, serial, version, mod_37_36(f"{type_code}{issuer}{serial}{version:03d}")
    )


def parse(text: str) -> LicenceId:
    """The parts of an identifier whose check fits; ValueError with the reason otherwise."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise ValueError("不是电子证照标识")
    type_code, issuer, serial, version, check = match.groups()
    licence_id = build(type_code, issuer, serial, int(version))
    if licence_id.check != check:
        raise ValueError("电子证照标识校验位不符，请核对是否抄错")
    return licence_id


def is_valid(text: str) -> bool:
    """Whether `text` is a licence identifier whose check fits."""
    try:
        parse(text)
    except ValueError:
        return False
    return True
