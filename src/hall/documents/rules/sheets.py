"""A form as paper shows it: what both ways of making one, PDF and Word, are told."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Choice", "PaperForm", "PaperRow", "PaperSection"]


@dataclass(frozen=True)
class Choice:
    """One box to tick."""

    label: str
    is_on: bool = False


@dataclass(frozen=True)
class PaperRow:
    """A question with its answer, or with room to write one: `height` lines of it.

    A table has `columns`, and `rows` of cells; a signature may have been `drawn` (SVG).
    """

    label: str
    note: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    height: int = 1
    drawn: str = ""


@dataclass(frozen=True)
class PaperSection:
    title: str
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True)
class PaperForm:
    """`lead` stands under the title, `facts` above the first section, `foot` on every page."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[PaperSection, ...]
    foot: str
