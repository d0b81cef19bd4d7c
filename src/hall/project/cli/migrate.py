"""`hall migrate`: tables, and the cache's table, as this version of the hall wants them."""

from __future__ import annotations

import click

from hall.project.cli.ground import hall_at_hand
from hall.project.cli.tongue import say


@click.command(help=say("升级数据库结构（可重复执行）。", "Bring the tables up to date; may be repeated."))
def migrate() -> None:
    with hall_at_hand():
        for line in apply_migrations():
            click.echo(line)
        click.echo(say("数据库结构已是最新。", "The tables are up to date."))


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
