"""`hall load items FILE`: real items with their codes. Odd codes are reported and loaded, never dropped.

Beside the file stand `topic_rules.csv` (theme → topics), `statutory_limits.csv` (which law sets which item's
limit) and `sources.json` (whose data this is).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hall.catalogue.loading.origins import beside, law_limits, origin_of
from hall.catalogue.models import Audience, ServiceItem
from hall.catalogue.rules.facts import LAW, Origin, fact
from hall.catalogue.rules.limits import LawLimit, general_limit
from hall.catalogue.search.indexing import reindex
from hall.foundation.public import (
    Doer,
    LoadReport,
    action,
    conclude_load,
    now,
    read_rows,
    upsert_rows,
)
from hall.places.public import functions_by_source
from hall.standards import credit_code, item_code

__all__ = ["limit_fact", "load_items"]

COLUMNS = (
    "item_code",
    "catalog_code",
    "name",
    "main_item",
    "type_code",
    "type_name",
    "department",
    "dept_uscc",
    "theme_derived",
)
FIELDS = (
    "code",
    "catalog_code",
    "name",
    "main_item",
    "item_type",
    "function",
    "department_code",
    "audiences",
    "topics",
    "project_type",
    "is_online",
    "has_guide",
    "facts",
    "changed_at",
)
Row = dict[str, str]


@action("catalogue.items.load")
def load_items(path: Path, *, actor: Doer) -> LoadReport:
    """Put the items of `path` into the catalogue. Raises: NotLoaded, every bad row named."""
    report = LoadReport("items")
    reader = _Reader.beside(path, report)
    report.count(*upsert_rows(ServiceItem, FIELDS, reader.rows(), key=["code"], ignore=["changed_at"]))
    if (report.added or report.changed) and not report.rejected:
        reindex()
    return conclude_load(report, [path], actor=actor)


@dataclass
class _Reader:
    """The file as it streams by, with what it leans on read beforehand: no query while rows are copied."""

    path: Path
    report: LoadReport
    origin: Origin
    guessed: Origin
    functions: dict[str, str]
    topics: dict[str, list[str]]
    limits: list[tuple[str, LawLimit]]

    @classmethod
    def beside(cls, path: Path, report: LoadReport) -> _Reader:
        rules = beside(path, "topic_rules.csv", report)
        columns = ("theme", "natural_topic", "legal_topic")
        topics = {
            row["theme"]: [code for code in (row["natural_topic"], row["legal_topic"]) if code]
            for _, row in read_rows(rules, columns, report)
        }
        return cls(
            path,
            report,
            origin_of(path, report),
            origin_of(rules, report, kind="own"),
            functions_by_source(),
            topics,
            law_limits(path, report),
        )

    def rows(self) -> Iterator[tuple[Any, ...]]:
        seen: set[str] = set()
        at = now()
        for line, row in read_rows(self.path, COLUMNS, self.report):
            if flaw := self._flaw(row, seen):
                self.report.reject(self.path.name, line, flaw[1], flaw[0])
                continue
            seen.add(row["item_code"])
            self._remark(line, row)
            topics = self.topics[row["theme_derived"]]
            yield (
                row["item_code"],
                row["catalog_code"],
                row["name"],
                row["main_item"],
                row["type_code"],
                self.functions[row["department"]],
                row["dept_uscc"],
                [code for code in Audience.values if any(topic.startswith(code) for topic in topics)],
                topics,
                ServiceItem.ProjectType.OTHER.value,
                False,
                False,
                self._facts(row),
                at,
            )

    def _flaw(self, row: Row, seen: set[str]) -> tuple[str, str] | None:
        """The column and the reason why a row can't be taken, or None."""
        if not row["item_code"] or row["item_code"] in seen:
            return "item_code", f"事项编码为空或重复：{row['item_code']}"
        if not row["name"]:
            return "name", "事项名称为空"
        if row["type_code"] not in ServiceItem.Kind.values:
            return "type_code", f"事项类型不在 GB/T 39046-2020 附录 A.1 中：{row['type_code']}"
        if row["department"] not in self.functions:
            return "department", f"不知道“{row['department']}”承担哪种职能，请补进 department_functions.csv"
        if row["theme_derived"] not in self.topics:
            return "theme_derived", f"没有这个主题的归类：{row['theme_derived']}，请补进 topic_rules.csv"
        return None

    def _remark(self, line: int, row: Row) -> None:
        """Tell what is odd: a code of no known shape, a department code that isn't GB 32100."""
        code = item_code.read(row["item_code"])
        if not row["catalog_code"] or item_code.Oddity.SHAPE in code.oddities:
            reason = f"编码形式不规范，缺少目录编码或部门代码：{row['item_code']}"
            self.report.remark(self.path.name, line, reason, "item_code")
        if row["dept_uscc"] and (flaw := credit_code.find_flaw(row["dept_uscc"])):
            self.report.remark(self.path.name, line, f"{flaw}：{row['dept_uscc']}", "dept_uscc")

    def _facts(self, row: Row) -> dict[str, Any]:
        facts = {
            "name": fact(row["name"], self.origin),
            "type": fact(row["type_name"], self.origin),
            "department": fact(row["department"], self.origin),
            "code": fact(row["item_code"], self.origin),
            "topics": fact(row["theme_derived"], self.guessed),
        }
        law = next((limit for names, limit in self.limits if re.search(names, row["name"])), None)
        if limit := law or general_limit(row["type_code"]):
            facts["legal_limit"] = limit_fact(limit)
        return facts


def limit_fact(limit: LawLimit) -> dict[str, Any]:
    """A limit of law as a fact that cites its article."""
    return fact(
        {"days": limit.days, "unit": limit.unit},
        Origin(limit.citation, "", limit.as_of, LAW),
        note=limit.sentence,
    )
