"""The links in a guide, and what may be said of one after somebody has looked at it.

A wrong "dead" costs more than a late one: what answers to browsers and refuses programs isn't dead, and
neither is what was down for one night. Nothing is called dead that nobody could reach from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

__all__ = ["LinkSeen", "Verdict", "judged", "links_in"]

_LINK: Final = re.compile(r"(?:https?://|\bwww\.)[A-Za-z0-9\-._~:/?#\[\]@!$&*+,;=%|]+", re.ASCII)
_TRAILING: Final = ".,;:!?]|"
#: A link that doesn't answer is dead after as long; a link that is gone is dead at once.
PATIENCE: Final = timedelta(days=3)
#: What was seen longer ago proves nothing any more.
FRESH: Final = timedelta(days=30)
_GONE: Final = frozenset({404, 410})
#: How sites answer programs that they don't want; browsers may be welcome.
_UNWELCOME: Final = frozenset({400, 401, 403, 405, 406, 412, 418, 421, 429, 451})


class Verdict(StrEnum):
    """What has come of looking at a link."""

    ALIVE = "alive"
    GONE = "gone"
    FAILING = "failing"
    UNCHECKED = "unchecked"


#: What kept an answer from coming → what that means, in words.
_TROUBLES: Final[Mapping[str, tuple[Verdict, str]]] = {
    "no_host": (Verdict.GONE, "域名不存在"),
    "no_answer": (Verdict.FAILING, "连不上"),
    "bad_certificate": (Verdict.UNCHECKED, "证书链核对不了"),  # browsers mend what programs can't
    "in_circles": (Verdict.FAILING, "跳转太多次"),
    "not_public": (Verdict.UNCHECKED, "内网地址，不检查"),
    "robots": (Verdict.UNCHECKED, "网站不许程序访问"),
    "no_time": (Verdict.UNCHECKED, "今晚没有轮到"),
    "no_network": (Verdict.UNCHECKED, "没有外网"),
    "unreadable": (Verdict.GONE, "不是可以打开的网址"),
}


def judged(status: int, trouble: str) -> tuple[Verdict, str]:
    """What an answer, or what kept it from coming, says of a link, and why in words."""
    if trouble:
        return _TROUBLES[trouble]
    if status in _GONE:
        return Verdict.GONE, f"页面不存在（{status}）"
    if status in _UNWELCOME:
        return Verdict.UNCHECKED, f"网站不让程序看（{status}）"
    if status >= 400:
        return Verdict.FAILING, f"网站出错（{status}）"
    return Verdict.ALIVE, ""


@dataclass(frozen=True)
class LinkSeen:
    """A link as it was last looked at: since when it doesn't work, and when that was seen last."""

    url: str
    verdict: Verdict
    reason: str
    since: date | None
    checked_on: date

    def is_dead(self, on: date) -> bool:
        """Whether a citizen must be told that it leads nowhere."""
        if on - self.checked_on > FRESH or self.since is None:
            return False
        if self.verdict is Verdict.FAILING:
            return self.checked_on - self.since >= PATIENCE
        return self.verdict is Verdict.GONE


def links_in(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The field and the address of every link that is said anywhere, in tables and papers too."""
    for key, value in said.items():
        for text in _texts(value):
            for found in _LINK.findall(text):
                link = found.rstrip(_TRAILING)
                yield key, link if link.startswith("http") else f"http://{link}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
