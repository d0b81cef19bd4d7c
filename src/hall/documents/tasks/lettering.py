"""Which signs the hall's fonts have. A paper with an empty box in somebody's name is no paper.

A sign that no font has (a rare name outside Noto, a private-use sign of an old system) is printed as 〓, as
printers do, and a note under the text names its code point. Invisible control signs are left out: some could
turn the order of the text around.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pylopdf_fonts_jp
import pylopdf_fonts_zh_cn
import pylopdf_fonts_zh_tw
import structlog
from django.conf import settings
from fontTools.ttLib import TTCollection, TTFont

log = structlog.get_logger(__name__)
#: The printers' sign for a letter that isn't in the case (geta mark, U+3013).
GETA: Final = "〓"
_PACKAGES: Final = (pylopdf_fonts_zh_cn, pylopdf_fonts_zh_tw, pylopdf_fonts_jp)
_SUFFIXES: Final = {".otf", ".ttf", ".otc", ".ttc"}


@dataclass(frozen=True)
class Fonts:
    """The fonts at hand: where they lie, which families a city has added, which signs they can print."""

    folders: tuple[Path, ...]
    added_families: tuple[str, ...]
    signs: frozenset[int]


@cache
def fonts_at_hand() -> Fonts:
    """Read once per process (about half a second)."""
    folders = [Path(str(package.__file__)).parent for package in _PACKAGES]
    signs = {sign for folder in folders for path in _files(folder) for sign in _signs(path)}
    added: set[str] = set()
    if settings.HALL_FONT_DIR:
        folders.append(Path(settings.HALL_FONT_DIR))
        for path in _files(folders[-1]):
            added.add(_family(path))
            signs.update(_signs(path))
    return Fonts(tuple(folders), tuple(sorted(added)), frozenset(signs))


def printable(value: Any, rare: set[str]) -> Any:
    """`value`, however deep, with only signs that can be printed; what was replaced is added to `rare`."""
    if isinstance(value, str):
        return "".join(_sign(sign, rare) for sign in value)
    if isinstance(value, Mapping):
        return {key: printable(inner, rare) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printable(inner, rare) for inner in value]
    return value


def code_points(rare: set[str]) -> list[str]:
    """The code points of replaced signs, for the note and the log."""
    named = [f"U+{ord(sign):04X}" for sign in sorted(rare)]
    if named:
        log.warning("signs without a font", signs=named)
    return named


def _sign(sign: str, rare: set[str]) -> str:
    if sign in "\n " or ord(sign) in fonts_at_hand().signs:
        return sign
    kind = unicodedata.category(sign)
    if kind == "Zs" or sign == "\t":
        return " "
    if kind in {"Cc", "Cf", "Cs", "Mn", "Me"}:
        return ""
    rare.add(sign)
    return GETA


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)


def _open(path: Path) -> TTFont:
    if path.suffix.lower() in {".ttc", ".otc"}:
        return TTCollection(path, lazy=True).fonts[0]
    return TTFont(path, lazy=True)


def _signs(path: Path) -> set[int]:
    return set(_open(path).getBestCmap())


def _family(path: Path) -> str:
    names = _open(path)["name"]
    return str(names.getDebugName(16) or names.getDebugName(1))
