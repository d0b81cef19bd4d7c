"""Rows loaded by the thousand: added once, changed when they differ, and counted truly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from hall.foundation.bulk import LoadReport, upsert_rows
from hall.foundation.models import CalendarDay

NAMES = ["day", "is_working", "name", "is_provisional", "source"]


def days(*, name: str = "", source: str = "a") -> list[list[Any]]:
    return [[date(2030, 1, day), day > 1, name if day == 1 else "", False, source] for day in (1, 2, 3)]


def load(rows: list[list[Any]], **options: Any) -> tuple[int, int, int]:
    return upsert_rows(CalendarDay, NAMES, rows, key=["day"], **options)


@pytest.mark.django_db
def test_rows_are_added_then_left_alone_then_changed() -> None:
    assert load(days()) == (3, 0, 0)
    assert load(days()) == (0, 0, 3)
    assert load(days(name="元旦")) == (0, 1, 2)
    assert CalendarDay.objects.get(day=date(2030, 1, 1)).name == "元旦"


@pytest.mark.django_db
def test_fields_to_ignore_do_not_make_a_row_changed() -> None:
    load(days())
    assert load(days(source="b"), ignore=["source"]) == (0, 0, 3)
    assert load(days(name="元旦", source="b"), ignore=["source"]) == (0, 1, 2)
    assert CalendarDay.objects.get(day=date(2030, 1, 1)).source == "b"


@pytest.mark.django_db
def test_a_bad_row_loads_nothing() -> None:
    with pytest.raises(ValidationError), transaction.atomic():
        load([*days(), ["not-a-date", True, "", False, ""]])
    assert not CalendarDay.objects.filter(day__year=2030).exists()


def test_a_report_counts_and_names_rows() -> None:
    report = LoadReport("divisions")
    report.count(3, 2, 1)
    report.reject("divisions.csv", 7, "上级区划不存在")
    report.remark("divisions.csv", 9, "名称含空格")
    assert report.as_dict() == {
        "step": "divisions",
        "added": 3,
        "changed": 2,
        "unchanged": 1,
        "rejected": [{"source": "divisions.csv", "line": 7, "reason": "上级区划不存在", "column": ""}],
        "remarks": [{"source": "divisions.csv", "line": 9, "reason": "名称含空格", "column": ""}],
    }
