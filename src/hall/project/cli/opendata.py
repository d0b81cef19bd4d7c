"""`hall opendata`: is the open data what the profile demands, and where is the file."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from hall.project.cli.ground import hall_at_hand
from hall.project.cli.tongue import say

if TYPE_CHECKING:
    from rdflib import Graph

AT_A_TIME = 50
MOST_TOLD = 20
console = Console(highlight=False, soft_wrap=True)


@click.group(help=say("开放数据：按规范检查、导出文件", "Open data: judge it, write it."))
def opendata() -> None: ...


@opendata.command(
    help=say(
        "用 CPSV-AP 3.2 的 SHACL 约束检查全部事项；有不合的，退出码为 1。"
        "需要 pyshacl（pip install 'openhall[opendata]'）。",
        "Judge every service by the SHACL constraints of CPSV-AP 3.2; exit code 1 when one fails. "
        "Needs pyshacl (pip install 'openhall[opendata]').",
    )
)
@click.option(
    "--shapes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("改用这个文件里的约束，如发布的原件", "Use the shapes of this file, such as the published one."),
)
@click.option("--first", type=int, help=say("只检查前若干项", "Only the first so many."))
def check(shapes: Path | None, first: int | None) -> None:
    try:
        import pyshacl  # noqa: F401
    except ImportError as missing:
        raise click.ClickException(
            say(
                "没有安装 pyshacl：pip install 'openhall[opendata]'。",
                "pip install 'openhall[opendata]' first.",
            )
        ) from missing
    with hall_at_hand():
        started, seen, faults = time.monotonic(), 0, Counter[str]()
        for nodes in _batches(first):
            seen += len(nodes)
            faults.update(violations(nodes, shapes))
        spent = time.monotonic() - started
    console.print(
        say(
            f"检查 {seen} 项，不合 {faults.total()} 处，用时 {spent:.1f} 秒。",
            f"{seen} services judged, {faults.total()} violations, in {spent:.1f} s.",
        )
    )
    for fault, times in faults.most_common(MOST_TOLD):
        console.print(f"  {times} × {fault}", markup=False)
    raise SystemExit(1 if faults or not seen else 0)


@opendata.command(
    help=say(
        "把一种开放数据写成文件（- 为标准输出）。", "Write one of the files of open data (- for stdout)."
    )
)
@click.argument("name")
@click.argument("to", type=click.Path(dir_okay=False, allow_dash=True))
def export(name: str, to: str) -> None:
    with hall_at_hand():
        from hall.catalogue.http.open.files import WHOLE

        if name not in WHOLE:
            raise click.UsageError(say("可导出：", "There are: ") + ", ".join(WHOLE))
        _, parts = WHOLE[name]
        if to == "-":
            sys.stdout.buffer.writelines(parts())
            return
        unfinished = Path(f"{to}.part")
        with unfinished.open("wb") as file:
            file.writelines(parts())
        unfinished.replace(to)  # who reads the old file never sees half of the new one


def violations(nodes: list[dict[str, Any]], shapes: Path | None = None) -> Iterator[str]:
    """What in these JSON-LD nodes breaks the shapes: the property and why."""
    import pyshacl
    from rdflib import RDF, SH, Graph

    from hall.catalogue.public import LINKED_CONTEXT

    said = json.dumps({"@context": LINKED_CONTEXT, "@graph": nodes})
    _, report, _ = pyshacl.validate(Graph().parse(data=said, format="json-ld"), shacl_graph=_shapes(shapes))
    for result in report.subjects(RDF.type, SH.ValidationResult):
        parts = (report.value(result, each) for each in (SH.focusNode, SH.resultPath, SH.resultMessage))
        yield " ".join(str(part) for part in parts)


@cache
def _shapes(path: Path | None) -> Graph:
    from rdflib import Graph

    if path is not None:
        return Graph().parse(path)
    from hall.catalogue.public import linked_shapes

    return Graph().parse(data=linked_shapes(), format="turtle")


def _batches(first: int | None) -> Iterator[list[dict[str, Any]]]:
    from hall.catalogue.public import linked_services

    every = islice(linked_services(), first)
    while batch := list(islice(every, AT_A_TIME)):
        yield batch
