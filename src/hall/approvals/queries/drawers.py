"""What a desk sorts its cases into: whose drawer it is, what lies in it, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hall.approvals.lifecycle import State
from hall.approvals.policies import CLERK, DECIDER, REVIEWER, SUPERVISOR

__all__ = ["DRAWER_LABELS", "KINDS", "OPEN_DRAWERS", "Drawer", "Kind"]


class Drawer(StrEnum):
    """In the order of the work."""

    TO_ACCEPT = "to_accept"
    SUPPLEMENT = "supplement"
    TO_REVIEW = "to_review"
    TO_DECIDE = "to_decide"
    UNDERWAY = "underway"
    TO_DELIVER = "to_deliver"
    CLOSED = "closed"
    REVIEWED = "reviewed"


DRAWER_LABELS = {
    Drawer.TO_ACCEPT: "待受理",
    Drawer.SUPPLEMENT: "补正中",
    Drawer.TO_REVIEW: "待我审查",
    Drawer.TO_DECIDE: "待决定",
    Drawer.UNDERWAY: "审批中",
    Drawer.TO_DELIVER: "待送达",
    Drawer.CLOSED: "已办结",
    Drawer.REVIEWED: "已审查",
}
_CASES = "approvals_case AS c"
_REVIEWS = "approvals_departmentreview AS r"
_REVIEWS_WITH_CASES = f"{_REVIEWS} JOIN approvals_case AS c ON c.id = r.case_id"


@dataclass(frozen=True)
class Kind:
    """The words of the query that opens a drawer: each place and state of it is one range of an index."""

    roles: frozenset[str]
    states: tuple[State, ...] = ()
    condition: str = "c.closed_at IS NULL"
    source: str = _CASES
    whole_source: str = _CASES  # when a list is narrowed by what only the case knows
    case: str = "c.id"
    when: str = "c.act_by"
    key: str = "c.id"
    department: str = "c.department_id"
    newest_first: bool = False
    places: Mapping[str, str] = field(
        default_factory=lambda: {"hall": "c.hall_id", "department": "c.department_id"}
    )


_REVIEWERS_PLACES = {"department": "r.department_id"}
_COUNTER = frozenset({CLERK, SUPERVISOR})
_ALL = frozenset({CLERK, DECIDER, SUPERVISOR})

KINDS = {
    Drawer.TO_ACCEPT: Kind(_COUNTER, (State.RECEIVED,)),
    Drawer.SUPPLEMENT: Kind(_COUNTER, (State.SUPPLEMENT,)),
    Drawer.TO_REVIEW: Kind(
        frozenset({REVIEWER}),
        condition="r.state = 'pending'",
        source=_REVIEWS,
        whole_source=_REVIEWS_WITH_CASES,
        case="r.case_id",
        when="r.due_on",
        key="r.id",
        places=_REVIEWERS_PLACES,
        department="r.department_id",
    ),
    Drawer.TO_DECIDE: Kind(frozenset({DECIDER}), (State.DECIDABLE,)),
    Drawer.UNDERWAY: Kind(_ALL, (State.REVIEWING, State.DECIDABLE)),
    Drawer.TO_DELIVER: Kind(_ALL, (State.GRANTED, State.REFUSED)),
    Drawer.CLOSED: Kind(_ALL, condition="c.closed_at IS NOT NULL", when="c.closed_at", newest_first=True),
    Drawer.REVIEWED: Kind(
        frozenset({REVIEWER}),
        condition="r.concluded_at IS NOT NULL",
        source=_REVIEWS,
        whole_source=_REVIEWS_WITH_CASES,
        case="r.case_id",
        when="r.concluded_at",
        key="r.id",
        places=_REVIEWERS_PLACES,
        department="r.department_id",
        newest_first=True,
    ),
}
OPEN_DRAWERS = frozenset(drawer for drawer, kind in KINDS.items() if not kind.newest_first)
