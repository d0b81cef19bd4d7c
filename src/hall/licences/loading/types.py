"""`hall load licences FILE`: the types of licence a city issues or accepts.

A type's code is the credit code of the body that defines it and three digits. Where no published code is
known the data carries one of an invented body; such codes are marked, and never mistaken for real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hall.foundation.public import Doer, LoadReport, action, conclude_load, read_rows, upsert_rows
from hall.licences.models import LicenceType
from hall.standards import credit_code

__all__ = ["load_licence_types"]

COLUMNS = ("code", "name", "validity_years", "legal_basis", "validity_basis")
FIELDS = ("code", "name", "validity_years", "legal_basis", "validity_basis", "is_demo_code")
Row = tuple[str, str, int | None, str, str, bool]


@action("licences.types.load")
def load_licence_types(path: Path, *, actor: Doer) -> LoadReport:
    """Put the types of `path` in place.

    Raises: NotLoaded, every bad row named.
    """
    report = LoadReport("licences")
    report.count(*upsert_rows(LicenceType, FIELDS, _types(path, report), key=["code"]))
    return conclude_load(report, [path], actor=actor)


def _types(path: Path, report: LoadReport) -> Iterator[Row]:
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
        yield row["code"], row["name"], years, row["legal_basis"], row["validity_basis"], demo


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
