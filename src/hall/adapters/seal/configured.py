"""Which seal this installation uses."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from hall.adapters.seal.demo_authority import demo_pkcs12
from hall.adapters.seal.software import SoftwareSeal

__all__ = ["make_seal"]


def make_seal() -> SoftwareSeal:
    """The seal that the settings name; the demo seal, made on first use, where they name none."""
    trust = Path(settings.SEAL_TRUST) if settings.SEAL_TRUST else None
    if settings.SEAL_PKCS12:
        path, password, is_demo = (
            Path(settings.SEAL_PKCS12),
            settings.SEAL_PASSWORD,
            settings.HALL_MODE != "production",
        )
    else:
        path, password = demo_pkcs12(Path(settings.HALL_STATE_DIR) / "seal", settings.HALL_CITY)
        is_demo = True
    return SoftwareSeal(path, password, is_demo=is_demo, trust=trust, timestamp_url=settings.SEAL_TSA_URL)
