"""One case as the desk sees it: what was filed beside what is held, its papers, its people, its clock.

A page of a case costs the same number of queries whatever it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hall.applications.public import FiledApplication, filed
from hall.approvals.lifecycle import State
from hall.approvals.models import Case, DepartmentReview
from hall.approvals.policies import visible_to
from hall.approvals.queries.timeline import TimelineEntry, timeline_of
from hall.approvals.rules.deadlines import DELIVERY_DAYS, SUPPLEMENT_NOTICE_DAYS, promise_days
from hall.documents.public import IssuedDocument, documents_about
from hall.foundation.public import NotFound, calendar, day_of
from hall.identity.public import Actor
from hall.standards.proceedings import Step, proceeding_of
from hall.standards.working_days import DayCounted

__all__ = ["Clock", "Dossier", "clock_of", "dossier", "seen"]


@dataclass(frozen=True)
class Clock:
    """A limit explained: since when, how many days, by which article, and every day of it."""

    title: str
    article: str
    begins: date
    days: int
    ends: date
    provisional: bool
    ledger: list[DayCounted]


@dataclass(frozen=True)
class Dossier:
    """A case with all that hangs on it. `filed` is None for a case that came in without an application."""

    case: Case
    filed: FiledApplication | None
    reviews: list[DepartmentReview]
    timeline: list[TimelineEntry]
    papers: list[IssuedDocument]


def seen(case_id: UUID, actor: Actor) -> Case:
    """The case, if `actor` may see it (one query).

    Raises: NotFound, likewise when the actor may not see it: nobody learns what lies outside their post.
    """
    case = (
        visible_to(actor)
        .select_related("supplement", "party", "item")
        .defer("item__facts")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        raise NotFound(
            _("没有这个办件，或者它不在您的岗位范围内。"), remedy=_("请核对办件编号，或回到工作台查找。")
        )
    return case


def dossier(case_id: UUID, actor: Actor) -> Dossier:
    """Everything about a case that `actor` may see. Raises: NotFound."""
    case = seen(case_id, actor)
    return Dossier(
        case=case,
        filed=_filed(case),
        reviews=list(case.reviews.select_related("reviewer").order_by("pk")),
        timeline=timeline_of(case.pk),
        papers=documents_about(case.pk),
    )


def clock_of(case: Case) -> Clock | None:
    """The limit that runs now, explained; None when no limit of the office runs."""
    state = State(case.state)
    if state == State.RECEIVED:
        begins = day_of(case.received_at)
        return _clock(case, Step.SUPPLEMENT, "收件后告知或受理的期限", begins, SUPPLEMENT_NOTICE_DAYS)
    if state in {State.REVIEWING, State.DECIDABLE}:
        return _clock(case, Step.LIMIT, "法定办理期限", _day(case.accepted_at), case.legal_limit_days)
    if state in {State.GRANTED, State.REFUSED}:
        return _clock(case, Step.DELIVER, "颁发、送达的期限", _day(case.decided_at), DELIVERY_DAYS)
    return None


def promise_of(case: Case) -> int:
    return promise_days(case.legal_limit_days, case.promise_limit_days)


def _clock(case: Case, step: Step, title: str, begins: date, days: int) -> Clock:
    ends = calendar().due_date(begins, days)
    ledger = calendar().ledger(begins, days)
    basis = proceeding_of(case.item.item_type).basis(step).law_for(case.applicant_kind) or "本大厅自定的期限"
    return Clock(title, basis, begins, days, ends.on, ends.provisional, ledger)


def _day(moment: datetime | None) -> date:
    if moment is None:
        raise ValueError("A state with a clock has the moment that started it: the database sees to that.")
    return day_of(moment)


def _filed(case: Case) -> FiledApplication | None:
    try:
        return filed(case.application_id)
    except NotFound:
        return None
