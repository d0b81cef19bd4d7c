"""How long the office may take, article by article of 行政许可法 (2019). Days are working days (第八十二条).

Every limit is counted by the one ruler, `standards.working_days.Calendar`; what is decided here is which
limit applies and from which day. A limit that leans on days not announced yet says so (`provisional`).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hall.standards.statutes import limit
from hall.standards.working_days import Calendar, DueDate

__all__ = [
    "DELIVERY_DAYS",
    "SUPPLEMENT_NOTICE_DAYS",
    "CaseLimits",
    "accept_by",
    "case_limits",
    "deliver_by",
    "is_deemed_accepted",
    "promise_days",
    "review_due",
    "supplement_reply_by",
]

#: 第三十二条(四): what is missing is told on the spot or within five days.
SUPPLEMENT_NOTICE_DAYS = limit("supplement_notice").amount
#: 第四十四条: the licence is issued and delivered within ten days of the decision.
DELIVERY_DAYS = limit("delivery").amount


class CaseLimits(NamedTuple):
    """The two dates of an accepted case: what the law demands and what the office has promised."""

    due: DueDate
    promised: DueDate


def accept_by(calendar: Calendar, received_on: date) -> DueDate:
    """The last day to say what is missing; after it the case counts as accepted (第三十二条(四))."""
    return calendar.due_date(received_on, SUPPLEMENT_NOTICE_DAYS)


def is_deemed_accepted(calendar: Calendar, received_on: date, today: date) -> bool:
    """Whether silence has accepted the case: no notice by the fifth day, so 自收到申请材料之日起即为受理.

    Materials supplied later are received anew: they too may not lie longer than five days, and since what is
    missing is told only once, silence again means acceptance, as of the day on which they came.
    """
    return today > accept_by(calendar, received_on).on


def supplement_reply_by(calendar: Calendar, asked_on: date, reply_days: int) -> DueDate:
    """Until when the applicant is asked to supply. The act sets no limit: the office's own, for orientation.

    Missing it costs the applicant nothing here: the case waits, and the statutory clock hasn't started.
    """
    return calendar.due_date(asked_on, reply_days)


def promise_days(legal_days: int, promised_days: int | None) -> int:
    """The shorter of law and promise: an office may promise less time, never take more (第四十二条)."""
    return legal_days if promised_days is None else min(legal_days, promised_days)


def case_limits(
    calendar: Calendar, accepted_on: date, legal_days: int, promised_days: int | None
) -> CaseLimits:
    """第四十二条: the decision is due so many days after acceptance; the day of acceptance isn't counted."""
    return CaseLimits(
        due=calendar.due_date(accepted_on, legal_days),
        promised=calendar.due_date(accepted_on, promise_days(legal_days, promised_days)),
    )


def review_due(calendar: Calendar, accepted_on: date, legal_days: int, promised_days: int | None) -> DueDate:
    """When a department's review is due so that the decision can keep the promise: a day is left to decide.

    No article sets this date; it is the office's own division of the one limit of 第四十二条 between those
    who review, in parallel (第二十六条), and the one who decides.
    """
    days = promise_days(legal_days, promised_days)
    return calendar.due_date(accepted_on, days - 1 if days > 1 else days)


def deliver_by(calendar: Calendar, decided_on: date) -> DueDate:
    """第四十四条: within ten days of the decision the licence is issued and delivered."""
    return calendar.due_date(decided_on, DELIVERY_DAYS)
