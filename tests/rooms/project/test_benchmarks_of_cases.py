"""What benchmarks stand on: cases made by the thousand are cases like any other, and the six steps end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from io import StringIO
from itertools import count
from unittest.mock import Mock

import psycopg
import pytest
from django.db import connection

from hall.approvals.lifecycle import OPEN, State
from hall.approvals.public import Case, DepartmentReview, open_case
from hall.foundation.public import verify_chain
from hall.identity.public import SYSTEM
from hall.project.cli.bench import casework, six_steps
from hall.project.cli.bench.spiff_peer import SpiffCases
from hall.project.cli.bench.turns import Contestant, rounds, take_turns
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
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as own:
        own.execute("DROP TABLE IF EXISTS bench_spiff")
        peer = SpiffCases(lambda: own, in_memory=in_memory)
        for case in peer.lot(2, numbers=count(1)):
            case()
        for (state,) in own.execute("SELECT state FROM bench_spiff"):
            assert state["completed"]
            assert state["data"]["applicant_name"] == "测试·申请人"
            assert "'outcome': 'granted'" in str(state["tasks"])
        own.execute("DROP TABLE bench_spiff")


def test_rounds_leave_out_the_first_and_change_their_order() -> None:
    asked: list[str] = []

    @dataclass(frozen=True)
    class Quick(Contestant):
        def seconds(self, cases: int, at_once: int) -> float:
            asked.append(self.name)
            return float(len(asked))

    pair: list[Contestant] = [Quick(name, Mock()) for name in ("ours", "peer")]
    assert rounds(pair, cases=40, lot=20, at_once=1) == [{"peer": 3, "ours": 4}, {"ours": 5, "peer": 6}]
    assert asked == ["ours", "peer", "peer", "ours", "ours", "peer"]


def test_turns_are_taken_as_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[int] = []
    monkeypatch.setattr("sys.stdin", StringIO("plain 3 1\nplain 2 4\n"))
    take_turns({"plain": lambda cases: [partial(done.append, cases)] * cases})
    assert sorted(done) == [2, 2, 3, 3, 3]
    assert all(float(said) >= 0 for said in capsys.readouterr().out.split())
