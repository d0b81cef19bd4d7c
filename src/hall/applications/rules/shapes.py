"""Whether what a program sent for a question has the shape of an answer to it."""

from __future__ import annotations

from typing import Any

from hall.applications.rules.asked import Field
from hall.standards.field_types import PARTS

__all__ = ["wrong_shape"]


def wrong_shape(field: Field, value: Any) -> str:
    """What is wrong with it, in Chinese; "" when its shape fits. Text always fits: it is kept as typed."""
    if field.type == "file":
        return "这一项是文件，请用上传材料的接口"
    if field.type == "table":
        return "" if value == "" or _are_rows(value, field) else "这一项是表格，应为各行组成的列表"
    if field.type in PARTS:
        fits = value == "" or (isinstance(value, dict) and set(value) <= set(PARTS[field.type]))
        return "" if fits else f"这一项应为对象，可以有：{'、'.join(PARTS[field.type])}"
    if isinstance(value, dict):
        return "这一项须为文字"
    if isinstance(value, list):
        several = field.type == "checkbox" and field.options and all(isinstance(each, str) for each in value)
        return "" if several else "这一项不能有多个答案"
    if isinstance(value, bool) and not (field.type == "checkbox" and not field.options):
        return "这一项须为文字"
    return ""


def _are_rows(value: Any, field: Field) -> bool:
    known = {column.key for column in field.columns}
    return isinstance(value, list) and all(isinstance(row, dict) and set(row) <= known for row in value)
