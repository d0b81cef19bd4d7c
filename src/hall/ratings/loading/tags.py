"""`hall load rating-tags FILE`: the ready-made remarks of each grade, in the file's order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hall.foundation.public import Doer, LoadReport, action, conclude_load, read_rows, upsert_rows
from hall.ratings.models import RatingTag
from hall.ratings.rules.grades import GRADES

__all__ = ["load_rating_tags"]

COLUMNS = ("code", "grade", "label", "label_en")


@action("ratings.tags.load")
def load_rating_tags(path: Path, *, actor: Doer) -> LoadReport:
    """Put the remarks of `path` in place; a remark that is no longer there stays known to old ratings.

    Raises: NotLoaded, every bad row named.
    """
    report = LoadReport("rating-tags")
    report.count(*upsert_rows(RatingTag, [*COLUMNS, "position"], _tags(path, report), key=["code"]))
    return conclude_load(report, [path], actor=actor)


def _tags(path: Path, report: LoadReport) -> Iterator[tuple[str, int, str, str, int]]:
    seen: set[str] = set()
    for line, row in read_rows(path, COLUMNS, report):
        if row["grade"] not in {str(grade) for grade in GRADES}:
            report.reject(path.name, line, f"等级应为 {GRADES[0]} 至 {GRADES[-1]}：{row['grade']}", "grade")
        elif not row["code"] or row["code"] in seen:
            report.reject(path.name, line, f"代码应唯一且不为空：{row['code']}", "code")
        elif not (row["label"] and row["label_en"]):
            report.reject(path.name, line, "中英文标签都不能为空", "label")
        else:
            seen.add(row["code"])
            yield row["code"], int(row["grade"]), row["label"], row["label_en"], len(seen)
