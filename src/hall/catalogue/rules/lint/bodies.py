"""Rules on who handles it, where to ask, and for whom it is."""

from __future__ import annotations

import re
from typing import Final

from hall.catalogue.rules.lint.rule import ELEMENTS, INSPECTION, Family, Severity
from hall.catalogue.rules.lint.view import NOTHING, GuideView

__all__ = ["bodies"]

bodies = Family("机关、咨询与对象")

_GENERIC: Final = re.compile(r"(?:^|[国省市县镇村]级).*(?:部门|医保局|办公室)$")
_FIRMS: Final = re.compile(r"公司|企业|单位|机构|经营许可|经营单位")
_PEOPLE: Final = re.compile(r"居民|老年人|退休|残疾人|新生儿|婚姻|户口|身份证")
_NO_LIMIT: Final = re.compile(
    r"(?:暂)?无(?:数量)?(?:限制|限)?。?|不限(?:制)?(?:数量)?|(?:一[人企户]一[证照份]).*|.*(?:每年|总量|名额|指标|不超过).*"
)
_SPECIAL: Final = re.compile(r"听证|招标|拍卖|检验|检测|检疫|鉴定|评审|勘[查验]|公示|延长|调查|评残|核查")


@bodies.guide(
    "G901",
    Severity.ERROR,
    "没有办理机关",
    "No department",
    origin=f"{INSPECTION}：33 % 缺少时限、收费或联系方式；{ELEMENTS}：实施主体（dept_name）",
    remedy="写明哪个部门办理；几家一起办的，写明牵头部门。",
)
def _no_department(guide: GuideView) -> str:
    return "没有公布由哪个部门办" if not guide.department else ""


@bodies.guide(
    "G902",
    Severity.WARNING,
    "没有实施主体",
    "No body that decides",
    origin=f"{ELEMENTS}：实施主体、实施主体性质",
    remedy="写作出决定的机关的全称。",
)
def _no_handler(guide: GuideView) -> str:
    return "没有公布由哪个机关作出决定" if not guide.handler else ""


@bodies.guide(
    "G903",
    Severity.NOTE,
    "实施主体只有类别，没有名称",
    "The deciding body is a kind, not a name",
    origin=f"{ELEMENTS}：实施主体（dept_name）；行政许可法 第三十条",
    remedy="写本地机关的全称和统一社会信用代码。",
)
def _generic_handler(guide: GuideView) -> str:
    return f"实施主体写“{guide.handler}”" if _GENERIC.search(guide.handler) else ""


@bodies.guide(
    "G904",
    Severity.WARNING,
    "没有咨询电话",
    "No telephone to ask",
    origin=f"{INSPECTION}：33 % 缺少时限、收费或联系方式；{ELEMENTS}：咨询方式",
    remedy="写明咨询电话和接听时间。",
)
def _no_contact(guide: GuideView) -> str:
    return "没有公布咨询电话" if not guide.contact else ""


@bodies.guide(
    "G905",
    Severity.WARNING,
    "没有窗口地点和时间",
    "No window and hours",
    origin=f"{INSPECTION}：33 % 缺少时限、收费或联系方式；{ELEMENTS}：办理地点、办理时间",
    remedy="写明地址、窗口号和办公时间。",
)
def _no_windows(guide: GuideView) -> str:
    return "没有公布在哪个窗口、什么时间办" if not guide.windows else ""


@bodies.guide(
    "G906",
    Severity.WARNING,
    "没有通办范围",
    "No scope",
    origin=f"{ELEMENTS}：通办范围（handle_area）",
    remedy="填写全国、全省、全市、全县或不可通办。",
)
def _no_scope(guide: GuideView) -> str:
    return "没有公布通办范围" if not guide.scope else ""


@bodies.guide(
    "G907",
    Severity.WARNING,
    "不用到现场，却写不可通办",
    "No visit, yet only here",
    origin=f"{ELEMENTS}：通办范围、到办事现场次数",
    remedy="全程网办的，任何地方都能申请，改通办范围；否则改到现场次数。",
)
def _online_but_only_here(guide: GuideView) -> str:
    no_visit = guide.visits == 0 and guide.says_online
    return "到现场 0 次，通办范围却是“不可通办”" if no_visit and guide.scope == "不可通办" else ""


@bodies.guide(
    "G908",
    Severity.WARNING,
    "没有行使层级",
    "No level",
    origin=f"{ELEMENTS}：行使层级（use_level，A.2）",
    remedy="写明省、市、县、镇、村哪一级办。",
)
def _no_level(guide: GuideView) -> str:
    return "没有公布哪一级办" if not guide.levels else ""


@bodies.guide(
    "G909",
    Severity.ERROR,
    "没有服务对象",
    "No audience",
    origin=f"{ELEMENTS}：服务对象（server_type）",
    remedy="填写个人、法人或者两者。",
)
def _no_audience(guide: GuideView) -> str:
    return (
        "没有公布谁可以申请" if "个人" not in guide.serve_object and "法人" not in guide.serve_object else ""
    )


@bodies.guide(
    "G910",
    Severity.WARNING,
    "服务对象与名称不符",
    "The audience contradicts the name",
    origin=f"{ELEMENTS}：服务对象（server_type）、事项名称",
    remedy="核对谁来申请：企业申请的加上法人，个人申请的加上个人。",
)
def _audience_against_name(guide: GuideView) -> str:
    if guide.serve_object == "个人" and (found := _FIRMS.search(guide.name)):
        return f"名称里有“{found[0]}”，服务对象只有个人"
    if guide.serve_object == "法人" and (found := _PEOPLE.search(guide.name)):
        return f"名称里有“{found[0]}”，服务对象只有法人"
    return ""


@bodies.guide(
    "G911",
    Severity.NOTE,
    "数量限制看不懂",
    "An unclear limit of quantity",
    origin="行政许可法 第三十条：公示数量；第五十七条",
    remedy="没有数量限制的写“无”；有的，写每年多少、怎样排先后。",
)
def _unclear_quantity(guide: GuideView) -> str:
    said = guide.quantity_limit
    return f"数量限制写“{said[:40]}”" if said not in NOTHING and not _NO_LIMIT.fullmatch(said) else ""


@bodies.guide(
    "G912",
    Severity.WARNING,
    "有特别程序，没有说是什么",
    "A special procedure without its name",
    origin=f"行政许可法 第四十五条：所需时间书面告知；{ELEMENTS}：特别程序（special_procedure）",
    remedy="写明是听证、检验、检测、评审还是延长审批，要多少天，依据哪一条。",
)
def _unnamed_special(guide: GuideView) -> str:
    if guide.special_procedure != "是":
        return ""
    texts = (guide.legal_note, guide.promise_note, *guide.flow)
    named = any(guide.specials) or any(_SPECIAL.search(text) for text in texts)
    return "" if named else "特别程序写“是”，别处没有说是哪一种"


@bodies.guide(
    "G913",
    Severity.ERROR,
    "窗口已经停办",
    "A window that has closed",
    origin=f"{INSPECTION}：33 % 缺少时限、收费或联系方式；{ELEMENTS}：办理地点、办理时间",
    remedy="删去停办的窗口，写明现在去哪里办。",
)
def _closed_window(guide: GuideView) -> str:
    closed = next((window for window in guide.windows if window.is_closed(guide.on)), None)
    return f"{closed.hall or closed.address}的窗口从 {closed.closed_on} 起停办" if closed else ""
