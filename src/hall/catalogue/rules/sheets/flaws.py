"""What is wrong in a file, where exactly, and what to do: one line for each bad cell."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from hall.catalogue.rules.fields.trouble import Trouble

__all__ = ["FileFlaw", "Unreadable", "at_cell"]


@dataclass(frozen=True)
class FileFlaw:
    """One flaw: `place` is 材料!D17 in a workbook, /guides/3/content/visits in JSON."""

    place: str
    value: str
    reason: str
    remedy: str
    english_reason: str
    english_remedy: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def at_cell(place: str, value: Any, trouble: Trouble) -> FileFlaw:
    """A trouble at its place in a file."""
    shown = "" if value is None else str(value)
    return FileFlaw(
        place,
        shown if len(shown) <= 80 else f"{shown[:79]}…",
        trouble.reason,
        trouble.remedy,
        trouble.english_reason,
        trouble.english_remedy,
    )


class Unreadable(ValueError):
    """A file that can't be read at all; says what it is instead and what to do."""

    def __init__(self, reason: str, remedy: str, english_reason: str, english_remedy: str) -> None:
        super().__init__(reason)
        self.flaw = FileFlaw("", "", reason, remedy, english_reason, english_remedy)
