"""The electronic seal: PAdES signatures by pyHanko, with a demo authority where none is configured."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from hall.adapters.seal.demo_authority import demo_pkcs12
from hall.adapters.seal.software import SoftwareSeal

__all__ = ["SoftwareSeal", "make_seal"]


def make_seal() -> SoftwareSeal:
    """The seal that the settings name; the demo seal, made on first use, where they name none."""
    if settings.SEAL_PKCS12:
        return SoftwareSeal(
            Path(settings.SEAL_PKCS12),
            settings.SEAL_PASSWORD,
            is_demo=settings.HALL_MODE != "production",
            timestamp_url=settings.SEAL_TSA_URL,
        )
    path, password = demo_pkcs12(Path(settings.HALL_STATE_DIR) / "seal", settings.HALL_CITY)
    return SoftwareSeal(path, password, is_demo=True, timestamp_url=settings.SEAL_TSA_URL)
