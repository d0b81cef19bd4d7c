"""`hall demo`: a whole hall on this machine, prepared where something has changed, then served.

Ctrl-C ends web and worker, then the database. What dies by itself is revived.
"""

from __future__ import annotations

import fcntl
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.table import Table

from hall.project import environment as env
from hall.project.cli.ground import database_at_hand
from hall.project.cli.processes import Process, keep_running
from hall.project.cli.serve import web_command
from hall.project.cli.tongue import say
from hall.project.embedded_database import EmbeddedDatabase
from hall.project.preparation import accounts, prepare

FIRST_PORT, LAST_PORT = 8000, 8019
READY_SECONDS = 60.0
CLOSING_SECONDS = 10.0  # how long a killed demo's web server may still hold its port
console = Console(highlight=False)


@click.command(
    help=say("在本机打开一座完整的演示大厅。", "Open a whole hall with a city's data on this machine.")
)
@click.option(
    "--port", envvar="HALL_PORT", type=int, help=say("默认 8000，被占用则顺延。", "8000, or next free.")
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", envvar="HALL_WORKERS", default=2, show_default=True)
def demo(port: int | None, host: str, workers: int) -> None:
    if env.PRODUCTION:
        raise click.ClickException(
            say("演示不以生产模式运行。", "A demonstration doesn't run in production mode.")
        )
    started = time.monotonic()
    with _alone() as remember:
        port = _free_port(host, port, remember.earlier)
        address = f"http://{host}:{port}"
        os.environ["HALL_BASE_URL"] = env.text("HALL_BASE_URL") or address
        remember.now(port)
        opening = console.status(say("正在启动数据库…", "Starting the database …"))
        with opening as status, database_at_hand() as database:
            for line in prepare(lambda doing: status.update(f"{doing} …")):
                console.print(line)
            status.update(say("正在启动网站…", "Starting the web server …"))
            keep_running(
                _processes(host, port, workers),
                ready=lambda: _welcome(address, status.stop, started),
                also=lambda: _keep(database),
                tell=lambda name: console.print(say(f"{name} 已重启。", f"{name} revived.")),
            )
            console.print(say("正在关闭…", "Closing …"))
    console.print(say("已关闭，数据都在。", "Closed; the data are kept."))


def _processes(host: str, port: int, workers: int) -> list[Process]:
    logs = env.STATE_DIR / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    worker = [sys.executable, "-m", "hall.project.cli", "worker"]
    return [
        Process("web", web_command(host, port, workers), logs / "web.log"),
        Process("worker", worker, logs / "worker.log"),
    ]


def _keep(database: EmbeddedDatabase | None) -> None:
    if database is not None and not database.is_running():
        database.revive()
        console.print(say("数据库已重启。", "The database was revived."))


def _welcome(address: str, stop_spinner: Callable[[], None], started: float) -> None:
    _wait_until_served(address)
    stop_spinner()
    _tell_accounts()
    seconds, logs = time.monotonic() - started, env.STATE_DIR / "logs"
    console.print(say(f"\n[bold]大厅已开门：{address}[/]", f"\n[bold]The hall is open: {address}[/]"))
    console.print(
        say(
            f"用时 {seconds:.1f} 秒。按 Ctrl-C 关闭，日志在 {logs}。",
            f"It took {seconds:.1f} s. Ctrl-C closes it; logs are in {logs}.",
        ),
        soft_wrap=True,
    )


def _tell_accounts() -> None:
    """A row for each role, wide enough to be copied from."""
    told = accounts()
    if not told:
        return
    console.print(say("\n演示账号（虚构人物）", "\nDemonstration accounts (invented people)"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2))
    for heading in (
        say("用户名", "User"),
        say("密码", "Password"),
        say("从这里开始", "Starts at"),
        say("角色", "Role"),
    ):
        table.add_column(heading, no_wrap=True)
    for account in told:
        table.add_row(account.username, account.password, account.starts_at, account.role)
    console.print(table)


def _wait_until_served(address: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/livez", timeout=5):  # noqa: S310  (our own address)
                return
        except urllib.error.HTTPError:
            return  # it answers; what it says is for `hall doctor`
        except OSError:
            time.sleep(0.1)
    logs = env.STATE_DIR / "logs" / "web.log"
    raise click.ClickException(
        say(f"网站没有在 {READY_SECONDS:.0f} 秒内启动，见 {logs}", f"The web server didn't start; see {logs}")
    )


class _Port:
    """The port of the demonstration before this one, and of this one, in the file that is its lock."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        told = os.pread(descriptor, 32, 0).decode(errors="replace").strip()
        self.earlier = int(told) if told.isdigit() else None

    def now(self, port: int) -> None:
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{port}\n".encode(), 0)


@contextmanager
def _alone() -> Iterator[_Port]:
    """Only one demonstration of a checkout at a time."""
    env.STATE_DIR.mkdir(parents=True, exist_ok=True)
    with (env.STATE_DIR / "demo.lock").open("a+") as file:
        memory = _Port(file.fileno())
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise click.ClickException(
                say(
                    f"演示已在运行：http://127.0.0.1:{memory.earlier}",
                    f"The demonstration is running already: http://127.0.0.1:{memory.earlier}",
                )
            ) from None
        yield memory


def _free_port(host: str, wanted: int | None, earlier: int | None) -> int:
    """The wanted port, or the first free one from 8000 on.

    Raises: ClickException when the wanted port is taken: whoever named it relies on it.
    """
    first = wanted or FIRST_PORT
    deadline = time.monotonic() + CLOSING_SECONDS
    while not _is_free(host, first) and earlier == first and time.monotonic() < deadline:
        time.sleep(0.2)
    if _is_free(host, first):
        return first
    if wanted:
        raise click.ClickException(
            say(
                f"端口 {wanted} 已被占用。请换一个 HALL_PORT。",
                f"Port {wanted} is taken. Choose another HALL_PORT.",
            )
        )
    for port in range(FIRST_PORT + 1, LAST_PORT + 1):
        if _is_free(host, port):
            console.print(
                say(f"端口 {first} 已被占用，改用 {port}。", f"Port {first} is taken; using {port}.")
            )
            return port
    raise click.ClickException(
        say(f"端口 {FIRST_PORT}–{LAST_PORT} 都被占用。", f"Ports {FIRST_PORT}–{LAST_PORT} are all taken.")
    )


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
