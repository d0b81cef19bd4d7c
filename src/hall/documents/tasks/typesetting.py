"""Type is set by Typst, from the letters of this room and from fonts that come with the hall.

System fonts are ignored, so that a letter looks the same on every machine. What people typed reaches Typst
as JSON and is placed as text: it can't become markup.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, cast

import orjson
import pikepdf
import segno
import typst

from hall.documents.tasks.lettering import code_points, fonts_at_hand, printable

LETTERS = Path(__file__).resolve().parents[1] / "typst"
#: PDF/A-2 with Unicode text: everything level B asks for, and every sign can be copied and searched.
STANDARD: Final = "a-2u"
#: Points, largest first: a letter that just runs over is set smaller, so that no seal stands alone on a page.
SIZES: Final = ("14", "13", "12")
_one_at_a_time = Lock()


def typeset(template: str, letter: Mapping[str, Any], *, at: datetime) -> bytes:
    """The letter as PDF/A. `at` is the moment the file says it was made."""
    rare: set[str] = set()
    told = printable(letter, rare)
    told["rare"] = code_points(rare)
    inputs = {
        "letter": orjson.dumps(told).decode(),
        "fonts": orjson.dumps(fonts_at_hand().added_families).decode(),
        "qr": qr_svg(str(letter["verify_url"])),
    }
    for size in SIZES:
        made = set_once(template, inputs | {"size": size}, at)
        if _pages(made) == 1:
            return made
    return set_once(template, inputs | {"size": SIZES[0]}, at)


def set_once(template: str, inputs: dict[str, str], at: datetime) -> bytes:
    """One run of Typst, in its turn: whatever pages it takes."""
    with _one_at_a_time:
        made = _compiler(template).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=int(at.timestamp())
        )
    return cast(bytes, made)


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


@lru_cache(maxsize=16)
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        input=str(LETTERS / f"{template}.typ"),
        root=str(LETTERS),
        font_paths=[str(folder) for folder in fonts_at_hand().folders],
        ignore_system_fonts=True,
    )


def qr_svg(text: str) -> str:
    """A QR code as SVG, error correction M, with its quiet zone."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()
