"""Length: whoever opens a file or a function must be able to hold it in the head."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.house_rules.trespass import Trespass, files, modules

FILE_BUDGET = 300
FILE_LIMIT = 500
FUNCTION_BUDGET = 40

# Files over the budget (never over the limit), each with its reason. Keep it empty.
LONGER_FILES: dict[str, str] = {}


def files_are_short(root: Path) -> Iterator[Trespass]:
    """At most 300 lines; up to 500 only with a reason in LONGER_FILES."""
    for path in files(root, "src", "tools", "tests"):
        inside = path.relative_to(root)
        if "migrations" in inside.parts:
            continue
        length = len(path.read_text(encoding="utf-8").splitlines())
        allowed = (
            FILE_LIMIT if inside.as_posix() in LONGER_FILES or inside.parts[0] == "tests" else FILE_BUDGET
        )
        if length > allowed:
            yield Trespass(
                inside, allowed, f"{length} lines, budget {allowed}: split it where its subject changes."
            )


def functions_are_short(root: Path) -> Iterator[Trespass]:
    """At most 40 lines, docstring not counted."""
    for path, tree in modules(root, "src", "tools"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if (length := _length(node)) > FUNCTION_BUDGET:
                why = (
                    f"{node.name} has {length} lines, budget {FUNCTION_BUDGET}: name its steps as functions."
                )
                yield Trespass(path, node.lineno, why)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length
