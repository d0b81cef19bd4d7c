"""`hall load divisions FILE…`: the region tree, from 6-digit (to the county) or 12-digit files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hall.foundation.public import Doer, LoadReport, action, conclude_load, read_rows, upsert_rows
from hall.places.models import Division
from hall.standards import division_code

__all__ = ["load_divisions"]

STEP = "divisions"
COLUMNS = ("code", "name", "level", "parent_code")


@action("places.divisions.load")
def load_divisions(path: Path, *, actor: Doer) -> LoadReport:
    """Put the divisions of `path` into the tree. A division is never removed: codes outlive reforms.

    Raises: NotLoaded, every bad row named, when the file can't be taken whole.
    """
    report = LoadReport(STEP)
    tree = _Tree(path, report)
    names = ["code", "name", "level", "parent_id"]
    report.count(*upsert_rows(Division, names, tree.rows(), key=["code"]))
    tree.reject_orphans()
    return conclude_load(report, [path], actor=actor)


class _Tree:
    """The rows of one file as they stream by, and the parents that have not been seen yet."""

    def __init__(self, path: Path, report: LoadReport) -> None:
        self.path = path
        self.report = report
        self.known = set(Division.objects.values_list("code", flat=True))
        self.in_file: set[str] = set()
        self.waiting: dict[str, tuple[int, str]] = {}

    def rows(self) -> Iterator[tuple[str, str, str, str | None]]:
        for line, row in read_rows(self.path, COLUMNS, self.report):
            if flaw := self._flaw(row):
                self.report.reject(self.path.name, line, flaw[1], flaw[0])
                continue
            code = division_code.expand(row["code"])
            self.in_file.add(code)
            parent = division_code.expand(row["parent_code"]) if row["parent_code"] else None
            if parent and parent not in self.known and parent not in self.in_file:
                self.waiting.setdefault(parent, (line, code))
            yield code, row["name"], row["level"], parent

    def _flaw(self, row: dict[str, str]) -> tuple[str, str] | None:
        """The column and the reason why a row can't be taken, or None."""
        code, parent = row["code"], row["parent_code"]
        if not division_code.is_valid(code):
            return "code", f"区划代码应为 6、9 或 12 位数字：{code}"
        if division_code.expand(code) in self.in_file:
            return "code", f"区划代码重复：{code}"
        if not row["name"]:
            return "name", "名称为空"
        if row["level"] not in Division.Level.values:
            return "level", f"层级应为 {'、'.join(Division.Level.values)} 之一：{row['level']}"
        if (row["level"] == Division.Level.PROVINCE) == bool(parent):
            return "parent_code", "省级没有上级，其他各级必须有上级"
        if parent and not division_code.is_valid(parent):
            return "parent_code", f"上级代码应为 6、9 或 12 位数字：{parent}"
        return None

    def reject_orphans(self) -> None:
        """Reject those whose parent is neither in the file nor in the hall."""
        for parent, (line, code) in self.waiting.items():
            if parent not in self.in_file:
                reason = f"{code} 的上级 {parent} 既不在文件中，也没有载入过"
                self.report.reject(self.path.name, line, reason, "parent_code")
