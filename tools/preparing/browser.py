"""What only tests need from Debian: a browser to drive, a reader of PDFs, Chinese letters on screenshots."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.preparing.steps import Step, apt_install

CHINESE_FONTS = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_PROGRAMS = {"chromium": "chromium", "pdftotext": "poppler-utils", "pdfsig": "poppler-utils"}


def browser_step() -> Step:
    return Step(
        "browser",
        "Chromium, PDF tools and Chinese fonts for the tests",
        inputs=lambda: _missing(),
        leaves=[],
        do=_install,
    )


def _missing() -> list[str]:
    missing = {package for program, package in _PROGRAMS.items() if not shutil.which(program)}
    if not CHINESE_FONTS.exists():
        missing.add("fonts-noto-cjk")
    return sorted(missing)


def _install() -> None:
    missing = _missing()
    if missing:
        apt_install(*missing)
