"""`hall load`: a city from files. Another city is data, not code."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hall.project.cli.ground import hall_at_hand
from hall.project.cli.tongue import say


@click.command(
    help=say(
        "装载城市数据。不带参数时装载数据目录中的整座城市；给出 WHAT 和文件时只装载这一种。",
        "Load a city. Without arguments: the whole city of the data directory; with WHAT and files: these.",
    )
)
@click.argument("what", required=False)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=say("每步输出一行 JSON。", "One JSON object a step."))
def load(what: str | None, files: tuple[Path, ...], as_json: bool) -> None:
    with hall_at_hand():
        from hall.project import city

        kinds = [source.what for source in city.SOURCES]
        if what is not None and what not in kinds:
            known = ", ".join(kinds)
            raise click.UsageError(
                say(f"没有这种数据：{what}。可装载：{known}", f"No such data: {what}. Known: {known}")
            )
        wrong = _load(what, files, as_json)
    raise SystemExit(1 if wrong else 0)


def _load(what: str | None, files: tuple[Path, ...], as_json: bool) -> bool:
    """Load and tell of each step. Returns: whether rows were left out."""
    from hall.foundation.public import HallError, LoadReport, NotLoaded
    from hall.project import city

    def tell(report: LoadReport) -> None:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False) if as_json else city.told(report))

    wrong = False
    try:
        for report in city.load(what, files):
            wrong |= bool(report.rejected)
            tell(report)
    except HallError as refused:
        if isinstance(refused, NotLoaded):
            tell(refused.report)
        raise click.ClickException(f"{refused.message}{refused.remedy}") from refused
    return wrong
