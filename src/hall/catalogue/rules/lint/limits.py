"""Rules on how long it may take."""

from __future__ import annotations

import re
from typing import Final

from hall.catalogue.rules.lint.rule import ELEMENTS, INSPECTION, Family, Severity
from hall.catalogue.rules.lint.view import NOTHING, GuideView

__all__ = ["limits"]

limits = Family("时限")

_ON_THE_SPOT: Final = re.compile(r"当场办结|现场办结|即时办结|实时办理")
_NONE_SET: Final = re.compile(r"(?:未|没有|无)规定(?:办结|办理)?时限|(?:暂)?无(?:相关)?法定(?:依据|时限)")
_WORKING_DAYS: Final = re.compile(r"(?<![\d.])(\d{1,3})\s*个?工作日")
_CALENDAR_DAYS: Final = re.compile(r"(?<![\d.])(\d{1,3})\s*(?:日|天)(?!前)")
_EXTENDABLE: Final = re.compile(r"可以?(?:适当)?延长|再延长|延长[^，。；]{0,12}(?:日|天|时限)")
_EMPTY: Final = re.compile(
    r"工作日|暂无(?:说明|法定依据|相关法定依据)?|按(?:照)?法定时限(?:办结)?|(?:依据|根据)(?:实际(?:工作)?情况|相关法律"
    r"(?:法规)?规定)(?:制定)?|政策规定|(?:承诺|法定)办结时限\d+个工作日|承诺完成审批的时限"
)


@limits.guide(
    "G101",
    Severity.ERROR,
    "没有法定办结时限",
    "No statutory limit",
    origin=f"{INSPECTION}：33 % 缺少时限、收费或联系方式；行政许可法 第四十二条",
    remedy="填写法定办结时限和规定它的法条；法律没有规定的，写明没有规定，并以承诺时限为准。",
)
def _no_legal_limit(guide: GuideView) -> str:
    return (
        "没有公布法定办结时限" if guide.legal_days is None and not _NONE_SET.search(guide.legal_note) else ""
    )


@limits.guide(
    "G102",
    Severity.ERROR,
    "没有承诺办结时限",
    "No promised limit",
    origin=f"{INSPECTION}：33 % 缺少时限、收费或联系方式；优化营商环境条例 第三十六条",
    remedy="填写承诺办结时限（工作日），不得长于法定时限。",
)
def _no_promise(guide: GuideView) -> str:
    return "没有公布承诺办结时限" if guide.promise_days is None else ""


@limits.guide(
    "G103",
    Severity.ERROR,
    "承诺时限长于法定时限",
    "Promised limit longer than the law's",
    origin="行政许可法 第四十二条",
    remedy="把承诺时限改到法定时限以内；大厅在改正前按法定时限督办。",
)
def _promise_above_law(guide: GuideView) -> str:
    if guide.legal_days is None or guide.promise_days is None or guide.promise_days <= guide.legal_days:
        return ""
    return f"承诺 {guide.promise_days} 个工作日，法定 {guide.legal_days} 个工作日"


@limits.guide(
    "G104",
    Severity.WARNING,
    "说是法律没有规定，却公布了法定时限",
    "A statutory limit though the note says there is none",
    origin=f"{ELEMENTS}：法定办结时限、法定办结时限说明",
    remedy="核对法条：有规定的，引用法条；没有规定的，删去数字。",
)
def _limit_without_law(guide: GuideView) -> str:
    if guide.legal_days is None or not _NONE_SET.search(guide.legal_note):
        return ""
    return f"说明写“{guide.legal_note[:40]}”，却公布了 {guide.legal_days} 个工作日"


@limits.guide(
    "G105",
    Severity.WARNING,
    "说明是当场办结，数字却是多日",
    "Note says on the spot, field says days",
    origin="行政许可法 第三十四条第二款：能够当场作出决定的，应当当场作出",
    remedy="能当场办结的改为即办件；不能的，写明哪些情形当场办、哪些情形要几日。",
)
def _on_the_spot_in_days(guide: GuideView) -> str:
    days, note = guide.promise_days, f"{guide.legal_note}{guide.promise_note}"
    if days is None or days <= 1 or not _ON_THE_SPOT.search(note):
        return ""
    return f"说明写的是当场办结，承诺时限却是 {days} 个工作日"


