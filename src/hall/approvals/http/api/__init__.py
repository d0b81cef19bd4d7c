"""Cases over HTTP: applicants see their own; officers see those of their posts, and work on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from hall.applications.public import filed
from hall.approvals.actions import (
    accept_case,
    ask_supplement,
    complete_case,
    conclude_review,
    decide_case,
    refuse_acceptance,
)
from hall.approvals.events import Wanted
from hall.approvals.http.api.shapes import (
    AskSupplement,
    AskWanted,
    CaseOut,
    CaseRow,
    ConcludeReview,
    Decide,
    RefuseAcceptance,
    TimelineRow,
)
from hall.approvals.lifecycle import Move, State, moves_from
from hall.approvals.models import STATE_LABELS, Case, DepartmentReview
from hall.approvals.policies import Permission, may, may_review, visible_to
from hall.approvals.queries import timeline_of
from hall.approvals.queries.names import department_name, hall_name
from hall.foundation.public import (
    Cursor,
    Invalid,
    Limit,
    NotFound,
    Page,
    calendar,
    contract,
    decode_cursor,
    encode_cursor,
    etag,
    expected_version,
    idempotency_key,
    next_page,
    one_of,
    today,
)
from hall.identity.public import Actor, actor_of
from hall.standards.proceedings import proceeding_of

router = Router(tags=["办件"])
DEEDS: dict[Move, Permission] = {
    Move.ACCEPT: Permission.ACCEPT,
    Move.ASK_SUPPLEMENT: Permission.ASK_SUPPLEMENT,
    Move.REFUSE_ACCEPTANCE: Permission.REFUSE_ACCEPTANCE,
    Move.GRANT: Permission.DECIDE,
    Move.REFUSE: Permission.DECIDE,
    Move.COMPLETE: Permission.COMPLETE,
    Move.WITHDRAW: Permission.WITHDRAW,
}
"""Which permission each move needs, for telling a reader what may be done now."""
OnlyState = Annotated[Annotated[State, one_of(State)] | None, Query(None, description="只列这种状态")]
OnlyNumber = Annotated[str, Query("", max_length=40, description="只列这个编号")]


@router.get("/cases", **contract(Page[CaseRow], summary="办件列表"))
def list_cases(
    request: HttpRequest, state: OnlyState, number: OnlyNumber, limit: Limit, cursor: Cursor
) -> dict[str, Any]:
    """本人（或所代表单位）的办件；工作人员为其岗位可见的办件。按编号从新到旧。"""
    rows = visible_to(actor_of(request)).order_by("-number")
    if state:
        rows = rows.filter(state=state.value)
    if number:
        rows = rows.filter(number=number)
    if cursor:
        rows = rows.filter(number__lt=decode_cursor(cursor, 1)[0])
    found = list(rows[: limit + 1])
    following = next_page(request, found, limit, lambda case: encode_cursor(case.number))
    return {"items": [_row(case) for case in found[:limit]], "next": following}


@router.get("/cases/{case_id}", **contract(CaseOut, summary="一个办件", cached=True))
def read_case(request: HttpRequest, response: HttpResponse, case_id: UUID) -> dict[str, Any]:
    actor = actor_of(request)
    return _told(_seen(case_id, actor), actor, response)


@router.get("/cases/{case_id}/timeline", **contract(Page[TimelineRow], summary="办件的经过"))
def read_timeline(request: HttpRequest, case_id: UUID) -> dict[str, Any]:
    actor = actor_of(request)
    _seen(case_id, actor)
    items = [
        {name: getattr(entry, name) for name in ("at", "action", "title", "office", "detail", "kind")}
        | {"person": entry.person if actor.is_officer else None}
        for entry in timeline_of(case_id)
    ]
    return {"items": items, "next": None}


def deed(summary: str, *problems: int) -> dict[str, Any]:
    return contract(CaseOut, summary=summary, versioned=True, keyed=True, problems=(409, 422, *problems))


@router.post("/cases/{case_id}/accept", **deed("受理"))
def accept(request: HttpRequest, response: HttpResponse, case_id: UUID) -> dict[str, Any]:
    return _act(request, response, case_id, accept_case)


@router.post("/cases/{case_id}/supplement", **deed("一次告知补正"))
def supplement(
    request: HttpRequest, response: HttpResponse, case_id: UUID, body: AskSupplement
) -> dict[str, Any]:
    case = _seen(case_id, actor_of(request))
    wanted = _titled(case, body.wanted)
    return _act(request, response, case_id, ask_supplement, wanted=wanted, note=body.note)


@router.post("/cases/{case_id}/refuse-acceptance", **deed("不予受理"))
def refuse(
    request: HttpRequest, response: HttpResponse, case_id: UUID, body: RefuseAcceptance
) -> dict[str, Any]:
    return _act(request, response, case_id, refuse_acceptance, **body.dict())


@router.post("/cases/{case_id}/reviews/{review_id}/conclude", **deed("提交审查意见"))
def conclude(
    request: HttpRequest, response: HttpResponse, case_id: UUID, review_id: int, body: ConcludeReview
) -> dict[str, Any]:
    _seen(case_id, actor_of(request))
    review = DepartmentReview.objects.filter(case_id=case_id, pk=review_id).first()
    if review is None:
        raise NotFound(_("本件没有这项审查。"))
    said = {"department_id": review.department_id, **body.dict()}
    return _act(request, response, case_id, conclude_review, **said)


@router.post("/cases/{case_id}/decide", **deed("作出决定"))
def decide(request: HttpRequest, response: HttpResponse, case_id: UUID, body: Decide) -> dict[str, Any]:
    return _act(request, response, case_id, decide_case, **body.dict())


@router.post("/cases/{case_id}/complete", **deed("送达办结"))
def complete(request: HttpRequest, response: HttpResponse, case_id: UUID) -> dict[str, Any]:
    return _act(request, response, case_id, complete_case)


def _act(
    request: HttpRequest, response: HttpResponse, case_id: UUID, do: Callable[..., Any], **said: Any
) -> dict[str, Any]:
    """Do one deed on a case that the actor sees, and tell how the case stands then."""
    actor = actor_of(request)
    key, version = idempotency_key(request), expected_version(request)
    _seen(case_id, actor)
    do(case_id, **said, actor=actor, expected_version=version, key=key)
    return _told(_seen(case_id, actor), actor, response)


def _seen(case_id: UUID, actor: Actor) -> Case:
    cases = visible_to(actor).select_related("supplement", "item").defer("item__facts")
    case = cases.filter(pk=case_id).first()
    if case is None:
        raise NotFound(_("没有这个办件。"), remedy=_("请核对办件编号。"))
    return case


def _titled(case: Case, wanted: list[AskWanted]) -> list[Wanted]:
    """What is wanted, with the titles that the applicant's own form and guide give it."""
    application = filed(case.application_id)
    titles = {("material", material.key): material.title for material in application.materials} | {
        ("field", answer.key): answer.label for section in application.sections for answer in section.answers
    }
    unknown = {each.key: _("这件申请没有这一项") for each in wanted if (each.kind, each.key) not in titles}
    if unknown:
        raise Invalid(_("要求补正的内容不在这件申请里。"), errors=unknown)
    return [Wanted(each.kind, each.key, titles[each.kind, each.key], each.reason) for each in wanted]


