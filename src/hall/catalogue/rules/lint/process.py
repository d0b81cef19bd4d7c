"""Rules on conditions, legal basis, steps and result."""

from __future__ import annotations

import re
from typing import Final

from hall.catalogue.rules.lint.rule import ELEMENTS, INSPECTION, Family, Severity
from hall.catalogue.rules.lint.view import NOTHING, GuideView

__all__ = ["process"]

process = Family("条件、依据、流程与结果")

_VAGUE_CONDITION: Final = re.compile(
    r"(?:规定|要求|需要)的其他(?:相关)?(?:条件|情形|要求)|符合(?:国家)?(?:有关|相关)[^，。；]{0,12}(?:规定|要求|规范)"
)
_REPEALED: Final = {
    "婚姻法": "民法典 第一千二百六十条",
    "继承法": "民法典 第一千二百六十条",
    "收养法": "民法典 第一千二百六十条",
    "担保法": "民法典 第一千二百六十条",
    "合同法": "民法典 第一千二百六十条",
    "物权法": "民法典 第一千二百六十条",
    "民法通则": "民法典 第一千二百六十条",
    "侵权责任法": "民法典 第一千二百六十条",
    "公司登记管理条例": "市场主体登记管理条例 第五十五条",
    "企业法人登记管理条例": "市场主体登记管理条例 第五十五条",
    "合伙企业登记管理办法": "市场主体登记管理条例 第五十五条",
}
_TITLE: Final = re.compile(r"《(?:中华人民共和国)?([^《》]+)》")
_ELSEWHERE: Final = re.compile(r"流程图?|按|依|参照|严格|执行|详见|办理说明|走流程")
_WORKING_DAYS: Final = re.compile(r"(?<![\d.])(\d{1,3})\s*个?工作日[^，。；]{0,4}办结")
_VAGUE_RESULT: Final = frozenset(
    {"通过", "证明", "审批", "办结", "完成", "符合条件/不符合条件", "许可决定书", "行政许可决定书"}
)


@process.guide(
    "G501",
    Severity.ERROR,
    "没有受理条件",
    "No conditions",
    origin=f"行政许可法 第三十条：公示条件；{ELEMENTS}：受理条件",
    remedy="写明谁可以申请、符合哪些条件才受理。",
)
def _no_conditions(guide: GuideView) -> str:
    return "没有公布受理条件" if not guide.conditions else ""


@process.guide(
    "G502",
    Severity.WARNING,
    "含糊的兜底条件",
    "A vague condition",
    origin="行政许可法 第十六条第四款：不得增设违反上位法的其他条件；第三十条",
    remedy="写出是哪部规定的哪一条、要求什么。",
)
def _vague_condition(guide: GuideView) -> str:
    found = next((hit[0] for text in guide.conditions if (hit := _VAGUE_CONDITION.search(text))), "")
    return f"条件里写“{found}”，没有说是什么" if found else ""


@process.guide(
    "G503",
    Severity.ERROR,
    "没有设定依据",
    "No legal basis",
    origin=f"行政许可法 第四条、第三十条：公示依据；{ELEMENTS}：设定依据",
    remedy="写明设定这个事项的法律、法规和条款。",
)
def _no_basis(guide: GuideView) -> str:
    return "没有公布设定依据" if not guide.basis else ""


@process.guide(
    "G504",
    Severity.WARNING,
    "依据没有写到条",
    "A basis without its article",
    origin=f"{ELEMENTS}：设定依据（法律名称、条款号、条款内容）",
    remedy="写明第几条第几款。",
)
def _no_article(guide: GuideView) -> str:
    loose = [
        one.law
        for one in guide.basis
        if not re.search(r"第|[一二三四五六七八九十]、|[（(][一二三四五六七八九十]+[）)]", one.article)
    ]
    return f"没有写第几条：{'、'.join(dict.fromkeys(loose))}" if loose else ""


@process.guide(
    "G505",
    Severity.NOTE,
    "法律名称没有书名号",
    "A law named without its marks",
    origin="GB/T 15834-2011 标点符号用法：书名号",
    remedy="法律、法规名称加《》，写全称。",
)
def _no_marks(guide: GuideView) -> str:
    bare = [one.law for one in guide.basis if one.law and "《" not in one.law]
    return f"没有加《》：{'、'.join(dict.fromkeys(bare))}" if bare else ""


