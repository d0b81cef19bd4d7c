"""The theme's weight: what every visitor on a slow line pays for."""

from __future__ import annotations

import gzip

import pytest

from tests.architecture.conftest import CHECKOUT

BUILT = CHECKOUT / "src" / "hall" / "portal" / "static" / "hall" / "built"


@pytest.fixture
def built():
    if not BUILT.exists():
        pytest.fail("The theme isn't built: `npm run build`, or `make test`, which does it.")
    return BUILT


def test_the_style_sheet_weighs_no_more_than_forty_kilobytes(built):
    assert (built / "theme.css").stat().st_size <= 40 * 1024


def test_the_script_weighs_no_more_than_twenty_five_kilobytes_compressed(built):
    assert len(gzip.compress((built / "hall.js").read_bytes())) <= 25 * 1024


def test_the_drawings_stay_small():
    drawings = sorted((BUILT.parent).glob("*.svg"))
    assert [each.name for each in drawings] == ["gate.svg", "icons.svg", "mark.svg"]
    assert sum(each.stat().st_size for each in drawings) <= 16 * 1024


def test_there_are_at_most_twenty_icons():
    assert (BUILT.parent / "icons.svg").read_text(encoding="utf-8").count("<symbol ") <= 20
