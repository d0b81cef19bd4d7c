"""Straight lines: no hidden hooks, one clock, one reader of the environment, no deed without a doer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.house_rules.trespass import Trespass, modules

SIGNALS = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed", "pre_init", "post_init"}
CLOCKS = {
    ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"),
    ("timezone", "now"), ("timezone", "localdate"), ("time", "time"),
}  # fmt: skip
CLOCK_KEEPERS = {"src/hall/foundation/clock.py"}


def nothing_hangs_on_model_signals(root: Path) -> Iterator[Trespass]:
    """What happens because of a change is a reaction to an event in wiring, where everyone can read it."""
    for path, tree in modules(root, "src"):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "django.db.models.signals":
                for alias in node.names:
                    if alias.name in SIGNALS or alias.name == "*":
                        yield Trespass(
                            path, node.lineno, f"{alias.name}: record an event and react to it in wiring."
                        )


def one_clock(root: Path) -> Iterator[Trespass]:
    """Time is asked of hall.foundation.public.now()/today() only, so that 'today' is the hall's date."""
    for path, tree in modules(root, "src/hall"):
        if path.as_posix() in CLOCK_KEEPERS:
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (name, node.func.attr) in CLOCKS:
                yield Trespass(
                    path, node.lineno, f"{name}.{node.func.attr}(): use now() or today() of the foundation."
                )


def one_reader_of_the_environment(root: Path) -> Iterator[Trespass]:
    """Only hall.project reads the environment, so that `hall doctor` can list every setting."""
    for path, tree in modules(root, "src/hall"):
        if path.parts[2] == "project":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
                yield Trespass(path, node.lineno, f"os.{node.attr}: make it a setting in project.")


def actions_name_their_actor(root: Path) -> Iterator[Trespass]:
    """A function decorated as an action takes the keyword `actor`: nothing is done by nobody."""
    for path, tree in modules(root, "src/hall"):
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or not any(map(_is_action, node.decorator_list)):
                continue
            if "actor" not in {argument.arg for argument in node.args.kwonlyargs}:
                yield Trespass(path, node.lineno, f"{node.name}: an action takes `*, actor`.")


def _is_action(decorator: ast.expr) -> bool:
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(name, ast.Name) and name.id == "action"
