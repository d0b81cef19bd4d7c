"""A seal for tests that are about something else: it adds a line, and knows that line again."""

from __future__ import annotations

from hall.documents.ports import SealCheck, Sealed, Verdict

_LINE = b"\n%sealed-by-fake\n"


class FakeSeal:
    """Implements `documents.ports.Seal` without a key."""

    is_demo = True

    def seal(self, pdf: bytes, *, owner: str, reason: str) -> Sealed:
        """`pdf` with the line at its end."""
        return Sealed(pdf + _LINE, f"fake:{owner}", "B-B")

    def check(self, pdf: bytes) -> SealCheck:
        """Intact with the line at the end, else unsigned."""
        return SealCheck(Verdict.INTACT, "fake") if pdf.endswith(_LINE) else SealCheck(Verdict.UNSIGNED)
