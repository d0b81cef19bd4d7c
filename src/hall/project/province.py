"""The loading of a demonstration province: its real divisions, then its invented implementing lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from hall.catalogue.loading.province.load import load_province as load_parts
from hall.foundation.public import LoadReport
from hall.identity.public import SYSTEM
from hall.places.loading.divisions import load_divisions

__all__ = ["DEFAULT_PROVINCE", "load", "province_file"]

DEFAULT_PROVINCE = "anhui"


def province_file(path: Path | None = None) -> Path:
    """The file that describes the province: the one given, or that of the data directory."""
    return path or settings.HALL_DATA_DIR / DEFAULT_PROVINCE / "province.json"


def load(described: Path) -> Iterator[LoadReport]:
    """A report after each part. Raises: Refused in production; NotLoaded when a file can't be taken."""
    yield load_divisions(described.with_name("divisions.csv"), actor=SYSTEM)
    yield from load_parts(described, actor=SYSTEM)
