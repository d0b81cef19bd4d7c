"""Rules on forms, channels and visits."""

from __future__ import annotations

from typing import Final

from hall.catalogue.rules.lint.rule import ELEMENTS, INSPECTION, Family, Severity
from hall.catalogue.rules.lint.view import GuideView

__all__ = ["online"]

online = Family("表单与渠道")

_MOST_VISITS: Final = {"四级标准": 0, "三级标准": 1, "二级标准": 2}


@online.guide(
    "G401",
    Severity.ERROR,
    "能网上办，却没有网上表单",
    "Filed online, without an online form",
    origin=f"{INSPECTION}：约 40 % 没有表格",
    remedy="为事项配置网上表单，或者改为窗口办理。",
)
def _no_online_form(guide: GuideView) -> str:
    return "办理形式有网上办理，没有网上表单" if guide.says_online and not guide.has_form else ""


@online.guide(
    "G402",
    Severity.WARNING,
    "没有一张空表可以下载",
    "No blank form at all",
    origin=f"{INSPECTION}：约 40 % 没有表格下载",
    remedy="上传空白表和样表；确实不用填表的，写明。",
)
def _no_blank_form(guide: GuideView) -> str:
    asked = any(paper.kind == "申请表" for paper in guide.papers)  # then G209 tells which one
    return "材料里没有一份附空白表" if not asked and not any(p.blank_form for p in guide.papers) else ""


@online.guide(
    "G701",
    Severity.ERROR,
    "到现场次数与网办深度不符",
    "Visits contradict the online depth",
    origin=f"{ELEMENTS}：网上办理深度、到办事现场次数（四级 0 次，三级至多 1 次，二级至多 2 次）",
    remedy="按实际核对：要到现场的降低深度等级，不用到现场的改为 0 次。",
)
def _visits_above_depth(guide: GuideView) -> str:
    most = _MOST_VISITS.get(guide.depth)
    if most is None or guide.visits is None or guide.visits <= most:
        return ""
    return f"{guide.depth}至多到现场 {most} 次，却公布了 {guide.visits} 次"


@online.guide(
    "G702",
    Severity.ERROR,
    "办理形式有网上办理，却写不能网上办",
    "Online among the channels, yet not online",
    origin=f"{ELEMENTS}：是否网办、办理形式",
    remedy="两处改成一致。",
)
def _channel_without_online(guide: GuideView) -> str:
    return "办理形式里有网上办理，是否网办写“否”" if guide.says_online and guide.online == "否" else ""


@online.guide(
    "G703",
    Severity.ERROR,
    "写能网上办，办理形式里却没有",
    "Online, yet not among the channels",
    origin=f"{ELEMENTS}：是否网办、办理形式",
    remedy="两处改成一致。",
)
def _online_without_channel(guide: GuideView) -> str:
    if guide.online != "是" or not guide.channels or guide.says_online:
        return ""
    return f"是否网办写“是”，办理形式只有{'、'.join(guide.channels)}"


@online.guide(
    "G704",
    Severity.WARNING,
    "没有办理形式",
    "No channel given",
    origin=f"{ELEMENTS}：办理形式；优化营商环境条例 第三十七条：申请人选择渠道",
    remedy="写明窗口、网上、快递等办理形式。",
)
def _no_channel(guide: GuideView) -> str:
    return "没有公布办理形式" if not guide.channels else ""


@online.guide(
    "G705",
    Severity.WARNING,
    "只能窗口办，却写不用到现场",
    "Counter only, yet no visit",
    origin=f"{ELEMENTS}：办理形式、到办事现场次数",
    remedy="按实际写到现场次数，或者开通网上、快递办理。",
)
def _counter_without_visit(guide: GuideView) -> str:
    return (
        "办理形式只有窗口，到现场次数却是 0" if guide.channels == ("窗口办理",) and guide.visits == 0 else ""
    )


@online.guide(
    "G706",
    Severity.WARNING,
    "没有网办深度",
    "No online depth",
    origin=f"{ELEMENTS}：网上办理深度",
    remedy="按一级至四级标准填写。",
)
def _no_depth(guide: GuideView) -> str:
    return "没有公布网上办理深度" if not guide.depth else ""


@online.guide(
    "G707",
    Severity.WARNING,
    "一级深度只有信息，却写网上办理",
    "Lowest online depth, yet filed online",
    origin=f"{ELEMENTS}：网上办理深度、办理形式",
    remedy="能网上申请的按实际提高深度等级，不能的删去网上办理。",
)
def _depth_below_channel(guide: GuideView) -> str:
    return (
        "网办深度是一级（只有信息），办理形式却有网上办理"
        if guide.depth == "一级标准" and guide.says_online
        else ""
    )


@online.guide(
    "G708",
    Severity.ERROR,
    "没有到现场次数",
    "Visits not given",
    origin=f"{ELEMENTS}：到办事现场次数",
    remedy="填写从申请到拿到结果要到现场几次。",
)
def _no_visits(guide: GuideView) -> str:
    return "没有公布要到现场几次" if guide.visits is None else ""


@online.guide(
    "G709",
    Severity.NOTE,
    "要跑不止一次",
    "More than one visit",
    origin="优化营商环境条例 第三十六条：当场办结、一次办结、限时办结",
    remedy="说明每一次为什么要来，把能合并的合并、能网上办的网上办。",
)
def _many_visits(guide: GuideView) -> str:
    return f"要到现场 {guide.visits} 次" if (guide.visits or 0) > 1 else ""
