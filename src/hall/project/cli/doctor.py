"""`hall doctor`: what is wrong on this machine, and how to mend it. Exit code 1 if anything is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from hall.project.cli.ground import database_at_hand
from hall.project.cli.tongue import say
from hall.project.examination import Finding, State, examine_house, examine_machine
from hall.project.examination.finding import wrong

_SIGNS = {State.WELL: ("✓", "green"), State.NOTE: ("•", "yellow"), State.WRONG: ("✗", "red")}


@click.command(
    help=say("体检：哪里有问题、怎样解决。", "Name what is wrong on this machine, and how to mend it.")
)
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON。", "Print JSON."))
def doctor(as_json: bool) -> None:
    findings = []
    for finding in _examine():
        findings.append(finding)
        if not as_json:
            _tell(finding)
    ill = any(finding.state is State.WRONG for finding in findings)
    if as_json:
        click.echo(
            json.dumps({"well": not ill, "findings": [asdict(each) for each in findings]}, ensure_ascii=False)
        )
    else:
        click.echo(
            say("有问题，见 ✗。", "Something is wrong: see ✗.") if ill else say("一切正常。", "All is well.")
        )
    raise SystemExit(1 if ill else 0)


def _examine() -> Iterator[Finding]:
    from django.core.exceptions import ImproperlyConfigured

    yield from examine_machine()
    try:
        with database_at_hand():
            import django

            django.setup()
            yield from examine_house()
    except ImproperlyConfigured as fault:
        yield wrong("settings", str(fault), say("请补上后再体检。", "Set it, then ask the doctor again."))
    except click.ClickException as trouble:
        yield wrong("database", trouble.message, say("见上。", "As it says."))


def _tell(finding: Finding) -> None:
    sign, colour = _SIGNS[finding.state]
    click.echo(f"{click.style(sign, fg=colour)} {finding.name}: {finding.found}")
    if finding.remedy:
        click.echo(f"    → {finding.remedy}")
