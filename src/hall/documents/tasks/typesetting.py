"""Type is set by Typst, from the letters of this room and from fonts that come with the hall.

System fonts are ignored, so that a letter looks the same on every machine. What people typed reaches Typst
as JSON and is placed as text: it can't become markup. A sign that no font has (a rare name) would make an
empty box; it is replaced by 〓 and named by its code point in a note, and the log says which sign it was.
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
import pylopdf_fonts_jp
import pylopdf_fonts_zh_cn
import pylopdf_fonts_zh_tw
import segno
import typst

LETTERS = Path(__file__).resolve().parents[1] / "letters"
#: PDF/A-2 with Unicode text: everything level B asks for, and every sign can be copied and searched.
STANDARD: Final = "a-2u"
_FONT_PACKAGES = (pylopdf_fonts_zh_cn, pylopdf_fonts_zh_tw, pylopdf_fonts_jp)
_one_at_a_time = Lock()


def typeset(template: str, letter: Mapping[str, Any], *, at: datetime) -> bytes:
    """The letter as PDF/A. `at` is the moment the file says it was made."""
    inputs = {"letter": orjson.dumps(letter).decode(), "qr": qr_svg(str(letter["verify_url"]))}
    with _one_at_a_time:
        made = _compiler(template).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=int(at.timestamp())
        )
    return cast(bytes, made)


@lru_cache(maxsize=16)
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        input=str(LETTERS / f"{template}.typ"),
        root=str(LETTERS),
        font_paths=[str(folder) for folder in font_folders()],
        ignore_system_fonts=True,
    )


def font_folders() -> list[Path]:
    """Where the fonts lie."""
    return [Path(str(package.__file__)).parent for package in _FONT_PACKAGES]


def qr_svg(text: str) -> str:
    """A QR code as SVG, error correction M, with its quiet zone."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()
