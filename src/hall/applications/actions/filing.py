"""Handing it in, and everything the applicant may do after that."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from hall.applications.actions.holding import Incomplete, Stale, hold, moved
from hall.applications.actions.knowing import lapsed
from hall.applications.events import ApplicationSubmitted, ApplicationWithdrawn
from hall.applications.lifecycle import Move, State
from hall.applications.models import Application, MaterialFile
from hall.applications.policies import Permission
from hall.applications.queries import papers_of
from hall.applications.queries.sheets_in_hand import edition_of_row
from hall.applications.queries.situations import in_situation, situation_gaps
from hall.applications.rules.answers import check
from hall.applications.rules.asked import Asked
from hall.applications.rules.completeness import gaps
from hall.applications.rules.unfolding import unfold
from hall.foundation.public import (
    Conflict,
    Invalid,
    Told,
    action,
    first_row,
    now,
    record,
    record_change,
    today,
)
from hall.identity.public import Actor
from hall.standards import receipt_number


class PapersLapsed(Conflict):
    """An e-licence that was to be used no longer holds. `keys` names the materials it stood for."""

    code = "papers-lapsed"

    def __init__(self, keys: list[str]) -> None:
        super().__init__(
            _("原来可以免交的电子证照已经失效。"), remedy=_("请改为上传相应材料，其他内容都已保留。")
        )
        self.keys = keys


@action("applications.application.submit")
def submit_application(*, application_id: UUID, seen: int, agreed: bool, actor: Actor) -> str:
    """Hand in the draft as it stood at version `seen`, with the statement of truth. Returns: receipt number.

    行政许可法 第三十一条: the applicant answers for the truth of what is filed; 第三十二条: the receipt.
    Raises: Stale, Incomplete (every gap at once), PapersLapsed, Conflict, Invalid (not agreed).
    """
    application = hold(application_id, actor, Permission.SUBMIT)
    reached = moved(application, Move.SUBMIT)
    if application.version != seen:
        raise Stale(application.answers, application.version)
    if not agreed:
        raise Invalid(_("请先阅读并勾选承诺。"), errors={"agreed": _("请勾选承诺后再提交")})
    edition = edition_of_row(application.asked)
    unfolded = unfold(in_situation(edition, application.situation), application.answers, today=today())
    asked = unfolded.asked
    files = list(application.files.all())
    missing = situation_gaps(edition, application.situation) + gaps(
        asked, unfolded.answers, papers_of(application, files), today=today()
    )
    if missing:
        raise Incomplete(missing)
    if gone := lapsed(asked, application.party, application.held_papers):
        raise PapersLapsed(gone)
    at = now()
    application.answers = {
        field.key: check(field, unfolded.answers.get(field.key), today=today()) for field in asked.fields()
    }
    application.state = reached.value
    application.receipt_number = _next_number(application)
    application.submitted_at = application.saved_at = at
    application.version += 1
    application.save(
        update_fields=["answers", "state", "receipt_number", "submitted_at", "saved_at", "version"]
    )
    record(
        chain=application.pk,
        actor=actor,
        action="applications.application.submit",
        event=_submitted(application, asked),
        summary=_evidence(application, files),
    )
    return str(application.receipt_number)


def _next_number(application: Application) -> str:
    """The next receipt number of the day in the hall's division: without gaps, in one round trip.

    The counter's row is locked until this filing commits, so a number is never given for nothing.
    """
    division, day = application.hall.division_id[:6], today()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO applications_receiptserial AS serial (division, day, last) VALUES (%s, %s, 1)
            ON CONFLICT (division, day) DO UPDATE SET last = serial.last + 1
            RETURNING last
            """,
            [division, day],
        )
        (serial,) = cursor.fetchone()
    return receipt_number.build(division, day, serial)


def _submitted(application: Application, asked: Asked) -> ApplicationSubmitted:
    if application.receipt_number is None or application.submitted_at is None:
        raise ValueError("An application without a receipt number has not been submitted.")
    return ApplicationSubmitted(
        application_id=application.pk,
        receipt_number=application.receipt_number,
        item_id=asked.item_id,
        guide_id=asked.guide_id,
        hall_id=asked.hall_id,
        department_id=asked.department_id,
        review_department_ids=tuple(reviewer.id for reviewer in asked.reviewers),
        party_id=application.party_id,
        applicant_name=application.party.name,
        applicant_kind=application.party.kind,
        legal_limit_days=asked.legal_limit_days,
        promise_limit_days=asked.promise_limit_days,
        item_name=asked.item_name,
        item_code=asked.item_code,
        project_type=asked.project_type,
        submitted_at=application.submitted_at,
    )


def _evidence(application: Application, files: list[MaterialFile]) -> dict[str, Any]:
    """What was filed, by fingerprint: the history proves later that nothing was altered."""
    answers = orjson.dumps(application.answers, option=orjson.OPT_SORT_KEYS)
    return {
        "answers_sha256": hashlib.sha256(answers).hexdigest(),
        "files": {str(file.pk): file.sha256 for file in files},
        "held_papers": sorted(application.held_papers),
        "statement_of_truth": True,
    }


@action("applications.application.withdraw")
def withdraw_application(*, application_id: UUID, reason: str, actor: Actor) -> None:
    """Take a filed application back before it is decided. Asked twice, it is withdrawn once."""
    application = hold(application_id, actor, Permission.WITHDRAW)
    if application.state == State.WITHDRAWN and application.receipt_number:
        return
    application.state = moved(application, Move.WITHDRAW).value
    application.ended_at = at = now()
    application.version += 1
    application.save(update_fields=["state", "ended_at", "version"])
    record(
        chain=application.pk,
        actor=actor,
        action="applications.application.withdraw",
        event=ApplicationWithdrawn(
            application.pk, application.receipt_number or "", application.party_id, reason.strip()[:500], at
        ),
    )


def conclude(application_id: UUID, *, actor: Actor) -> None:
    """Close the door on withdrawing, within the caller's own transaction: the case has been decided.

    Call it where the case is decided: then either the decision or the withdrawal wins, never both.
    A case that came in otherwise than through an application has nothing to conclude here.
    Raises: Conflict when the applicant was faster.
    """
    state, version = first_row(_LOCK_STATE, [application_id]) or (None, 0)
    if state == State.WITHDRAWN:
        raise Conflict(
            _("申请人刚刚撤回了申请，不能再作决定。"), remedy=_("请刷新办件查看。"), code="withdrawn"
        )
    if state in {None, State.CONCLUDED}:
        return
    if state != State.SUBMITTED:
        raise Conflict(_("这件申请还没有提交。"), code="wrong-state")
    changes = {
        "state": State.CONCLUDED.value,
        "ended_at": now(),
        "version": version + 1,
    }
    told = Told("applications.application.conclude")
    record_change(Application(pk=application_id), changes, told, actor=actor)


_LOCK_STATE = "SELECT state, version FROM applications_application WHERE id = %s FOR UPDATE"


@action("applications.application.conclude")
def conclude_application(*, application_id: UUID, actor: Actor) -> None:
    """`conclude` as a deed of its own, for whoever hears of the decision afterwards. Raises: Conflict."""
    conclude(application_id, actor=actor)
