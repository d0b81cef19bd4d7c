"""What the applicant is told at each step: plain words, what it means, what to do next. In both languages.

Every notice says three things: what happened, until when something is due, and whether she must act. A
date that leans on an unannounced calendar says so (暂定).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hall.applications.events import ApplicationSubmitted
from hall.approvals.events import (
    AcceptanceRefused,
    CaseAccepted,
    CaseDecided,
    CaseDueDateChanged,
    CaseWithdrawn,
    SupplementAsked,
)
from hall.standards.proceedings import Proceeding, proceeding_of
from hall.standards.receipt_number import display

__all__ = ["NoticeText", "text_of"]


@dataclass(frozen=True)
class NoticeText:
    """One notice: title and body in Chinese and English."""

    title: str
    body: str
    title_en: str
    body_en: str


def day_in_words(day: date, *, provisional: bool = False) -> str:
    """2026年12月3日, with （暂定） when the day isn't certain."""
    return f"{day.year}年{day.month}月{day.day}日" + ("（暂定）" if provisional else "")


def day_in_english(day: date, *, provisional: bool = False) -> str:
    """3 December 2026, with (provisional) when the day isn't certain."""
    return f"{day.day} {day:%B} {day.year}" + (" (provisional)" if provisional else "")


def _clause(text: str) -> str:
    """What an officer wrote, without its full stop: the sentence around it has its own."""
    return text.strip().rstrip("。．.")


def submitted(event: ApplicationSubmitted) -> NoticeText:
    return NoticeText(
        f"已收到您的申请：{event.item_name}",
        f"办件编号 {display(event.receipt_number)}。窗口会在 5 个工作日内告知是否受理；"
        "需要补正的，只会一次告知全部内容。",
        f"We have received your application: {event.item_name}",
        f"Receipt number {display(event.receipt_number)}. Within 5 working days the window tells you "
        "whether it is accepted; if anything is missing, you are told all of it once.",
    )


def accepted(event: CaseAccepted) -> NoticeText:
    promised = day_in_words(event.promised_on, provisional=event.due_provisional)
    promised_en = day_in_english(event.promised_on, provisional=event.due_provisional)
    return NoticeText(
        f"已受理：{event.item_name}",
        f"办件 {display(event.number)} 自{day_in_words(event.accepted_on)}起受理，承诺在{promised}前办结。"
        "您现在不需要做什么。",
        f"Accepted: {event.item_name}",
        f"Case {display(event.number)} was accepted on {day_in_english(event.accepted_on)}; we promise a "
        f"decision by {promised_en}. There is nothing you need to do now.",
    )


def supplement_asked(event: SupplementAsked) -> NoticeText:
    wanted = "；".join(f"{one.title}（{one.reason}）" for one in event.wanted)
    wanted_en = "; ".join(f"{one.title} ({one.reason})" for one in event.wanted)
    return NoticeText(
        f"请补正材料：{event.item_name}",
        f"请在{day_in_words(event.reply_by)}前补齐：{wanted}。这是一次性告知，补齐后不会再要求别的。",
        f"Please complete your application: {event.item_name}",
        f"Please supply by {day_in_english(event.reply_by)}: {wanted_en}. This is everything: nothing else "
        "will be asked for.",
    )


def acceptance_refused(event: AcceptanceRefused) -> NoticeText:
    where = f"您可以前往：{event.where_to_go}。" if event.where_to_go else ""
    where_en = f" You can turn to: {event.where_to_go}." if event.where_to_go else ""
    return NoticeText(
        f"不予受理：{event.item_name}",
        f"办件 {display(event.number)} 不予受理。理由：{_clause(event.reason)}。{where}{event.remedies}",
        f"Not accepted: {event.item_name}",
        f"Case {display(event.number)} was not accepted. Reason: {_clause(event.reason)}.{where_en} "
        "The notice names your remedies.",
    )


def decided(event: CaseDecided, matter: Proceeding) -> NoticeText:
    if event.outcome == "granted":
        return NoticeText(
            f"已办结，{matter.grants}：{event.item_name}",
            f"办件 {display(event.number)} 已作出决定：{matter.grants}。电子文书在“我的办件”里，"
            "可随时下载、核验，无需到窗口。",
            f"Granted: {event.item_name}",
            f"Case {display(event.number)} was granted. Your electronic documents are in “My applications”, "
            "to download and verify at any time; no visit is needed.",
        )
    return NoticeText(
        f"{matter.refuses}：{event.item_name}",
        f"办件 {display(event.number)} 已作出决定：{matter.refuses}。理由：{_clause(event.reason)}。"
        f"{event.remedies}",
        f"Refused: {event.item_name}",
        f"Case {display(event.number)} was refused. Reason: {_clause(event.reason)}. "
        "The decision names your remedies.",
    )


def withdrawn(event: CaseWithdrawn) -> NoticeText:
    return NoticeText(
        f"已撤回：{event.item_name}",
        f"办件 {display(event.number)} 已按您的要求撤回。以后仍可重新申请。",
        f"Withdrawn: {event.item_name}",
        f"Case {display(event.number)} was withdrawn as you asked. You can apply again at any time.",
    )


def due_date_changed(event: CaseDueDateChanged) -> NoticeText:
    new = day_in_words(event.new, provisional=event.provisional)
    return NoticeText(
        f"办理期限日期更新：{event.item_name}",
        f"{event.cause}。办件 {display(event.number)} 的法定办结日由{day_in_words(event.old)}更新为{new}；"
        "工作日数不变。",
        f"Date updated: {event.item_name}",
        f"{event.cause}. The statutory date of case {display(event.number)} moves from "
        f"{day_in_english(event.old)} to {day_in_english(event.new, provisional=event.provisional)}; "
        "the number of working days is unchanged.",
    )


_WORDING: Mapping[type[Any], Callable[[Any], NoticeText]] = {
    ApplicationSubmitted: submitted,
    CaseAccepted: accepted,
    SupplementAsked: supplement_asked,
    AcceptanceRefused: acceptance_refused,
    CaseWithdrawn: withdrawn,
    CaseDueDateChanged: due_date_changed,
}


def text_of(event: object, item_type: str) -> NoticeText:
    """The notice that tells an applicant of `event` in a matter of this type.

    Raises: KeyError when nobody is told of such an event.
    """
    if isinstance(event, CaseDecided):
        return decided(event, proceeding_of(item_type))
    return _WORDING[type(event)](event)
