"""Which limit holds for a case: the shortest that binds, never a promise longer than the law.

行政许可法 第四十二条: twenty working days unless a law or regulation sets another limit; 优化营商环境条例
第三十六条 and common practice let a hall promise less, never more.
"""

from __future__ import annotations

from dataclasses import dataclass

from hall.standards import statutes
from hall.standards.code_sets import ItemType

__all__ = ["NO_LAW", "BindingLimits", "LawLimit", "binding_limits", "general_limit"]

NO_LAW = "法律、法规没有规定办结时限，以承诺时限为准"


@dataclass(frozen=True)
class LawLimit:
    """A limit that a law itself sets for an item: so many days (工作日 or 日), by which article."""

    days: int
    unit: str
    law: str
    article: str
    as_of: str
    sentence: str

    @property
    def citation(self) -> str:
        return f"《{self.law}》{self.article}"


@dataclass(frozen=True)
class BindingLimits:
    """What the clock counts by, in working days, and whose limit it is."""

    legal_days: int
    legal_source: str
    promise_days: int
    doubt: str = ""


def general_limit(item_type: str) -> LawLimit | None:
    """The limit of 行政许可法 第四十二条 for a licence; no other kind of item has a general one."""
    if item_type != ItemType.PERMIT:
        return None
    limit = statutes.limit("decision")
    return LawLimit(limit.amount, "工作日", limit.law, limit.article, "2019-04-23", limit.rule)


def binding_limits(
    *, legal: int | None, legal_source: str, promise: int, law: LawLimit | None, item_type: str
) -> BindingLimits:
    """The limits a case is held to.

    `legal` is the published statutory limit (None when none is published), `law` a special law's own limit.
    The shorter of the two binds; with neither, the general limit for licences; else the promise binds itself.
    A law's 日 is counted as working days, as 行政许可法 第八十二条 does for licensing.
    """
    doubt = ""
    if law and law.unit in {"日", "工作日"} and (legal is None or law.days < legal):
        if legal is not None:
            doubt = f"公布的法定时限是 {legal} 个工作日，{law.citation}规定的是 {law.days} {law.unit}，从短"
        legal, legal_source = law.days, law.citation
    if legal is None and (general := general_limit(item_type)):
        legal, legal_source = general.days, general.citation
    if legal is None:
        return BindingLimits(promise, NO_LAW, promise)
    if promise > legal:
        doubt = f"公布的承诺时限 {promise} 个工作日长于法定时限 {legal} 个工作日，按法定时限办理"
    return BindingLimits(legal, legal_source, min(promise, legal), doubt)
