"""Whatever code asks for: the database lets a case move by the table's arrows only, and hold no nonsense."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from hall.approvals.lifecycle import ACCEPTED, CLOSED, DECIDED, MOVES, State
from hall.approvals.models import Case, DepartmentReview, SupplementRequest
from hall.foundation.public import now
from tests.rooms.approvals.conftest import Office

pytestmark = pytest.mark.django_db
ARROWS = {(at, to) for (at, _), to in MOVES.items()}
EVERY_PAIR = [(at, to) for at in State for to in State]


def sound(state: State) -> dict[str, Any]:
    """Columns that a case in this state may have."""
    moment, day = now(), date(2026, 12, 22)
    accepted, decided, closed = state in ACCEPTED, state in DECIDED, state in CLOSED
    return {
        "state": state.value,
        "act_by": None if closed else day,
        "supplement_asked_at": moment if state == State.SUPPLEMENT else None,
        "accepted_at": moment if accepted else None,
        "due_on": day if accepted else None,
        "promised_on": day if accepted else None,
        "decided_at": moment if decided else None,
        "outcome": {State.REFUSED: "refused"}.get(state, "granted") if decided else "",
        "ground": "not_ours" if state == State.NOT_ACCEPTED else "",
        "reason": "不符合规定的条件",
        "closed_at": moment if closed else None,
    }


def put(case: Case, **columns: Any) -> None:
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**columns)


def put_in(case: Case, state: State) -> Case:
    """Bring a case into any state without asking the trigger: the arrows are what is being tried."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE approvals_case DISABLE TRIGGER case_keeps_its_course")
        put(case, **sound(state))
        cursor.execute("ALTER TABLE approvals_case ENABLE TRIGGER case_keeps_its_course")
    return case


@pytest.mark.parametrize(("at_state", "to"), EVERY_PAIR, ids=lambda state: str(state))
def test_the_trigger_has_the_arrows_of_the_table_and_no_others(
    office: Office, at_state: State, to: State
) -> None:
    case = put_in(office.case(), at_state)
    if at_state == to or (at_state, to) in ARROWS:
        put(case, **sound(to))
        assert Case.objects.get(pk=case.pk).state == to
    else:
        with pytest.raises(IntegrityError, match="can't become"):
            put(case, **sound(to))


@pytest.mark.parametrize("state", [state for state in State if state != State.RECEIVED])
def test_a_case_begins_as_received(office: Office, state: State) -> None:
    case = office.case()
    case.delete()
    with pytest.raises(IntegrityError, match="begins as received"), transaction.atomic():
        Case.objects.bulk_create([Case(**_columns_of(case) | sound(state))])


def _columns_of(case: Case) -> dict[str, Any]:
    return {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}


NONSENSE = [
    ("case_accepted_has_limits", State.REVIEWING, {"accepted_at": None}),
    ("case_accepted_has_limits", State.REVIEWING, {"due_on": None}),
    ("case_accepted_has_limits", State.RECEIVED, {"due_on": date(2026, 12, 22)}),
    ("case_accepted_has_limits", State.WITHDRAWN, {"due_on": date(2026, 12, 22)}),
    ("case_promise_within_law", State.REVIEWING, {"promised_on": date(2026, 12, 23)}),
    ("case_decided_has_outcome", State.GRANTED, {"decided_at": None}),
    ("case_decided_has_outcome", State.RECEIVED, {"outcome": "granted"}),
    ("case_outcome_is_its_state", State.GRANTED, {"outcome": "refused"}),
    ("case_refusal_has_reason", State.REFUSED, {"reason": ""}),
    ("case_refusal_has_reason", State.NOT_ACCEPTED, {"reason": ""}),
    ("case_not_accepted_has_ground", State.NOT_ACCEPTED, {"ground": ""}),
    ("case_not_accepted_has_ground", State.RECEIVED, {"ground": "not_ours"}),
    ("case_reviews_come_before_decision", State.DECIDABLE, {"reviews_open": 1}),
    ("case_closed_has_moment", State.COMPLETED, {"closed_at": None}),
    ("case_closed_has_moment", State.RECEIVED, {"act_by": None}),
    ("case_closed_has_moment", State.COMPLETED, {"act_by": date(2026, 12, 22)}),
    ("case_supplement_was_asked", State.SUPPLEMENT, {"supplement_asked_at": None}),
    ("case_supplement_was_asked", State.RECEIVED, {"supplement_filed_at": now()}),
]


@pytest.mark.parametrize(("constraint", "state", "columns"), NONSENSE)
def test_a_state_without_what_belongs_to_it_is_refused(
    office: Office, constraint: str, state: State, columns: dict[str, Any]
) -> None:
    case = put_in(office.case(), state)
    with pytest.raises(IntegrityError, match=constraint):
        put(case, **columns)


@pytest.mark.parametrize("state", list(State))
def test_no_arrow_leads_to_an_unknown_state(office: Office, state: State) -> None:
    case = put_in(office.case(), state)
    with pytest.raises(IntegrityError, match=r"can't become lost|breaks the rule"):
        put(case, state="lost")


def test_an_application_has_one_case(office: Office) -> None:
    case = office.case()
    twin = Case(**_columns_of(case) | {"id": office.party.pk, "number": "1"})
    with pytest.raises(IntegrityError, match="application_id"), transaction.atomic():
        twin.save(force_insert=True)


def test_a_department_reviews_a_case_once(office: Office) -> None:
    review = {"case": office.case(), "department": office.lead, "due_on": date(2026, 12, 1)}
    DepartmentReview.objects.create(**review)
    with pytest.raises(IntegrityError, match="review_one_per_department"), transaction.atomic():
        DepartmentReview.objects.create(**review)


def test_a_concluded_review_stays_as_it_is(office: Office) -> None:
    review = DepartmentReview.objects.create(
        case=office.case(), department=office.lead, due_on=date(2026, 12, 1)
    )
    concluded = DepartmentReview.objects.filter(pk=review.pk)
    concluded.update(state="passed", concluded_at=now())
    with pytest.raises(IntegrityError, match="stays so"), transaction.atomic():
        concluded.update(state="failed", opinion="改了主意")


@pytest.mark.parametrize(
    "columns",
    [{"state": "failed", "concluded_at": now(), "opinion": ""}, {"state": "passed"}, {"opinion": "早了"}],
)
def test_a_review_without_what_belongs_to_it_is_refused(office: Office, columns: dict[str, Any]) -> None:
    review = DepartmentReview.objects.create(
        case=office.case(), department=office.lead, due_on=date(2026, 12, 1)
    )
    with pytest.raises(IntegrityError, match="review_"), transaction.atomic():
        DepartmentReview.objects.filter(pk=review.pk).update(**columns)


def test_a_second_supplement_request_cannot_exist(office: Office) -> None:
    case = office.case()
    wanted = [{"kind": "material", "key": "plan", "title": "平面图", "reason": "不清晰"}]
    day = date(2026, 12, 1) + timedelta(days=1)
    SupplementRequest.objects.create(case=case, wanted=wanted, reply_by=day)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupplementRequest(case=case, wanted=wanted, reply_by=day).save(force_insert=True)


def test_a_supplement_request_wants_something(office: Office) -> None:
    case = office.case()
    with pytest.raises(IntegrityError, match="supplement_wants_something"), transaction.atomic():
        SupplementRequest.objects.create(case=case, wanted=[], reply_by=date(2026, 12, 1))
