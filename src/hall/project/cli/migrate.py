"""`hall migrate`: tables and static files as this version of the hall wants them. Run after every upgrade."""

from __future__ import annotations

import click

from hall.project.cli.ground import hall_at_hand
from hall.project.cli.tongue import say


@click.command(
    help=say(
        "升级数据库结构和静态文件（每次升级后执行，可重复）。",
        "Bring tables and static files up to date. Run after every upgrade; may be repeated.",
    )
)
def migrate() -> None:
    with hall_at_hand():
        for line in apply_migrations():
            click.echo(line)
        collect_static()
        click.echo(say("数据库结构和静态文件都是最新。", "Tables and static files are up to date."))


def apply_migrations() -> list[str]:
    """Migrate and make the cache's table. Returns: the names of what was applied."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def collect_static() -> None:
    """Gather and compress what browsers fetch. Redoc stays behind: the API's pages use the other viewer."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["redoc*"])
