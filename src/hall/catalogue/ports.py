"""What the catalogue needs from the outside: somebody who looks whether a link leads anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

__all__ = ["LinkAnswer", "LinkChecker", "LinkTrouble"]

#: What kept an answer from coming; "" when one came.
LinkTrouble = Literal[
    "", "no_host", "no_answer", "bad_certificate", "in_circles", "not_public", "robots", "no_time",
    "no_network", "unreadable",
]  # fmt: skip


@dataclass(frozen=True)
class LinkAnswer:
    """What a site answered (`status`), or what kept an answer from coming."""

    url: str
    status: int = 0
    trouble: LinkTrouble = ""


class LinkChecker(Protocol):
    """Looks at links as a polite guest would, and at public addresses only.

    Where nothing at all can be reached from here, every link's trouble is `no_network`.
    """

    def check(self, urls: Sequence[str]) -> list[LinkAnswer]: ...
