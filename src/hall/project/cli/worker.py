"""`hall worker`: events to the rooms that react to them, and timed tasks."""

from __future__ import annotations

import click

from hall.project.cli.ground import hall_at_hand
from hall.project.cli.tongue import say


@click.command(help=say("派发事件、执行定时任务。", "Deliver events and run timed tasks."))
@click.option("--once", is_flag=True, help=say("派发完到期的事件就退出。", "Deliver what is due, then stop."))
def worker(once: bool) -> None:
    with hall_at_hand():
        from hall.project import worker as house

        if once:
            handled = house.run_once()
            click.echo(say(f"已派发 {handled} 个事件。", f"{handled} events delivered."))
        else:
            house.run()
