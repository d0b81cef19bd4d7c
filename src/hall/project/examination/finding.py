"""What a look at one thing came to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    WELL = "well"
    NOTE = "note"  # works, but somebody should know
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """`name` is for programs and stays; `found` and `remedy` are for people."""

    name: str
    state: State
    found: str
    remedy: str = ""


def well(name: str, found: str) -> Finding:
    return Finding(name, State.WELL, found)


def note(name: str, found: str, remedy: str = "") -> Finding:
    return Finding(name, State.NOTE, found, remedy)


def wrong(name: str, found: str, remedy: str) -> Finding:
    return Finding(name, State.WRONG, found, remedy)