@process.guide(
    "G506",
    Severity.ERROR,
    "引用已废止的法律、法规",
    "Cites a repealed law",
    origin="民法典 第一千二百六十条；市场主体登记管理条例 第五十五条",
    remedy="改引现行的法律、法规，并核对条款和时限。",
)
def _repealed(guide: GuideView) -> str:
    texts = [one.law for one in guide.basis] + [paper.law for paper in guide.papers] + [guide.legal_note]
    named = {name for text in texts for name in _TITLE.findall(text)}
    gone = sorted(named & _REPEALED.keys())
    return "；".join(f"《{name}》已由{_REPEALED[name]}废止" for name in gone)


@process.guide(
    "G601",
    Severity.ERROR,
    "没有办理流程",
    "No steps",
    origin=f"{INSPECTION}：指南要素不全；{ELEMENTS}：办理流程",
    remedy="从申请到拿到结果，一步一行写清谁做什么。",
)
def _no_steps(guide: GuideView) -> str:
    return "没有公布办理步骤" if not guide.flow else ""


@process.guide(
    "G602",
    Severity.ERROR,
    "流程只写“见流程图”“按规定办”",
    "Steps only refer elsewhere",
    origin=f"{INSPECTION}：指南要素不全；{ELEMENTS}：办理流程",
    remedy="把流程图里的步骤写成文字。",
)
def _steps_elsewhere(guide: GuideView) -> str:
    if len(guide.flow) != 1 or not _ELSEWHERE.match(guide.flow[0]):
        return ""
    return f"流程只写“{guide.flow[0][:40]}”"


@process.guide(
    "G603",
    Severity.NOTE,
    "步骤只有一个词",
    "Steps of one word",
    origin=f"{ELEMENTS}：办理流程（环节名称、办理人员、审查标准、时限）",
    remedy="写明每一步谁来办、申请人要做什么、几天。",
)
def _words_for_steps(guide: GuideView) -> str:
    short = len(guide.flow) > 1 and all(len(step.strip("0123456789.、。 ")) <= 4 for step in guide.flow)
    return f"步骤只有词：{'、'.join(guide.flow)}" if short else ""


@process.guide(
    "G604",
    Severity.WARNING,
    "流程只有一步",
    "One step only",
    origin=f"{ELEMENTS}：办理流程",
    remedy="分开写申请、受理、审查、决定、送达。",
)
def _one_step(guide: GuideView) -> str:
    return "流程只有一步" if len(guide.flow) == 1 and not _ELSEWHERE.match(guide.flow[0]) else ""


@process.guide(
    "G605",
    Severity.ERROR,
    "步骤里的时限长于承诺",
    "A step takes longer than the promise",
    origin=f"{ELEMENTS}：承诺办结时限、办理流程",
    remedy="改步骤或改承诺时限，让两处一致。",
)
def _step_above_promise(guide: GuideView) -> str:
    said = [int(days) for step in guide.flow for days in _WORKING_DAYS.findall(step)]
    if guide.promise_days is None or not said or max(said) <= guide.promise_days:
        return ""
    return f"步骤写 {max(said)} 个工作日办结，承诺时限是 {guide.promise_days} 个工作日"


@process.guide(
    "G801",
    Severity.ERROR,
    "没有办理结果",
    "No result",
    origin=f"{ELEMENTS}：办理结果名称、办理结果类型；行政许可法 第三十九条",
    remedy="写明办好后拿到什么证照或文书；没有文书的，写明怎样知道办好了。",
)
def _no_result(guide: GuideView) -> str:
    return "没有公布办好后拿到什么" if guide.result in NOTHING else ""


@process.guide(
    "G802",
    Severity.WARNING,
    "办理结果没有名称",
    "A result without a name",
    origin=f"{ELEMENTS}：办理结果名称；行政许可法 第三十九条：许可证件的名称",
    remedy="写证照或文书的全名。",
)
def _vague_result(guide: GuideView) -> str:
    return f"结果只写“{guide.result}”" if guide.result in _VAGUE_RESULT else ""


@process.guide(
    "G803",
    Severity.NOTE,
    "办理结果里有占位符号",
    "Placeholder signs in the result",
    origin=f"{ELEMENTS}：办理结果名称",
    remedy="几种结果分开写；名称随项目变的，写“关于〔项目名称〕……的批复”。",
)
def _signs_in_result(guide: GuideView) -> str:
    return f"结果写“{guide.result[:60]}”" if re.search(r"[*^＊]|[；;]$", guide.result) else ""


@process.guide(
    "G804",
    Severity.WARNING,
    "办理结果是申请表",
    "The result is an application form",
    origin=f"{ELEMENTS}：办理结果名称；行政许可法 第三十八条、第三十九条",
    remedy="写作出的决定或核发的证件，不写申请人交的表。",
)
def _form_for_result(guide: GuideView) -> str:
    found = re.search(r"申[请报]表|审批表", guide.result)
    return f"结果写的是“{guide.result}”" if found else ""
