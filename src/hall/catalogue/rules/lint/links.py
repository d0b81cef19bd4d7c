"""The rule on links. It looks at what was seen the last night; it asks nobody itself."""

from __future__ import annotations

from hall.catalogue.rules.lint.rule import Family, Severity
from hall.catalogue.rules.lint.view import GuideView

__all__ = ["links"]

links = Family("链接")


@links.guide(
    "G411",
    Severity.ERROR,
    "网址打不开",
    "A link leads nowhere",
    origin="政府网站与政务新媒体检查指标（国办秘函〔2019〕19 号）：链接不可用",
    remedy="换成现在的网址，或者删去；网站暂时停用的，写明什么时候恢复。",
)
def _dead(guide: GuideView) -> str:
    dead = [link for link in guide.links if link.is_dead(guide.on)]
    return "；".join(f"{link.url} 打不开：{link.reason}，{link.since:%Y-%m-%d} 起" for link in dead)
