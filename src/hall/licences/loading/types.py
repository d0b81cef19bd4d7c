"""`hall load licences FILE`: the types of licence a city issues or accepts.

A type's code is the credit code of the body that defines it and three digits. Where no published code is
known the data carries one of an invented body; such codes are marked, and never mistaken for real ones.

Beside the file may stand `licence_fields.csv`: what a licence of each type says, line by line. `answers`
names the form fields a line comes from (`a+b` makes one text of two, `|` parts what is tried in turn),
`register` the register field that had filled the answer, `basis` the article that has the licence say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hall.foundation.public import Doer, LoadReport, action, conclude_load, read_rows, upsert_rows
from hall.licences.models import LicenceType
from hall.standards import credit_code

__all__ = ["load_licence_types"]

LINES_FILE = "licence_fields.csv"
LINE_COLUMNS = ("licence", "label", "answers", "register", "basis")
COLUMNS = ("code", "name", "validity_years", "legal_basis", "validity_basis")
FIELDS = ("code", "name", "validity_years", "legal_basis", "validity_basis", "is_demo_code", "lines")
Row = tuple[str, str, int | None, str, str, bool, list[dict[str, Any]]]
Lines = dict[str, tuple[int, list[dict[str, Any]]]]


@action("licences.types.load")
def load_licence_types(path: Path, *, actor: Doer) -> LoadReport:
    """Put the types of `path` in place.

    Raises: NotLoaded, every bad row named.
    """
    report = LoadReport("licences")
    beside = path.with_name(LINES_FILE)
    lines = _lines(beside, report) if beside.exists() else {}
    report.count(*upsert_rows(LicenceType, FIELDS, _types(path, lines, report), key=["code"]))
    for name, (line, _said) in lines.items():
        report.reject(beside.name, line, f"没有名为“{name}”的证照类型", "licence")
    return conclude_load(report, [path, *([beside] if beside.exists() else [])], actor=actor)


def _lines(path: Path, report: LoadReport) -> Lines:
    """What each type says, by its name, with the line of the file that speaks of it first."""
    found: Lines = {}
    for number, row in read_rows(path, LINE_COLUMNS, report):
        _, said = found.setdefault(row["licence"], (number, []))
        if not (row["answers"] or row["register"]) or not row["basis"]:
            report.reject(path.name, number, "须写明来自哪个填写项或登记项，以及依据", "answers")
        elif any(one["label"] == row["label"] for one in said):
            report.reject(path.name, number, f"重复：{row['label']}", "label")
        else:
            said.append({name: row[name] for name in LINE_COLUMNS[1:]})
    return found


def _types(path: Path, lines: Lines, report: LoadReport) -> Iterator[Row]:
    """The types of the file; what `lines` says of them is taken out, so that what is left belongs to none."""
    codes: set[str] = set()
    names: set[str] = set()
    for line, row in read_rows(path, COLUMNS, report):
        flaw = _flaw(row, codes, names)
        if flaw:
            report.reject(path.name, line, flaw[1], flaw[0])
            continue
        codes.add(row["code"])
        names.add(row["name"])
        years = int(row["validity_years"]) if row["validity_years"] else None
        demo = credit_code.is_demo(row["code"][:18])
        _, said = lines.pop(row["name"], (0, []))
        yield row["code"], row["name"], years, row["legal_basis"], row["validity_basis"], demo, said


def _flaw(row: dict[str, str], codes: set[str], names: set[str]) -> tuple[str, str] | None:
    """(column, what is wrong with it), or None."""
    body, digits = row["code"][:18], row["code"][18:]
    if wrong := credit_code.find_flaw(body):
        return "code", f"前 18 位：{wrong}"
    if len(digits) != 3 or not digits.isdecimal():
        return "code", "统一社会信用代码之后应为 3 位数字"
    if row["code"] in codes or row["name"] in names or not row["name"]:
        return "name", "代码和名称都应唯一，名称不能为空"
    if not row["legal_basis"]:
        return "legal_basis", "须写明设定依据"
    years = row["validity_years"]
    if years and not (years.isdecimal() and 0 < int(years) < 100):
        return "validity_years", "有效期应为整年数；长期有效的留空"
    if years and not row["validity_basis"]:
        return "validity_basis", "写了有效期，须写明依据"
    return None
