"""The implementing list as rows: every field a guide can have, each in a column of its own name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hall.catalogue.rules.linked.described import Described

__all__ = ["FIXED", "as_record", "as_row", "heading"]

#: What every row begins with: the column's key and its Chinese name.
FIXED: tuple[tuple[str, str], ...] = (
    ("code", "编码"), ("basic_code", "基本编码"), ("name", "事项名称"), ("kind", "事项类型"),
    ("project_type", "办件类型"), ("bodies", "实施机构"), ("divisions", "区划代码"),
    ("audiences", "服务对象"), ("topics", "主题"), ("page", "办事指南网址"), ("apply_page", "在线办理网址"),
    ("version", "指南版本"), ("changed_at", "更新时间"), ("legal_days", "法定办结时限（工作日）"),
    ("promise_days", "承诺办结时限（工作日）"), ("visits", "到现场次数（次）"), ("result", "办理结果"),
    ("fee", "收费说明"), ("papers", "申请材料"),
)  # fmt: skip


def heading(fields: Sequence[str], labels: dict[str, str]) -> list[str]:
    return [name for _, name in FIXED] + [f"{labels.get(key, key)}（{key}）" for key in fields]


def as_row(described: Described, fields: Sequence[str], base: str) -> list[str]:
    """One line of the table: lists joined by ；, numbers as they are, nothing for what isn't told."""
    fixed = as_record(described, base)
    cells = [_cell(fixed[key]) for key, _ in FIXED if key != "papers"]
    papers = "；".join(f"{paper.title}（{paper.must}）" for paper in described.papers)
    return [*cells, _cell(papers), *(_cell(described.lines(key)) for key in fields)]


def as_record(described: Described, base: str) -> dict[str, Any]:
    """The whole as one object: every value with where it was said, every paper with all its columns."""
    return {
        "code": described.code,
        "basic_code": described.basic_code,
        "name": described.name,
        "kind": described.kind,
        "project_type": described.project_type,
        "bodies": [body.name for body in described.bodies],
        "divisions": list(dict.fromkeys(body.place.code for body in described.bodies)),
        "audiences": [name for _, name in described.audiences],
        "topics": [subject.name for subject in described.subjects],
        "page": base + described.page,
        "apply_page": described.apply_page and base + described.apply_page,
        "version": described.version,
        "changed_at": described.changed_at.isoformat(),
        "legal_days": described.legal_days,
        "promise_days": described.promise_days,
        "visits": described.visits,
        "result": described.result,
        "fee": described.fee,
        "papers": [vars(paper) for paper in described.papers],
        "facts": {
            key: {"value": value, **described.origins.get(key, {})} for key, value in described.facts.items()
        },
    }


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "；".join(value) if isinstance(value, list) else str(value)
    return (
        "'" + text if text.startswith(("=", "+", "@", "\t", "\r")) else text
    )  # a spreadsheet must not take it for a formula
