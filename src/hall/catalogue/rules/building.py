"""Conditions and formulas as a person builds them: rows of “this answer, compared so, with that”.

What the builder makes it can read again. An expression of another shape, written in a file, is left alone and
shown in its own notation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hall.standards.field_types import NUMBERS, PARTS

__all__ = [
    "COMPARISONS",
    "FORMULAS",
    "Built",
    "Reckoned",
    "Row",
    "condition_of",
    "formula_of",
    "names_of",
    "read_condition",
    "read_formula",
]

#: How a row compares: its name → what the page calls it.
COMPARISONS = {
    "eq": "等于",
    "ne": "不等于",
    "gt": "大于",
    "ge": "大于或等于",
    "lt": "小于",
    "le": "小于或等于",
    "in": "包含",
    "filled": "已填写",
    "empty": "未填写",
}
_OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}
_NAMES = {operator: name for name, operator in _OPERATORS.items()}

#: What a formula does with its operands: name → (what the page calls it, operator).
FORMULAS = {
    "plus": ("相加", "+"),
    "times": ("相乘", "*"),
    "minus": ("第一项减第二项", "-"),
    "over": ("第一项除以第二项", "/"),
    "least": ("取最小", "min"),
    "most": ("取最大", "max"),
    "sum": ("表格一列合计", "sum"),
    "count": ("表格行数", "count"),
    "days": ("从第一个日期到第二个日期的天数", "days_between"),
    "years": ("从第一个日期到第二个日期的周年数", "years_between"),
    "later": ("第一个日期加第二项天数", "add_days"),
}
_KINDS = {operator: name for name, (_, operator) in FORMULAS.items()}
TODAY = "@today"


@dataclass(frozen=True)
class Row:
    """One comparison: the name of an answer, how, with what."""

    name: str
    how: str
    value: str = ""


@dataclass(frozen=True)
class Built:
    """Rows that must all hold (`and`) or of which one must (`or`)."""

    join: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Reckoned:
    """A formula: what is done, with which operands: names of answers, numbers, or `TODAY`."""

    kind: str
    operands: tuple[str, ...]


def names_of(definition: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Every answer that can be named: name → (label, kind), parts and columns among them."""
    found: dict[str, tuple[str, str]] = {}
    for section in definition["sections"]:
        for field in section["fields"]:
            found[field["key"]] = field["label"], field["type"]
            for part, (label, kind, _) in PARTS.get(field["type"], {}).items():
                found[f"{field['key']}.{part}"] = f"{field['label']}：{label}", kind
            for column in field.get("columns", ()):
                found[f"{field['key']}.{column['key']}"] = (
                    f"{field['label']}：{column['label']}",
                    column["type"],
                )
    return found


def condition_of(built: Built, kinds: Mapping[str, str]) -> dict[str, Any] | None:
    """The expression of rows; none without rows. `kinds` says which answers are numbers."""
    made = [_row(row, kinds.get(row.name, "text")) for row in built.rows if row.name]
    if len(made) < 2:
        return made[0] if made else None
    return {built.join: made}


def _row(row: Row, kind: str) -> dict[str, Any]:
    answer = {"var": row.name}
    if row.how in {"filled", "empty"}:
        return {"!!" if row.how == "filled" else "!": [answer]}
    if row.how == "in":
        return {"in": [row.value, answer]}
    value: Any = _number(row.value) if kind in NUMBERS else row.value
    return {_OPERATORS[row.how]: [answer, value]}


def _number(text: str) -> Any:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def read_condition(expression: Any) -> Built | None:
    """The rows of an expression, `None` when it has another shape."""
    if expression is None:
        return Built("and", ())
    if not isinstance(expression, Mapping) or len(expression) != 1:
        return None
    operator, operands = next(iter(expression.items()))
    joined = operator in {"and", "or"} and isinstance(operands, list)
    rows = [_read_row(each) for each in (operands if joined else [expression])]
    if any(row is None for row in rows):
        return None
    return Built(operator if joined else "and", tuple(row for row in rows if row is not None))


def _read_row(expression: Any) -> Row | None:
    if not isinstance(expression, Mapping) or len(expression) != 1:
        return None
    operator, operands = next(iter(expression.items()))
    operands = operands if isinstance(operands, list) else [operands]
    if operator in {"!!", "!"} and len(operands) == 1 and (name := _name(operands[0])):
        return Row(name, "filled" if operator == "!!" else "empty")
    if len(operands) != 2:
        return None
    if operator == "in" and isinstance(operands[0], str) and (name := _name(operands[1])):
        return Row(name, "in", operands[0])
    if operator in _NAMES and (name := _name(operands[0])) and isinstance(operands[1], str | int | float):
        return Row(name, _NAMES[operator], str(operands[1]))
    return None


def _name(operand: Any) -> str:
    named = operand.get("var") if isinstance(operand, Mapping) and len(operand) == 1 else None
    named = named[0] if isinstance(named, list) and named else named
    return named if isinstance(named, str) else ""


def formula_of(reckoned: Reckoned) -> dict[str, Any] | None:
    """The expression of a formula; none without a kind or operands."""
    operands = [_operand(each) for each in reckoned.operands if each]
    if reckoned.kind not in FORMULAS or not operands:
        return None
    return {FORMULAS[reckoned.kind][1]: operands}


def _operand(text: str) -> Any:
    if text == TODAY:
        return {"today": []}
    number = _number(text)
    return {"var": text} if isinstance(number, str) else number


def read_formula(expression: Any) -> Reckoned | None:
    """The kind and operands of a formula, `None` when it has another shape."""
    if expression is None:
        return Reckoned("", ())
    if not isinstance(expression, Mapping) or len(expression) != 1:
        return None
    operator, operands = next(iter(expression.items()))
    read = [_read_operand(each) for each in _listed(operands)]
    if operator not in _KINDS or not all(read) or len(read) > 4:
        return None
    return Reckoned(_KINDS[operator], tuple(read))


def _listed(operands: Any) -> Sequence[Any]:
    return operands if isinstance(operands, list) else [operands]


def _read_operand(operand: Any) -> str:
    if isinstance(operand, Mapping) and list(operand) == ["today"]:
        return TODAY
    if isinstance(operand, int | float) and not isinstance(operand, bool):
        return str(operand)
    return _name(operand)
