"""`hall bench NAME`: figures about the hall, beside a peer doing the same work. `--json`: an object a figure.

A benchmark is a module here with a function `run(**options)` that yields `Figure`s.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
from dataclasses import asdict, dataclass, field
from typing import Any

import click

from hall.project.cli.ground import hall_at_hand
from hall.project.cli.tongue import say

# name → (module, function). Each room's owner adds a line.
BENCHES: dict[str, tuple[str, str]] = {
    "cases": ("hall.project.cli.bench.cases", "run"),
    "files": ("hall.project.cli.bench.files", "run"),
    "forms": ("hall.project.cli.bench.forms", "run"),
    "pages": ("hall.project.cli.bench.pages", "run"),
    "search": ("hall.project.cli.bench.finding", "run"),
    "kill": ("hall.project.cli.bench.kill", "run"),
}


def machine() -> str:
    python = platform.python_version()
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {python}"


@dataclass(frozen=True)
class Figure:
    """One measured figure. `ratio` above 1 means that we are better than the peer."""

    bench: str
    metric: str
    value: float
    unit: str
    peer: str | None = None
    peer_value: float | None = None
    ratio: float | None = None
    n: int = 1
    machine: str = field(default_factory=machine)

    def __str__(self) -> str:
        beside = (
            f"   {self.peer}: {self.peer_value:g} {self.unit}, ratio {self.ratio:.2f}" if self.peer else ""
        )
        return f"{self.bench} {self.metric}: {self.value:g} {self.unit} (n={self.n}){beside}"


@click.command(
    help=say("测速：", "Measure: ") + ", ".join(BENCHES),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("name", type=click.Choice(list(BENCHES)))
@click.option("--json", "as_json", is_flag=True, help=say("每个数字一行 JSON。", "One JSON object a figure."))
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def bench(name: str, as_json: bool, options: tuple[str, ...]) -> None:
    module, function = BENCHES[name]
    if importlib.util.find_spec(module) is None:
        raise click.ClickException(say(f"本版本没有 {name} 测试。", f"This version has no benchmark {name}."))
    with hall_at_hand():
        for figure in getattr(importlib.import_module(module), function)(**_named(options)):
            click.echo(json.dumps(asdict(figure), ensure_ascii=False) if as_json else str(figure))


def _named(options: tuple[str, ...]) -> dict[str, Any]:
    """`--inbox --cases=500` → {"inbox": True, "cases": 500}."""
    named: dict[str, Any] = {}
    for option in options:
        if not option.startswith("--"):
            raise click.UsageError(
                say(f"选项写作 --名称=值：{option}", f"Options are written --name=value: {option}")
            )
        key, _, value = option[2:].partition("=")
        named[key.replace("-", "_")] = int(value) if value.isdigit() else (value or True)
    return named