@limits.guide(
    "G106",
    Severity.WARNING,
    "说明写“日”，数字按工作日公布",
    "Note counts days, field counts working days",
    origin="行政许可法 第八十二条：只有许可的“日”是工作日",
    remedy="查清法条用的是“日”还是“工作日”，单位与法条一致。",
)
def _days_or_working_days(guide: GuideView) -> str:
    note = guide.legal_note
    if guide.kind == "行政许可" or guide.unit != "工作日" or "工作日" in note or (guide.legal_days or 0) <= 1:
        return ""
    said = {int(number) for number in _CALENDAR_DAYS.findall(note)}
    return (
        f"说明写“{guide.legal_days} 日”，公布的是 {guide.legal_days} 个工作日"
        if guide.legal_days in said
        else ""
    )


def _differs(note: str, days: int | None) -> str:
    """What a note says when it gives working days and never the number of the field."""
    said = [int(number) for number in _WORKING_DAYS.findall(note)]
    if days is None or not said or days in said or sum(said) == days:
        return ""
    return f"说明写的是{'、'.join(map(str, dict.fromkeys(said)))} 个工作日，公布的是 {days} 个工作日"


@limits.guide(
    "G107",
    Severity.WARNING,
    "法定时限与它的说明不一致",
    "Statutory limit differs from its note",
    origin=f"{ELEMENTS}：法定办结时限、法定办结时限说明",
    remedy="按法条改数字或改说明；分情形的，写明哪种情形用哪个时限。",
)
def _legal_note_differs(guide: GuideView) -> str:
    return _differs(guide.legal_note, guide.legal_days)


@limits.guide(
    "G108",
    Severity.WARNING,
    "承诺时限与它的说明不一致",
    "Promised limit differs from its note",
    origin=f"{ELEMENTS}：承诺办结时限、承诺办结时限说明",
    remedy="改数字或改说明，让两处一致。",
)
def _promise_note_differs(guide: GuideView) -> str:
    return _differs(guide.promise_note, guide.promise_days)


@limits.guide(
    "G109",
    Severity.NOTE,
    "法定时限没有出处",
    "Statutory limit without its source",
    origin=f"{ELEMENTS}：法定办结时限说明",
    remedy="写明规定这个时限的法律、法规和条款。",
)
def _note_says_nothing(guide: GuideView) -> str:
    note = guide.legal_note.strip("。")
    if guide.legal_days is None or not (note in NOTHING or _EMPTY.fullmatch(note)):
        return ""
    return f"公布了 {guide.legal_days} 个工作日，说明只写“{note or '（空）'}”"


@limits.guide(
    "G110",
    Severity.ERROR,
    "许可的法定时限超过二十个工作日而没有法条",
    "A licence limit above twenty days without a law",
    origin="行政许可法 第四十二条：二十日，法律、法规另有规定的除外",
    remedy="引用规定更长时限的法律、法规；没有的，改为二十个工作日以内。",
)
def _above_the_general_limit(guide: GuideView) -> str:
    if guide.kind != "行政许可" or (guide.legal_days or 0) <= 20 or "《" in guide.legal_note:
        return ""
    return f"法定时限 {guide.legal_days} 个工作日，说明里没有引用另有规定的法律、法规"


@limits.guide(
    "G111",
    Severity.WARNING,
    "即办件要等多日",
    "An on-the-spot item that takes days",
    origin=f"{ELEMENTS}：办件类型；行政许可法 第三十四条第二款",
    remedy="即办件承诺时限应为当天；做不到的，改为承诺件。",
)
def _on_the_spot_item_waits(guide: GuideView) -> str:
    if guide.project_type != "1" or (guide.promise_days or 0) <= 1:
        return ""
    return f"办件类型是即办件，承诺时限却是 {guide.promise_days} 个工作日"


@limits.guide(
    "G112",
    Severity.WARNING,
    "可以延长，却写没有特别程序",
    "May be extended, yet no special procedure is given",
    origin=f"行政许可法 第四十二条；{ELEMENTS}：特别程序（1 延长审批）",
    remedy="在特别程序中写明延长由谁批准、延长几日。",
)
def _extension_unnamed(guide: GuideView) -> str:
    found = _EXTENDABLE.search(f"{guide.legal_note}{guide.promise_note}")
    return f"时限说明写“{found[0]}”，特别程序却写“否”" if found and guide.special_procedure == "否" else ""


@limits.guide(
    "G113",
    Severity.WARNING,
    "时限没有单位",
    "A limit without its unit",
    origin=f"{ELEMENTS}：法定办结时限单位、承诺办结时限单位",
    remedy="写明是工作日、日、月还是年。",
)
def _no_unit(guide: GuideView) -> str:
    return "时限没有写明单位" if not guide.unit else ""
