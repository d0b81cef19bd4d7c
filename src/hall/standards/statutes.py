"""Limits the law itself sets, as data: how long, in what unit, by which article.

A guide's promised limit may be shorter, a special law's limit may differ (data/statutory_time_limits.csv);
these are the ones that hold for every case unless something else is named.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

__all__ = ["LIMITS", "Limit", "Unit", "allowed_limit", "citation", "limit"]

_LICENSING: Final = "行政许可法"
_REVIEW: Final = "行政复议法"
_LITIGATION: Final = "行政诉讼法"


class Unit(StrEnum):
    """How a limit is counted: 行政许可法 第八十二条 means working days, other laws mean the calendar."""

    WORKING_DAYS = "个工作日"
    DAYS = "日"
    MONTHS = "个月"


class Limit(NamedTuple):
    """One limit: `amount` units, lengthened at most by `extension`, whose reason and consent `rule` names."""

    key: str
    amount: int
    unit: Unit
    law: str
    article: str
    rule: str
    extension: int = 0


_W: Final = Unit.WORKING_DAYS

_ALL: Final = (
    Limit("supplement_notice", 5, _W, _LICENSING, "第三十二条第一款第（四）项",
          "材料不全或不合法定形式的，当场或五日内一次告知全部补正内容；逾期不告知，自收到材料之日起即为受理"),
    Limit("decision", 20, _W, _LICENSING, "第四十二条第一款",
          "自受理之日起二十日内决定；经本行政机关负责人批准可以延长十日，并告知理由", 10),
    Limit("joint_decision", 45, _W, _LICENSING, "第四十二条第二款",
          "统一、联合或集中办理的不超过四十五日；经本级人民政府负责人批准可以延长十五日，并告知理由", 15),
    Limit("lower_body_review", 20, _W, _LICENSING, "第四十三条",
          "先经下级行政机关审查的，下级行政机关自受理之日起二十日内审查完毕"),
    Limit("delivery", 10, _W, _LICENSING, "第四十四条",
          "自作出准予决定之日起十日内颁发、送达许可证件"),
    Limit("hearing_request", 5, _W, _LICENSING, "第四十七条",
          "被告知听证权利之日起五日内提出听证申请"),
    Limit("hearing_held", 20, _W, _LICENSING, "第四十七条",
          "收到听证申请后二十日内组织听证"),
    Limit("hearing_notice", 7, _W, _LICENSING, "第四十八条",
          "举行听证的七日前通知时间、地点"),
    Limit("renewal_request", 30, Unit.DAYS, _LICENSING, "第五十条",
          "有效期届满三十日前提出延续申请；届满前未作决定的视为准予延续"),
    Limit("inspection", 5, _W, _LICENSING, "第五十五条",
          "需要检验、检测、检疫的，自受理之日起五日内指派两名以上工作人员进行"),
    Limit("administrative_review", 60, Unit.DAYS, _REVIEW, "第二十条",
          "自知道或应当知道行政行为之日起六十日内申请行政复议"),
    Limit("administrative_review_decision", 60, Unit.DAYS, _REVIEW, "第六十二条",
          "自受理之日起六十日内作出复议决定；情况复杂的可以延长三十日", 30),
    Limit("litigation", 6, Unit.MONTHS, _LITIGATION, "第四十六条",
          "自知道或应当知道行政行为之日起六个月内提起行政诉讼"),
    Limit("disclosure", 20, _W, "政府信息公开条例", "第二十六条",
          "自政府信息形成或变更之日起二十个工作日内主动公开"),
    Limit("disclosure_answer", 20, _W, "政府信息公开条例", "第三十三条",
          "收到申请之日起二十个工作日内答复；经负责人同意可以延长二十个工作日", 20),
    Limit("petition_registration", 15, Unit.DAYS, "信访工作条例", "第二十二条",
          "收到信访事项之日起十五日内登记、区分并处理"),
    Limit("petition_handling", 60, Unit.DAYS, "信访工作条例", "第三十四条",
          "自受理之日起六十日内办结；情况复杂的可以延长三十日", 30),
)  # fmt: skip

LIMITS: Final = {entry.key: entry for entry in _ALL}


def limit(key: str) -> Limit:
    """The limit called `key`; KeyError for a name no law here knows."""
    return LIMITS[key]


def allowed_limit(legal_days: int | None, *, joint: bool = False) -> int:
    """The most working days a case may be given: the special law's if it sets one, else the general limit.

    行政许可法 第四十二条: twenty, or forty-five when departments decide together (第二十六条); another law's
    limit goes before it.
    """
    if legal_days is not None:
        return legal_days
    return limit("joint_decision" if joint else "decision").amount


def citation(key: str) -> str:
    """《行政许可法》第四十二条第一款 — as a notice quotes it."""
    entry = limit(key)
    return f"《{entry.law}》{entry.article}"
