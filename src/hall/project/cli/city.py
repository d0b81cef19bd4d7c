"""`hall city new 341000`: a folder of files for another city, filled in as far as can be known."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from hall.project import environment as env
from hall.project.cli.tongue import say

console = Console(highlight=False, soft_wrap=True)


@click.group(
    help=say("为另一座城市备好一套待填的文件。", "Prepare the files of another city, to be filled in.")
)
def city() -> None: ...


@city.command(
    help=say(
        "CODE 是市的区划代码（如 341000 黄山市）。按全国区划文件写出区划、大厅、部门、演示账号四个文件；"
        "改好后用 hall load city 装载。不写入数据库。",
        "CODE is the division code of a city (341000: 黄山市). Writes divisions, halls, departments and "
        "demonstration accounts from the country's divisions, to be corrected and loaded with `hall load "
        "city`. Touches no database.",
    )
)
@click.argument("code")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help=say("目录，默认为当前目录下的市名拼音", "The folder; by default the city's name in pinyin."),
)
def new(code: str, to: Path | None) -> None:
    from hall.project.city_folder import Divisions, NoSuchCity, slug_of, write_city

    divisions = Divisions(env.DATA_DIR / "divisions_china_county.csv")
    try:
        found = divisions.city(code)
        folder = to or Path(slug_of(found))
        files = write_city(divisions, code, folder, env.DATA_DIR / "bozhou" / "department_functions.csv")
    except NoSuchCity as unknown:
        raise click.ClickException(
            say(f"{code} 不是一个市的区划代码。", f"{code} isn't the division code of a city.")
        ) from unknown
    except FileExistsError as there:
        raise click.ClickException(
            say(f"{there.filename} 已经在了。", f"{there.filename} is there already.")
        ) from there
    for path in files:
        console.print(f"  {path}", markup=False)
    console.print(
        say(
            f"请核对各文件（说明见 docs/guides/another-city.md），然后：\n"
            f"  export HALL_CITY={found.name}\n  hall load city {folder}",
            f"Check the files (docs/guides/another-city.md), then:\n"
            f"  export HALL_CITY={found.name}\n  hall load city {folder}",
        ),
        markup=False,
    )
