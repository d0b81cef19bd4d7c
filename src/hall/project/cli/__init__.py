"""`hall`: what an operator types. Each command lives in a module of its own, imported when it is called."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable

import click

from hall.project.cli.tongue import say

COMMANDS: dict[str, Callable[[], str]] = {
    "demo": lambda: say("打开演示大厅：建库、装载一座城市、启动服务", "open a whole hall with a city's data"),
    "serve": lambda: say("启动网站", "serve the pages and the API"),
    "worker": lambda: say("启动后台进程：派发事件、执行定时任务", "deliver events and run timed tasks"),
    "migrate": lambda: say("升级数据库结构", "bring the database's tables up to date"),
    "load": lambda: say("装载城市数据", "load a city from files"),
    "lint": lambda: say(
        "检查办事指南：缺什么、哪里矛盾", "check the guides: what is missing or contradicts itself"
    ),
    "opendata": lambda: say(
        "开放数据：按规范检查、导出文件", "open data: judge it by its shapes, write its files"
    ),
    "city": lambda: say(
        "为另一座城市备好一套待填的文件", "prepare the files of another city, to be filled in"
    ),
    "doctor": lambda: say("体检：哪里有问题、怎样解决", "name what is wrong on this machine, and the cure"),
    "bench": lambda: say("测速", "measure how fast the hall is"),
    "token": lambda: say("签发接口令牌", "issue an API token for an account"),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("命令", "Commands")):
            formatter.write_dl([(name, describe()) for name, describe in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    help=say("OpenHall 开放政务大厅", "OpenHall, an open one-stop hall of government services"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="openhall", prog_name="hall")
def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hall.project.settings")
