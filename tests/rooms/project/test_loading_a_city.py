"""A city comes from its data directory, in the order of need, and comes again without change."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from hall.project import city
from hall.project.cli.load import _load, _load_city
from hall.registers.models import PersonRecord

pytestmark = pytest.mark.django_db


def test_the_whole_city_loads_and_loads_again_without_change() -> None:
    first = {report.step: report for report in city.load()}
    assert not any(report.rejected for report in first.values())
    assert PersonRecord.objects.count() == 20_000
    again = list(city.load())
    assert [report.step for report in again if report.added or report.changed] == []


def test_a_file_that_is_refused_is_told_row_by_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "half.csv"
    path.write_text("date,is_workday,holiday_en,is_adjusted_workday\n2027-01-04,1,,0\n", encoding="utf-8")
    with pytest.raises(click.ClickException, match="重新载入整个文件"):
        _load("calendar", (path,), as_json=False)
    told = capsys.readouterr().out
    assert "half.csv" in told
    assert "2027 年缺少 364 天" in told


def test_a_program_reads_one_json_object_a_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _load("topics", (), as_json=True)
    (step,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (step["step"], step["added"], step["rejected"]) == ("topics", 67, [])


def test_a_city_that_has_no_data_is_told(tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match="atlantis"):
        _load_city("atlantis", as_json=False)
