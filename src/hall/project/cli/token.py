"""`hall token USERNAME`: a bearer token for a program that acts as an account, shown once."""

from __future__ import annotations

import click

from hall.project.cli.ground import hall_at_hand
from hall.project.cli.tongue import say


@click.command(help=say("为一个账号签发接口令牌（只显示一次）。", "Issue an API token for an account."))
@click.argument("username")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 365))
@click.option("--label", default="hall token", show_default=True)
def token(username: str, days: int, label: str) -> None:
    with hall_at_hand():
        from hall.identity.public import Account, actor_for, issue_token

        account = Account.objects.filter(username=username, is_active=True).first()
        if account is None:
            raise click.ClickException(say(f"没有账号 {username}。", f"There is no account {username}."))
        click.echo(issue_token(label=label[:60], days=days, actor=actor_for(account)))
