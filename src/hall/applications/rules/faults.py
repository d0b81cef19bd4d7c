"""Why something can't be taken, in words for the person who gave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["Fault"]


class Fault(Exception):
    """The Chinese source text of a sentence with named parts: the page translates it, then fills it in."""

    def __init__(self, message: str, parts: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.parts = dict(parts or {})

    def __str__(self) -> str:
        return self.message % self.parts if self.parts else self.message
