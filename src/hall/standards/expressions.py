"""The small language of forms: when something is asked, and what follows from other answers.

Written as JsonLogic (jsonlogic.com): one object, one operator, its operands in a list. Only the operators of
`OPERATORS` exist; there are no loops, no functions of one's own, no way out. Numbers are decimal, so that
0.1 + 0.2 of a fee is 0.3. What isn't answered yet is `None`: arithmetic with it gives `None`, a comparison
with it doesn't hold. An expression therefore never fails, whatever was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation, Overflow
from itertools import pairwise
from types import MappingProxyType
from typing import Any

__all__ = ["DEEPEST", "OPERATORS", "Resolve", "evaluate", "flaw", "is_filled", "references"]

Resolve = Callable[[str], Any]
DEEPEST, LARGEST = 12, 200


def evaluate(expression: Any, resolve: Resolve, *, today: date) -> Any:
    """The value of `expression`. `resolve` gives an answer by its name, `None` if there is none."""
    if isinstance(expression, list):
        return [evaluate(each, resolve, today=today) for each in expression]
    if not isinstance(expression, Mapping):
        return _constant(expression)
    operator, operands = _parts(expression)
    if operator == "var":
        return resolve(str(operands[0]))
    if operator == "today":
        return today.isoformat()
    if operator in _LAZY:
        return _LAZY[operator](operands, lambda each: evaluate(each, resolve, today=today))
    values = [evaluate(each, resolve, today=today) for each in operands]
    try:
        return OPERATIONS[operator](*values)
    except (InvalidOperation, DivisionByZero, Overflow, OverflowError, TypeError, ValueError, KeyError):
        return None


def references(expression: Any) -> Iterator[str]:
    """The names of the answers that `expression` looks at."""
    if isinstance(expression, list):
        for each in expression:
            yield from references(each)
    elif isinstance(expression, Mapping):
        operator, operands = _parts(expression)
        if operator == "var":
            yield str(operands[0])
        else:
            yield from references(operands)


def flaw(expression: Any) -> str:
    """Why this is no expression, in Chinese; "" when it is one."""
    if _size(expression) > LARGEST:
        return f"条件或公式太长，最多 {LARGEST} 个部分"
    return _flaw(expression, 0)


def is_filled(value: Any) -> bool:
    """Whether there is an answer at all. The number 0 is one; an unticked box is none."""
    if isinstance(value, Mapping):
        return any(is_filled(each) for each in value.values())
    if isinstance(value, list):
        return any(is_filled(each) for each in value)
    return value is not None and value is not False and value != ""


def _flaw(expression: Any, depth: int) -> str:
    if depth > DEEPEST:
        return f"条件或公式套得太深，最多 {DEEPEST} 层"
    if isinstance(expression, list):
        return next(filter(None, (_flaw(each, depth + 1) for each in expression)), "")
    if not isinstance(expression, Mapping):
        return "" if isinstance(expression, str | int | float | bool | None) else "只能用文字、数字、是否"
    if len(expression) != 1:
        return "每一层只能有一个运算"
    operator, operands = _parts(expression)
    if operator not in OPERATORS:
        return f"没有这种运算：{operator}"
    least, most = OPERATORS[operator]
    if not least <= len(operands) <= most:
        return f"运算 {operator} 的内容个数不对"
    if operator == "var":
        return "" if isinstance(operands[0], str) and operands[0] else "var 后面应为字段名"
    return _flaw(list(operands), depth + 1)


def _size(expression: Any) -> int:
    if isinstance(expression, Mapping):
        return 1 + sum(_size(each) for each in expression.values())
    return 1 + sum(_size(each) for each in expression) if isinstance(expression, list) else 1


def _parts(expression: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
    operator, operands = next(iter(expression.items()), ("", []))
    return str(operator), operands if isinstance(operands, list) else [operands]


def _constant(value: Any) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if is_number else value


def _number(value: Any) -> Decimal:
    if value is None or value == "" or isinstance(value, bool | list | Mapping):
        raise InvalidOperation
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite() or abs(number) >= Decimal(10) ** 20:
        raise InvalidOperation
    return number


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Decimal) or isinstance(other, Decimal):
        try:
            return _number(one) == _number(other)
        except InvalidOperation:
            return False
    blank = (None, "", False)
    if one in blank and other in blank:
        return True
    return bool(one == other)


def _ordered(holds: Callable[[Any, Any], bool]) -> Callable[..., bool]:
    def compare(*values: Any) -> bool:
        if any(not is_filled(value) and not isinstance(value, Decimal) for value in values):
            return False
        if any(isinstance(value, Decimal) for value in values):
            values = tuple(_number(value) for value in values)
        return all(holds(one, other) for one, other in pairwise(values))

    return compare


def _contains(needle: Any, there: Any) -> bool:
    if isinstance(there, list):
        return any(_same(needle, each) for each in there)
    return isinstance(there, str) and isinstance(needle, str) and needle != "" and needle in there


def _day(value: Any) -> date:
    return date.fromisoformat(str(value))


def _years(start: Any, end: Any) -> Decimal:
    one, other = _day(start), _day(end)
    return Decimal(other.year - one.year - ((other.month, other.day) < (one.month, one.day)))


def _product(*values: Any) -> Decimal:
    total = Decimal(1)
    for value in values:
        total *= _number(value)
    return total


def _sum(column: Any) -> Decimal:
    numbers = [_number(each) for each in column or [] if each is not None and each != ""]
    return sum(numbers, Decimal(0))


def _round(value: Any, places: Any = Decimal(0)) -> Decimal:
    return _number(value).quantize(Decimal(1).scaleb(-int(_number(places))), ROUND_HALF_UP)


def _later(start: Any, days: Any) -> str:
    return (_day(start) + timedelta(days=int(_number(days)))).isoformat()


def _minus(one: Any, other: Any = None) -> Decimal:
    return -_number(one) if other is None else _number(one) - _number(other)


OPERATIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "==": _same,
        "!=": lambda one, other: not _same(one, other),
        "<": _ordered(lambda one, other: one < other),
        "<=": _ordered(lambda one, other: one <= other),
        ">": _ordered(lambda one, other: one > other),
        ">=": _ordered(lambda one, other: one >= other),
        "!": lambda value: not is_filled(value),
        "!!": is_filled,
        "in": _contains,
        "+": lambda *values: sum((_number(value) for value in values), Decimal(0)),
        "-": lambda *values: _minus(*values) if None not in values else None,
        "*": _product,
        "/": lambda one, other: _number(one) / _number(other),
        "min": lambda *values: min(_number(value) for value in values),
        "max": lambda *values: max(_number(value) for value in values),
        "sum": _sum,
        "count": lambda rows: Decimal(len(rows) if isinstance(rows, list) else 0),
        "round": _round,
        "days_between": lambda start, end: Decimal((_day(end) - _day(start)).days),
        "years_between": _years,
        "add_days": _later,
    }
)


def _if(operands: Sequence[Any], value: Resolve) -> Any:
    for at in range(0, len(operands) - 1, 2):
        if is_filled(value(operands[at])):
            return value(operands[at + 1])
    return value(operands[-1]) if len(operands) % 2 else None


_LAZY: Mapping[str, Callable[[Sequence[Any], Any], Any]] = MappingProxyType(
    {
        "and": lambda operands, value: all(is_filled(value(each)) for each in operands),
        "or": lambda operands, value: any(is_filled(value(each)) for each in operands),
        "if": _if,
    }
)

#: Every operator with the fewest and the most operands it takes.
OPERATORS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "var": (1, 1),
        "today": (0, 1),
        "and": (1, 20),
        "or": (1, 20),
        "if": (2, 21),
        **dict.fromkeys(("==", "!=", "in", "/", "days_between", "years_between", "add_days"), (2, 2)),
        **dict.fromkeys(("<", "<=", ">", ">="), (2, 3)),
        **dict.fromkeys(("!", "!!", "sum", "count"), (1, 1)),
        **dict.fromkeys(("+", "*", "min", "max"), (1, 20)),
        "-": (1, 2),
        "round": (1, 2),
    }
)