def _row(case: Case) -> dict[str, Any]:
    state = State(case.state)
    names = ("id", "number", "application_id", "item_name", "submitted_at", "act_by")
    return {name: getattr(case, name) for name in names} | {
        "hall_name": hall_name(case.hall_id),
        "department_name": department_name(case.department_id),
        "state": state,
        "state_label": _(STATE_LABELS[state]),
    }


def _told(case: Case, actor: Actor, response: HttpResponse) -> dict[str, Any]:
    """One case whole, with its version in the answer's ETag (one query for the reviews)."""
    response["ETag"] = etag(case.version)
    names = (
        "applicant_name", "accepted_at", "due_on", "due_provisional", "promised_on", "decided_at", "outcome",
        "reason", "closed_at",
    )  # fmt: skip
    reviews = list(case.reviews.order_by("pk"))
    counting = case.state in {State.REVIEWING, State.DECIDABLE} and case.promised_on is not None
    left = calendar().days_left(today(), case.promised_on) if counting and case.promised_on else None
    return (
        _row(case)
        | {name: getattr(case, name) for name in names}
        | {
            "decision": _(proceeding_of(case.item.item_type).outcome(case.outcome)) if case.outcome else "",
            "days_left": left.days if left else None,
            "reviews": [_review(review, actor) for review in reviews],
            "supplement": _supplement(case),
            "moves": _moves(case, reviews, actor),
        }
    )


def _review(review: DepartmentReview, actor: Actor) -> dict[str, Any]:
    names = ("id", "state", "due_on", "concluded_at")
    return {name: getattr(review, name) for name in names} | {
        "department_name": department_name(review.department_id),
        "opinion": review.opinion if actor.is_officer else None,
    }


def _supplement(case: Case) -> dict[str, Any] | None:
    asked = getattr(case, "supplement", None)
    if asked is None:
        return None
    return {
        "wanted": asked.wanted,
        "note": asked.note,
        "asked_at": case.supplement_asked_at,
        "reply_by": asked.reply_by,
        "filed_at": case.supplement_filed_at,
    }


def _moves(case: Case, reviews: list[DepartmentReview], actor: Actor) -> list[Move]:
    open_to = {move for move, permission in DEEDS.items() if may(actor, permission, case)}
    if any(review.state == "pending" and may_review(actor, review.department_id, case) for review in reviews):
        open_to.add(Move.CONCLUDE_REVIEW)
    return [move for move in moves_from(State(case.state)) if move in open_to]
