"""What benchmarks stand on: cases made by the thousand are cases like any other, and the six steps end."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from hall.approvals.lifecycle import OPEN, State
from hall.approvals.public import Case, DepartmentReview, open_case
from hall.foundation.public import verify_chain
from hall.identity.public import SYSTEM
from hall.project.cli.bench import casework, six_steps
from hall.project.cli.bench.spiff_peer import SpiffCases
from tests.rooms.approvals.conftest import Office, _fresh_calendar, office

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["_fresh_calendar", "office"]


def test_cases_made_in_bulk_pass_every_check_of_the_database(office: Office) -> None:
    made = casework.make(3000)
    assert made["cases"] == Case.objects.count() == 3000
    assert made["reviews"] == DepartmentReview.objects.count()
    states = set(Case.objects.values_list("state", flat=True))
    assert states & OPEN >= {State.RECEIVED, State.SUPPLEMENT, State.REVIEWING, State.GRANTED}
    assert Case.objects.filter(number__startswith="BENCH").count() == 3000
    open_reviews = DepartmentReview.objects.filter(state="pending").count()
    assert open_reviews == sum(Case.objects.values_list("reviews_open", flat=True))
    assert open_case(office.submitted(), actor=SYSTEM)  # the trigger stands again


@pytest.mark.parametrize("keyed", [False, True])
def test_the_six_steps_lead_to_the_end(keyed: bool) -> None:
    scene = six_steps._scene()
    case = Case.objects.get(pk=open_case(scene.submitted(1), actor=SYSTEM))
    for step in scene.steps(case.pk, keyed=keyed):
        step()
    case.refresh_from_db()
    assert case.state == State.COMPLETED
    assert verify_chain(case.pk) == 8


@pytest.mark.parametrize("in_memory", [False, True])
def test_the_peer_completes_the_same_six_steps(in_memory: bool) -> None:
    with psycopg.connect(**connection.get_connection_params()) as own:
        peer = SpiffCases(own, in_memory=in_memory)
        peer.open(1)
        peer.run(1)
        (state,) = own.execute("SELECT state FROM bench_spiff WHERE id = 1").fetchone() or ("",)
        assert '"completed": true' in state
        own.execute("DROP TABLE bench_spiff")
