"""The small language of forms: decimal, never failing, and refusing what it doesn't know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.standards.expressions import OPERATIONS, OPERATORS, evaluate, flaw, references

TODAY = date(2026, 11, 25)
ANSWERS: dict[str, Any] = {
    "kind": "热食",
    "kinds": ["热食", "冷食"],
    "agreed": True,
    "area": Decimal("80.5"),
    "price": Decimal("0.1"),
    "zero": Decimal(0),
    "born": "1990-11-26",
    "from": "2026-02-27",
    "rows.cost": [Decimal("0.1"), None, Decimal("0.2")],
    "rows": [{}, {}, {}],
}


def value(expression: Any) -> Any:
    return evaluate(expression, ANSWERS.get, today=TODAY)


def var(name: str) -> dict[str, str]:
    return {"var": name}


@pytest.mark.parametrize(
    "expression, expected",
    [
        ({"==": [var("kind"), "热食"]}, True),
        ({"!=": [var("kind"), "冷食"]}, True),
        ({"==": [var("area"), "80.50"]}, True),  # as numbers, however written
        ({"in": ["冷食", var("kinds")]}, True),
        ({"in": ["食", var("kind")]}, True),
        ({">": [var("area"), 80]}, True),
        ({"<": [10, var("area"), 100]}, True),  # between
        ({"<": [var("from"), {"today": []}]}, True),
        ({"and": [var("agreed"), {"==": [var("kind"), "热食"]}]}, True),
        ({"or": [False, var("missing")]}, False),
        ({"!": [var("missing")]}, True),
        ({"!!": [var("zero")]}, True),  # zero is an answer
        ({"if": [var("agreed"), 1, 2]}, Decimal(1)),
        ({"+": [var("price"), 0.2]}, Decimal("0.3")),  # 0.1 + 0.2 = 0.3
        ({"*": [var("area"), 2, 3]}, Decimal("483.0")),
        ({"-": [var("area"), 0.5]}, Decimal("80.0")),
        ({"/": [1, 4]}, Decimal("0.25")),
        ({"/": [1, var("zero")]}, None),
        ({"+": [var("price"), var("missing")]}, None),
        ({"-": [var("price"), var("missing")]}, None),
        ({">": [var("missing"), 1]}, False),
        ({"sum": [var("rows.cost")]}, Decimal("0.3")),  # an empty cell counts for nothing
        ({"count": [var("rows")]}, Decimal(3)),
        ({"max": [var("area"), 100]}, Decimal(100)),
        ({"round": [{"/": [2, 3]}, 2]}, Decimal("0.67")),
        ({"days_between": [var("from"), "2026-03-01"]}, Decimal(2)),  # 28 Feb, 1 Mar
        ({"years_between": [var("born"), {"today": []}]}, Decimal(35)),  # 36 only tomorrow
        ({"add_days": [var("from"), 2]}, "2026-03-01"),
        ({"days_between": ["昨天", "2026-03-01"]}, None),
    ],
)
def test_an_expression_has_one_value(expression: Any, expected: Any) -> None:
    assert value(expression) == expected


@pytest.mark.parametrize(
    "expression, says",
    [
        ({"log": ["x"]}, "没有这种运算"),
        ({"==": [1]}, "个数不对"),
        ({"==": [1, 2], "!=": [1, 2]}, "只能有一个运算"),
        ({"var": [3]}, "var 后面应为字段名"),
        ({"+": [1] * 21}, "个数不对"),
        ({"==": [{"and": [[1]] * 3}, {"or": [["x" for _ in range(99)]] * 3}]}, "太长"),
    ],
)
def test_what_is_no_expression_is_named(expression: Any, says: str) -> None:
    assert says in flaw(expression)


def test_nesting_has_an_end() -> None:
    deep: Any = True
    for _ in range(40):
        deep = {"!": [deep]}
    assert "太深" in flaw(deep)


def test_every_operator_has_its_operands_counted() -> None:
    assert set(OPERATIONS) < set(OPERATORS)


LEAVES = st.one_of(
    st.booleans(),
    st.none(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.sampled_from([var(name) for name in [*ANSWERS, "missing", "rows.none"]]),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(
        st.sampled_from(sorted(set(OPERATORS) - {"var"})), st.lists(inner, max_size=4)
    ).map(lambda pair: {pair[0]: pair[1]}),
    max_leaves=12,
)


@given(TREES)
def test_no_expression_that_passes_the_check_ever_fails(expression: Any) -> None:
    if not flaw(expression):
        value(expression)
        list(references(expression))
