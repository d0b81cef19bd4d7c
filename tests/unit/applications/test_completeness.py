"""What stops a filing is told all at once; how far each part is, is told truly."""

from __future__ import annotations

from datetime import date

import pytest

from hall.applications.rules.completeness import (
    FileSeen,
    Papers,
    PaperState,
    SectionState,
    faults_in,
    gaps,
    paper_state,
    section_state,
)
from tests.unit.applications.sheets import CARD, FORM, LEASE, PERSON, PHOTO, SHOP, asked

TODAY = date(2026, 11, 24)
LEASE_CLEAN = FileSeen("m2", "clean")
WHOLE = {"name": "张三", "id": "349902199003070018", "phone": "16100000001", "area": "80"}


def whole() -> dict[str, str]:
    from hall.standards import resident_id

    seventeen = "34990219900307001"
    return WHOLE | {"id": seventeen + resident_id.check_digit(seventeen)}


def test_a_whole_application_has_no_gaps() -> None:
    papers = Papers(files=[LEASE_CLEAN], held=frozenset({"m1"}))
    assert gaps(asked(), whole(), papers, today=TODAY) == ()


def test_every_gap_is_told_at_once_in_the_order_of_the_form() -> None:
    found = gaps(asked(), {"phone": "12"}, Papers(), today=TODAY)
    assert [(gap.kind, gap.key) for gap in found] == [
        ("field", "name"),
        ("field", "id"),
        ("field", "phone"),
        ("field", "area"),
        ("material", "m1"),
        ("material", "m2"),
    ]


@pytest.mark.parametrize(
    "material, papers, state",
    [
        (CARD, Papers(), PaperState.MISSING),
        (CARD, Papers(held=frozenset({"m1"})), PaperState.HELD),
        (CARD, Papers(held=frozenset({"m1"}), own=frozenset({"m1"})), PaperState.MISSING),
        (CARD, Papers(files=[FileSeen("m1", "clean")], held=frozenset({"m1"})), PaperState.UPLOADED),
        (LEASE, Papers(files=[LEASE_CLEAN]), PaperState.UPLOADED),
        (LEASE, Papers(files=[LEASE_CLEAN, FileSeen("m2", "awaiting")]), PaperState.WAITING),
        (LEASE, Papers(files=[LEASE_CLEAN, FileSeen("m2", "infected")]), PaperState.HARMFUL),
        (PHOTO, Papers(), PaperState.OPTIONAL),
        (PHOTO, Papers(files=[FileSeen("m3", "awaiting")]), PaperState.WAITING),
        (FORM, Papers(), PaperState.ONLINE),
    ],
)
def test_each_paper_is_where_it_is(material: object, papers: Papers, state: PaperState) -> None:
    assert paper_state(material, papers) is state  # type: ignore[arg-type]


def test_a_file_that_nobody_has_scanned_stops_the_filing_even_of_an_optional_paper() -> None:
    papers = Papers(files=[LEASE_CLEAN, FileSeen("m3", "awaiting")], held=frozenset({"m1"}))
    assert [gap.key for gap in gaps(asked(), whole(), papers, today=TODAY)] == ["m3"]


@pytest.mark.parametrize(
    "answers, visited, touched, state",
    [
        ({}, False, False, SectionState.NOT_STARTED),
        ({"name": "张三"}, False, False, SectionState.NOT_STARTED),  # filled in for her, not yet looked at
        ({"name": "张三"}, False, True, SectionState.IN_PROGRESS),
        ({"name": "张三"}, True, True, SectionState.ATTENTION),  # looked at, but incomplete
        ({"phone": "12"}, False, True, SectionState.ATTENTION),  # wrong is told at once
    ],
)
def test_untouched_and_incomplete_are_told_apart(
    answers: dict[str, str], visited: bool, touched: bool, state: SectionState
) -> None:
    assert section_state(PERSON, answers, visited=visited, touched=touched, today=TODAY) is state


def test_a_section_that_lacks_nothing_is_done() -> None:
    assert section_state(PERSON, whole(), visited=False, touched=False, today=TODAY) is SectionState.DONE
    assert section_state(SHOP, whole(), visited=True, touched=True, today=TODAY) is SectionState.DONE


def test_a_partial_save_only_hears_of_what_is_wrong() -> None:
    assert set(faults_in(PERSON, {"phone": "12"}, today=TODAY, required=False)) == {"phone"}
