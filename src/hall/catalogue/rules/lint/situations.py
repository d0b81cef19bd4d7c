"""Rules on situations: a table was whole when it was published, but its guide may have moved on since."""

from __future__ import annotations

from typing import Final

from hall.catalogue.rules.lint.rule import ELEMENTS, Family, Severity
from hall.catalogue.rules.lint.view import GuideView, Paper
from hall.catalogue.rules.situations.checks import findings, misfits

__all__ = ["situations"]

situations = Family("情形")

_NO_MORE: Final = "优化营商环境条例 第三十五条：没有依据不得增设条件和环节"
_WHOLE: Final = "行政许可法 第三十条：公示的条件、材料应当明确，申请人要求说明的应当说明"
_REMEDY: Final = "改正情形表后重新发布（docs/guides/situations.md）"


def _found(guide: GuideView, *codes: str) -> str:
    """What is wrong with the guide's table, of these kinds; nothing for a guide without a table."""
    if guide.situations is None:
        return ""
    return "；".join(str(each) for each in findings(guide.situations) if each.code in codes)


@situations.guide(
    "G221",
    Severity.ERROR,
    "有一种情形没有结论",
    "a situation that no row answers",
    origin=_WHOLE,
    remedy=_REMEDY,
)
def _gap(guide: GuideView) -> str:
    return _found(guide, "gap")


@situations.guide(
    "G222",
    Severity.ERROR,
    "有一种情形同时符合两行",
    "a situation that two rows answer",
    origin=_WHOLE,
    remedy=_REMEDY,
)
def _overlap(guide: GuideView) -> str:
    return _found(guide, "overlap")


@situations.guide(
    "G223",
    Severity.WARNING,
    "情形表列出的材料谁都不用交",
    "a paper that no situation needs",
    origin=_NO_MORE,
    remedy="从情形表和指南里去掉这份材料，或者补上要交它的情形",
)
def _never_needed(guide: GuideView) -> str:
    return _found(guide, "never-needed")


@situations.guide(
    "G224",
    Severity.WARNING,
    "问了不影响结果的问题",
    "a question that changes nothing, or a row that nobody reaches",
    origin=_NO_MORE,
    remedy="去掉这个问题或这一行",
)
def _no_effect(guide: GuideView) -> str:
    return _found(guide, "no-effect", "never-asked", "dead-row", "always-ends")


@situations.guide(
    "G225",
    Severity.ERROR,
    "情形表与指南对不上",
    "a table that doesn't fit its guide any more",
    origin=_WHOLE,
    remedy=_REMEDY,
)
def _misfit(guide: GuideView) -> str:
    """Papers only: which fields the form has by now is checked when the table is published."""
    if guide.situations is None:
        return ""
    wrong = _found(guide, "unknown", "repeated", "too-many")
    titles = {paper.key: paper.title for paper in guide.papers}
    named = {key for decision in guide.situations.decisions for key in decision.fields}
    fills = {key for d in guide.situations.decisions for row in d.rows for key in row.then.fills or {}}
    drift = misfits(guide.situations, titles, sorted(named | fills))
    return "；".join([*([wrong] if wrong else []), *(str(each) for each in drift)])


@situations.paper(
    "G226",
    Severity.NOTE,
    "非必要材料没有情形说明何时要交",
    "a paper that only some hand in, and no situation tells who",
    origin=f"{ELEMENTS}：材料必要性；行政许可法 第三十条",
    remedy="在情形表里写明哪种情形要交（docs/guides/situations.md）",
)
def _untold(guide: GuideView, paper: Paper) -> str:
    if paper.must != "非必要" or paper.is_saved:
        return ""
    ruled = guide.situations is not None and any(
        paper.key in decision.papers for decision in guide.situations.decisions
    )
    return "" if ruled else "只说“非必要”，申请人不知道自己要不要交"
