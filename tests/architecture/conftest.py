"""A small house to trespass in: rules are tried on it, never on the real tree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write `text` to a path of a new, empty house, and return the house's root."""

    def write(path: str, text: str) -> Path:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return tmp_path

    return write
