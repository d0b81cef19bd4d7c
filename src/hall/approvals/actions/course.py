"""How a case is taken in hand and moved on: lock, permission, the table of moves, then one update.

Whoever comes second to a case finds it locked, then moved: they are told who did what, and when.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from hall.approvals.lifecycle import IllegalMove, Move, State, after
from hall.approvals.models import STATE_LABELS, Case
from hall.approvals.policies import Permission, require, require_not_own
from hall.approvals.queries import last_deed
from hall.approvals.queries.names import government_over
from hall.documents.public import remedies
from hall.foundation.public import (
    Beside,
    Conflict,
    NotFound,
    PreconditionFailed,
    Told,
    first_row,
    record_change,
)
from hall.identity.public import Actor

_COLUMNS = [str(field.column) for field in Case._meta.concrete_fields]
_LOCK = f"SELECT {', '.join(_COLUMNS)} FROM approvals_case WHERE id = %s FOR UPDATE"  # noqa: S608

__all__ = ["about", "move_on", "overtaken", "remedies_against", "take"]


def take(
    case_id: UUID,
    move: Move,
    permission: Permission | None,
    actor: Actor,
    expected_version: int | None = None,
) -> Case:
    """The case, locked until the transaction ends, when `actor` may do this and the case is ready for it.

    Raises: NotFound; Refused; Conflict when the case has moved on, PreconditionFailed (a Conflict) when it
    has changed since it was looked at.
    """
    case = _locked(case_id)
    if permission is None:  # the caller has asked for what the post must be; whose case it is, is known now
        require_not_own(actor, case)
    else:
        require(actor, permission, case)
    if expected_version is not None and expected_version != case.version:
        raise overtaken(case, actor, PreconditionFailed)
    try:
        after(State(case.state), move)
    except IllegalMove:
        raise overtaken(case, actor) from None
    return case


def move_on(
    case: Case,
    moves: Move | tuple[Move, ...],
    changes: dict[str, Any],
    *told: Told,
    actor: Actor,
    beside: Beside | None = None,
) -> bool:
    """Carry out `moves` on a locked case and write down what happened: change, history, outbox in one go.

    Returns: False when `beside` found nothing to write, and so nothing was done.
    """
    state = State(case.state)
    for move in moves if isinstance(moves, tuple) else (moves,):
        state = after(state, move)
    moved = changes | {"state": state.value, "version": case.version + 1}
    return record_change(case, moved, *told, actor=actor, beside=beside)


def _locked(case_id: UUID) -> Case:
    row = first_row(_LOCK, [case_id])
    if row is None:
        raise NotFound(_("没有这个办件。"), remedy=_("请核对办件编号。"))
    return Case.from_db(connection.alias, _COLUMNS, row)


def about(case: Case) -> dict[str, Any]:
    """What every event of a case names (`events.CaseFact`)."""
    return {
        "case_id": case.pk,
        "number": case.number,
        "application_id": case.application_id,
        "party_id": case.party_id,
        "applicant_name": case.applicant_name,
        "item_id": case.item_id,
        "item_name": case.item_name,
        "hall_id": case.hall_id,
        "department_id": case.department_id,
    }


def remedies_against(case: Case) -> str:
    """What its applicant can do against the decision of a case, in the words of the letter that tells it."""
    return "".join(remedies(case.item.item_type, government=government_over(case.hall_id)))


def overtaken(case: Case, actor: Actor, error: type[Conflict] = Conflict) -> Conflict:
    """Somebody was faster: who, what, when, and where the case stands now. Only colleagues learn the name."""
    state = STATE_LABELS[State(case.state)]
    deed = last_deed(case.pk, with_person=actor.is_officer)
    if deed is None:
        message = _("本件现为“%(state)s”，不能进行此项操作。") % {"state": state}
    else:
        message = _("%(who)s已于%(when)s办理“%(what)s”，本件现为“%(state)s”。") % {
            "who": deed.who,
            "when": deed.when,
            "what": deed.what,
            "state": state,
        }
    return error(
        message, remedy=_("您的操作没有执行。请刷新页面查看最新情况后再办理。"), code="case-moved-on"
    )
