"""`hall serve`: the web server, in front of which a proxy ends TLS."""

from __future__ import annotations

import os
import sys

import click

from hall.project import environment as env
from hall.project.cli.ground import database_at_hand, settings_are_right
from hall.project.cli.tongue import say

THREADS_PER_WORKER = 4


def web_command(host: str, port: int, workers: int) -> list[str]:
    """The command line of the web server."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={workers}",
        f"--blocking-threads={THREADS_PER_WORKER}",
        "--no-ws",
        "--respawn-failed-workers",
        "--workers-kill-timeout=20s",
        "--no-access-log",
        "--log-level=warning",
        "hall.project.wsgi:application",
    ]


@click.command(
    help=say("启动网站（前面应有终结 TLS 的反向代理）。", "Serve the pages and the API, behind a proxy.")
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="HALL_PORT", default=8000, show_default=True)
@click.option("--workers", envvar="HALL_WORKERS", default=2, show_default=True)
def serve(host: str, port: int, workers: int) -> None:
    from hall.project.cli.processes import Process, keep_running

    settings_are_right()
    command = web_command(host, port, workers)
    if env.PRODUCTION or env.text("DATABASE_URL"):
        os.execv(command[0], command)  # noqa: S606  (become the server)
    with database_at_hand():
        keep_running([Process("web", command)])
