"""`hall load`: a city from files. Another city is data, not code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from hall.project.cli.ground import hall_at_hand
from hall.project.cli.province import load_province
from hall.project.cli.tongue import say

if TYPE_CHECKING:
    from hall.foundation.public import LoadReport

CITY = "city"
PROVINCE = "province"
MOST_ODD_ROWS = 20
console = Console(highlight=False, soft_wrap=True)


@click.command(
    help=say(
        "装载城市数据。不带参数或用 city 时装载整座城市（如 hall load city bozhou）；"
        "给出 WHAT 和文件时只装载这一种。一个文件要么整个装载，要么一行也不装载；重复装载不改变任何数据。"
        "用 province 装载一个演示省份（约 40 万份虚构的实施清单，中断后可续）。",
        "Load a city. Without arguments, or as `hall load city bozhou`: everything in order; with WHAT and "
        "files: these. A file loads whole or not at all; loading it again changes nothing. "
        "`hall load province`: a demonstration province of 400,000 invented implementing lists, resumable.",
    )
)
@click.argument("what", required=False)
@click.argument("files", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=say("每步输出一行 JSON。", "One JSON object a step."))
def load(what: str | None, files: tuple[str, ...], as_json: bool) -> None:
    with hall_at_hand():
        from hall.project import city

        kinds = [source.what for source in city.SOURCES]
        if what not in {None, CITY, PROVINCE, *kinds}:
            known = ", ".join([CITY, PROVINCE, *kinds])
            raise click.UsageError(
                say(f"没有这种数据：{what}。可装载：{known}", f"No such data: {what}. Known: {known}")
            )
        if what == PROVINCE:
            load_province(Path(files[0]) if files else None, as_json)
            wrong = False
        elif what in {None, CITY}:
            wrong = _load_city(files[0] if files else city.DEFAULT_CITY, as_json)
        else:
            wrong = _load(what, tuple(Path(name) for name in files), as_json)
    raise SystemExit(1 if wrong else 0)


def _load_city(name: str, as_json: bool) -> bool:
    from django.conf import settings

    from hall.project import city

    if not city.folder_of(name).is_dir():
        raise click.ClickException(
            say(
                f"没有 {name} 这座城市：数据目录 {settings.HALL_DATA_DIR} 里没有，也不是一个目录。",
                f"There is no city {name}: not in {settings.HALL_DATA_DIR}, nor is it a folder.",
            )
        )
    wrong = _load(None, (), as_json, city_name=name)
    called = city.name_of_city()
    if called != settings.HALL_CITY and not as_json:
        hint = say(
            f"请设置 HALL_CITY={called}：现在网页上写的是 {settings.HALL_CITY}。",
            f"Set HALL_CITY={called}: pages say {settings.HALL_CITY} now.",
        )
        console.print(hint, style="yellow")
    return wrong


def _load(what: str | None, files: tuple[Path, ...], as_json: bool, *, city_name: str = "") -> bool:
    """Load and tell of each step; the first file that is refused ends it. Returns: whether rows are out."""
    from hall.foundation.public import HallError, NotLoaded
    from hall.project import city

    wrong = False
    reports = city.load(what, files, city=city_name or city.DEFAULT_CITY)
    try:
        with _progress(as_json):
            for report in reports:
                wrong |= bool(report.rejected)
                _tell(report, as_json)
    except HallError as refused:
        if isinstance(refused, NotLoaded):
            _tell(refused.report, as_json)
        raise click.ClickException(f"{refused.message}{refused.remedy}") from refused
    return wrong


@contextmanager
def _progress(as_json: bool) -> Iterator[None]:
    """A sign of life while files are read; nothing when a program reads the output."""
    if as_json:
        yield
        return
    with console.status(say("正在装载…", "Loading …")):
        yield


def _tell(report: LoadReport, as_json: bool) -> None:
    from hall.project import city

    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False))
        return
    console.print(city.told(report), markup=False)
    if report.rejected or report.remarks:
        console.print(_rows_concerned(report))


def _rows_concerned(report: LoadReport) -> Table:
    """Every rejected row, and the first of the odd ones, by file, line, column and reason."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in (
        "",
        say("文件", "File"),
        say("行", "Line"),
        say("列", "Column"),
        say("原因", "Reason"),
    ):
        table.add_column(heading, overflow="fold")
    for title, notes in (
        (say("不能采用", "refused"), report.rejected),
        (say("需留意", "odd"), report.remarks[:MOST_ODD_ROWS]),
    ):
        for note in notes:
            table.add_row(title, note.source, str(note.line), note.column, note.reason)
    hidden = len(report.remarks) - MOST_ODD_ROWS
    if hidden > 0:
        table.caption = say(f"另有 {hidden} 行，见 --json", f"{hidden} rows more: see --json")
        table.caption_justify = "left"
    return table
