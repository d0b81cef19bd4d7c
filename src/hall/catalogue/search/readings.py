"""How text sounds: its pinyin without tones, and the first letters of it."""

from __future__ import annotations

from functools import cache
from typing import Final

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from hall.catalogue.search.words import normalised

__all__ = ["initials", "pinyin"]

#: Names that the dictionary reads otherwise than the people who live there.
_LOCAL: Final = {"涡阳": [["guō"], ["yáng"]], "亳州": [["bó"], ["zhōu"]], "谯城": [["qiáo"], ["chéng"]]}


@cache
def _learn_local_names() -> None:
    load_phrases_dict(_LOCAL)


def pinyin(text: str) -> str:
    """身份证 → shenfenzheng; Latin letters stay as they are."""
    _learn_local_names()
    return "".join(lazy_pinyin(normalised(text), v_to_u=False)).replace(" ", "")


def initials(text: str) -> str:
    """身份证 → sfz; Latin letters stay as they are."""
    _learn_local_names()
    return "".join(lazy_pinyin(normalised(text), style=Style.FIRST_LETTER)).replace(" ", "")
