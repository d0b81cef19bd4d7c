"""The history of a case as people read it: who, when, what.

History holds the officer's name, for colleagues and for the court; an applicant is told the office and the
post, which is what answers to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from hall.approvals.queries.names import department_name, hall_name
from hall.approvals.rules.wording import DEEDS, GROUND_LABELS, Ground
from hall.foundation.public import Fact, histories_of, history_of

__all__ = ["Deed", "TimelineEntry", "entries", "last_deed", "timeline_of", "timelines_of"]


#: What follows from somebody's deed, or from the calendar, without anybody doing it.
_BY_ITSELF = frozenset({"approvals.review.complete", "approvals.case.recount"})


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened. `person` is for colleagues; pages of applicants leave it out."""

    at: datetime
    action: str
    title: str
    office: str
    detail: str
    kind: str  # ok | warn | late | info: how it is marked
    person: str


@dataclass(frozen=True)
class Deed:
    """The latest thing done to a case, in words for whoever came second."""

    who: str
    when: str
    what: str


def timeline_of(case_id: UUID) -> list[TimelineEntry]:
    """Oldest first."""
    return entries(history_of(case_id))


def timelines_of(case_ids: Sequence[UUID]) -> Mapping[UUID, list[TimelineEntry]]:
    """The timelines of many cases in one query."""
    return {case_id: entries(facts) for case_id, facts in histories_of(case_ids).items()}


def last_deed(case_id: UUID, *, with_person: bool) -> Deed | None:
    told = timeline_of(case_id)
    if not told:
        return None
    last = told[-1]
    who = f"{last.office} {last.person}".strip() if with_person else last.office
    return Deed(who, f"{timezone.localtime(last.at):%Y-%m-%d %H:%M}", last.title)


def entries(facts: Iterable[Fact]) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            at=fact.at,
            action=fact.action,
            title=_(DEEDS[fact.action]),
            office=_office(fact),
            detail=_detail(fact.action, fact.data, fact.summary),
            kind=_kind(fact.action, fact.data),
            person=fact.actor_name if fact.actor_kind == "officer" and fact.action not in _BY_ITSELF else "",
        )
        for fact in facts
        if fact.action in DEEDS  # notices and papers about a case stand in its history too
    ]


def _office(fact: Fact) -> str:
    data = fact.data
    if fact.action in {"approvals.case.withdraw", "approvals.case.file_supplement"}:
        return _("申请人")
    if fact.action == "approvals.review.conclude":
        return department_name(data["reviewing_department_id"])
    if fact.action in _BY_ITSELF or not data:
        return _("系统")
    if fact.action == "approvals.case.decide":
        return department_name(data["department_id"])
    return hall_name(data["hall_id"])


def _detail(action: str, data: Mapping[str, Any], summary: Mapping[str, Any]) -> str:
    match action:
        case "approvals.case.accept" if data["deemed"]:
            return _("逾期未告知补正，依法自收到材料之日起即为受理")
        case "approvals.case.accept":
            return _("承诺 %(promised)s 前办结，法定期限 %(due)s") % {
                "promised": data["promised_on"],
                "due": data["due_on"],
            }
        case "approvals.case.ask_supplement":
            return "；".join(f"{thing['title']}：{thing['reason']}" for thing in data["wanted"])
        case "approvals.case.refuse_acceptance":
            label = _(GROUND_LABELS[Ground(data["ground"])])
            return "。".join(part for part in (label, data["reason"], data["where_to_go"]) if part)
        case "approvals.review.conclude":
            found = _("通过") if data["passed"] else _("不通过")
            return f"{found}：{data['opinion']}" if data["opinion"] else found
        case "approvals.case.decide":
            found = _("准予") if data["outcome"] == "granted" else _("不予")
            return f"{found}：{data['reason']}" if data["reason"] else found
        case "approvals.case.withdraw":
            return str(data["reason"])
        case "approvals.case.recount" if data:
            return _("%(cause)s，法定期限由 %(old)s 改为 %(new)s") % data
        case "approvals.case.recount":
            return str(summary.get("cause", ""))
    return ""


def _kind(action: str, data: Mapping[str, Any]) -> str:
    if action in {"approvals.case.ask_supplement", "approvals.case.withdraw"}:
        return "warn"
    failed = action == "approvals.review.conclude" and not data["passed"]
    refused = action == "approvals.case.decide" and data["outcome"] == "refused"
    if action == "approvals.case.refuse_acceptance" or failed or refused:
        return "late"
    if action in {"approvals.case.open", "approvals.case.recount", "approvals.case.file_supplement"}:
        return "info"
    return "ok"
