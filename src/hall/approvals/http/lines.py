"""A list's rows in words: what lies where, how many days are left, what is remarkable about it.

A page has forty rows that share a few badges, so each badge is drawn once for each language and kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hall.approvals.lifecycle import State
from hall.approvals.models import STATE_LABELS
from hall.approvals.queries.desk import Row
from hall.approvals.queries.names import department_name, hall_name
from hall.foundation.public import calendar, day_of, today
from hall.standards.receipt_number import LENGTH, display

__all__ = ["Line", "lines", "spoken"]

STATE_TAGS = {
    State.RECEIVED: "info",
    State.SUPPLEMENT: "warn",
    State.REVIEWING: "info",
    State.DECIDABLE: "info",
    State.GRANTED: "ok",
    State.REFUSED: "late",
    State.NOT_ACCEPTED: "late",
    State.WITHDRAWN: "muted",
    State.COMPLETED: "ok",
}


@dataclass(frozen=True)
class Line:
    """One row of a list, ready to be shown. `days` is None where no clock of the office runs. `situation` is
    for lists of several states: the state, and what is remarkable, unless that says the state already.
    """

    case_id: UUID
    address: str
    number: str
    item_name: str
    applicant_name: str
    hall: str
    department: str
    day: str
    days: int | None
    provisional: bool
    due: SafeString
    remark: str
    remarks: SafeString
    situation: SafeString


def spoken(number: str) -> str:
    """A number in its four groups; one of another system as it is."""
    return display(number) if len(number) == LENGTH and number.isdigit() else number


def lines(rows: Iterable[Row], *, came_from: str = "") -> list[Line]:
    """The rows in words; their links remember the drawer that they were reached from."""
    day, ruler, language = today(), calendar(), get_language() or ""
    query = f"?from={came_from}" if came_from else ""
    cases = f"{reverse('desk:desk')}cases/"
    shown = []
    for row in rows:
        state = State(row.state)
        by = day_of(row.when) if isinstance(row.when, datetime) else row.when
        runs = not isinstance(row.when, datetime) and state != State.SUPPLEMENT
        left = ruler.days_left(day, by)
        remark, tag, says_state = _remark(row, state)
        remarks = _tag(tag, remark) if remark else SafeString()
        standing = _tag(STATE_TAGS[state], _(STATE_LABELS[state]))
        shown.append(
            Line(
                case_id=row.case_id,
                address=f"{cases}{row.case_id}/{query}",
                number=spoken(row.number),
                item_name=row.item_name,
                applicant_name=row.applicant_name,
                hall=hall_name(row.hall_id),
                department=department_name(row.department_id),
                day=by.isoformat(),
                days=left.days if runs else None,
                provisional=left.provisional and runs,
                due=_due(left.days, bool(row.due_on and row.due_on < day), left.provisional, language)
                if runs
                else SafeString(),
                remark=remark,
                remarks=remarks,
                situation=remarks if says_state else format_html("{} {}", standing, remarks),
            )
        )
    return shown


def _remark(row: Row, state: State) -> tuple[str, str, bool]:
    """What about a case changes what one does with it, its badge, and whether that says the state, too."""
    if state == State.RECEIVED and row.supplement_filed_at:
        return _("已补正"), "ok", False
    if state == State.RECEIVED:
        return _("%(day)s 提交") % {"day": f"{day_of(row.submitted_at):%m-%d}"}, "plain", False
    if state == State.SUPPLEMENT:
        return _("等申请人补正"), "warn", True
    if state in {State.REVIEWING, State.DECIDABLE} and row.reviews_failed:
        return _("有不通过意见"), "late", False
    if state == State.REVIEWING:
        return _("还有 %(count)s 个部门审查") % {"count": row.reviews_open}, "info", True
    if state == State.DECIDABLE:
        return _("审查均通过"), "ok", False
    if state == State.COMPLETED:
        return (_("准予"), "ok", True) if row.outcome == "granted" else (_("不予"), "late", True)
    return "", "", False


@lru_cache(maxsize=512)
def _due(days: int, beyond_law: bool, provisional: bool, language: str) -> SafeString:
    facts = {"days": days, "beyond_law": beyond_law, "provisional": provisional}
    return render_to_string("approvals/parts/due.html", facts)


@lru_cache(maxsize=512)
def _tag(kind: str, label: str) -> SafeString:
    return render_to_string("approvals/parts/tag.html", {"kind": kind, "label": label})
