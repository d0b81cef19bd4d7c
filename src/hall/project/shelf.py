"""Pages ready to be handed out, in this process's memory: the least used go when the shelf is full."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """A page as it was made: `bound` says of what state of things, `digest` what it says."""

    bound: str
    digest: str
    body: bytes
    headers: tuple[tuple[str, str], ...]


class Shelf:
    def __init__(self) -> None:
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def take(self, key: str, bound: str) -> Kept | None:
        """The page of this key, if it was made of this very state of things."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.bound != bound:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: str, page: Kept, room: int) -> None:
        """Keep a page, in `room` bytes for all; what doesn't fit even alone isn't kept."""
        if len(page.body) > room:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += len(page.body)
            while self._bytes > room:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: str) -> None:
        gone = self._pages.pop(key, None)
        if gone is not None:
            self._bytes -= len(gone.body)
