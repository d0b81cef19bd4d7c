"""Rules on what it costs."""

from __future__ import annotations

import re
from typing import Final

from hall.catalogue.rules.lint.rule import ELEMENTS, INSPECTION, Family, Severity
from hall.catalogue.rules.lint.view import GuideView

__all__ = ["fees"]

fees = Family("收费")

_CITES: Final = re.compile(r"《[^》]+》|[〔【\[(（]\d{4}[〕】\])）]\s*第?\d+号")
_AMOUNT: Final = re.compile(r"\d+(?:\.\d+)?\s*(?:元|%|％)")
_PAY: Final = re.compile(r"缴费|交费|缴纳[^，。；]{0,8}费|收取[^，。；]{0,8}费")


@fees.guide(
    "G301",
    Severity.ERROR,
    "没有说收不收费",
    "Not said whether there is a fee",
    origin=f"{INSPECTION}：33 % 缺少时限、收费或联系方式；{ELEMENTS}：是否收费",
    remedy="填写是否收费。",
)
def _not_said(guide: GuideView) -> str:
    return "没有公布是否收费" if guide.charge not in {"是", "否"} else ""


@fees.guide(
    "G302",
    Severity.ERROR,
    "收费没有依据",
    "A fee without its legal basis",
    origin="行政许可法 第五十八条、第五十九条：收费依照法律、行政法规，按公布的项目和标准",
    remedy="写明收费依据的文件和文号；没有依据的，停止收费。",
)
def _without_basis(guide: GuideView) -> str:
    if guide.charge != "是" or _CITES.search(guide.fee_texts):
        return ""
    return f"收费，说明“{guide.charge_note[:40] or '（空）'}”里没有依据"


@fees.guide(
    "G303",
    Severity.ERROR,
    "写不收费，又附收费说明",
    "Free of charge, with a fee explained",
    origin=f"{ELEMENTS}：是否收费、收费标准；优化营商环境条例 第四十三条",
    remedy="本事项不收费而别人收的（如体检、邮寄），写明谁收、是否可以不选；否则改为收费。",
)
def _free_with_a_fee(guide: GuideView) -> str:
    return f"写“不收费”，又写“{guide.charge_note[:40]}”" if guide.charge == "否" and guide.charge_note else ""


@fees.guide(
    "G304",
    Severity.ERROR,
    "收费没有标准",
    "A fee without an amount",
    origin=f"行政许可法 第五十九条：按公布的法定项目和标准收费；{ELEMENTS}：收费标准",
    remedy="写明每一项收多少、怎样减免。",
)
def _without_amount(guide: GuideView) -> str:
    return "收费，没有写明金额" if guide.charge == "是" and not _AMOUNT.search(guide.fee_texts) else ""


@fees.guide(
    "G305",
    Severity.WARNING,
    "写不收费，流程里却要缴费",
    "Free of charge, yet a step says to pay",
    origin=f"{ELEMENTS}：是否收费、办理流程",
    remedy="核对是否收费；收的，写明项目、标准和依据。",
)
def _free_but_pay(guide: GuideView) -> str:
    if guide.charge != "否":
        return ""
    step = next((step for step in guide.flow if _PAY.search(step)), "")
    return f"写“不收费”，流程里写“{step[:40]}”" if step else ""
