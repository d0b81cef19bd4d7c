"""`hall lint guides`: what is wrong with the guides that are loaded."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from hall.project.cli.ground import hall_at_hand
from hall.project.cli.tongue import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hall.catalogue.public import Flaw, Rule, ToLint


@click.group(help=say("检查数据。", "Check the data."))
def lint() -> None:
    """The group of all checks of data."""


@lint.command(
    help=say(
        "逐份检查已装载的办事指南，逐条说出哪里缺、哪里矛盾、怎样改。有错误时退出码为 1。",
        "Check every loaded guide and say what is missing or contradicts itself, and what to do. "
        "Exits with 1 when there are errors.",
    )
)
@click.option(
    "--json", "as_json", is_flag=True, help=say("每个问题一行 JSON。", "One JSON object a finding.")
)
@click.option(
    "--department", default="", help=say("只看这种职能的事项，如 公安。", "Items of this function only.")
)
@click.option(
    "--rule", "rule_id", default="", help=say("只用这一条规则，如 G101。", "This rule only, as G101.")
)
@click.option(
    "--links",
    is_flag=True,
    help=say(
        "先逐个打开指南里的网址看看（要外网；按 robots.txt，每个网站每秒最多一次）。",
        "First look whether every link in the guides leads anywhere (needs the outside network; heeds "
        "robots.txt, asks a site once a second at most).",
    ),
)
def guides(as_json: bool, department: str, rule_id: str, links: bool) -> None:
    with hall_at_hand():
        if links:
            _look_at_links(as_json)
        from hall.catalogue.public import RULES, guides_to_lint, lint_functions
        from hall.foundation.public import today

        rules = [rule for rule in RULES if rule_id.upper() in {"", rule.id}]
        if not rules:
            known = f"{RULES[0].id} … {RULES[-1].id}"
            raise click.UsageError(
                say(f"没有规则 {rule_id}（有 {known}）。", f"No rule {rule_id} (known: {known}).")
            )
        if department and department not in (functions := lint_functions()):
            named = "、".join(functions)
            raise click.UsageError(
                say(
                    f"没有“{department}”的办事指南。有：{named}", f"No guides of {department}. Known: {named}"
                )
            )
        found = _run(guides_to_lint(on=today(), function=department), rules, as_json)
    raise SystemExit(1 if found["error"] else 0)


def _look_at_links(as_json: bool) -> None:
    """Look at all links, keep what was seen, and say how many work."""
    from hall.catalogue.tasks import check_links

    found = check_links()
    if as_json:
        click.echo(json.dumps({"links": found}))
        return
    click.echo(
        say(
            "网址 {total} 个：能打开 {alive}，不存在 {gone}，暂时打不开 {failing}，没有检查 {unchecked}。",
            "{total} links: {alive} work, {gone} are gone, {failing} fail for now, {unchecked} not checked.",
        ).format(total=sum(found.values()), **found)
    )
    if found["unchecked"]:
        click.echo(_why_unchecked())


def _why_unchecked() -> str:
    from hall.catalogue.public import unchecked_links

    reasons = "，".join(f"{reason} {count}" for reason, count in unchecked_links().items())
    return say(f"没有检查的：{reasons}。", f"Not checked: {reasons}.")


def _run(every: Iterable[ToLint], rules: list[Rule], as_json: bool) -> Counter[str]:
    """Tell of each guide as soon as it is read; at the end how often each rule was broken."""
    by_rule: Counter[str] = Counter()
    by_severity: Counter[str] = Counter()
    guides_seen = 0
    for guide in every:
        guides_seen += 1
        flaws = [flaw for rule in rules for flaw in rule.check(guide.view)]
        by_rule.update(flaw.rule for flaw in flaws)
        by_severity.update(flaw.severity.value for flaw in flaws)
        if flaws:
            _tell(guide, flaws, as_json)
    if not as_json:
        _sum_up(rules, by_rule, by_severity, guides_seen)
    return by_severity


def _tell(guide: ToLint, flaws: list[Flaw], as_json: bool) -> None:
    if as_json:
        for flaw in flaws:
            click.echo(json.dumps(_as_dict(guide, flaw), ensure_ascii=False))
        return
    click.echo(f"{guide.view.name}  {guide.view.code}  {guide.function}")
    for flaw in flaws:
        click.echo(f"  {flaw.rule} {_word(flaw.severity)}  {flaw.message}")


def _as_dict(guide: ToLint, flaw: Flaw) -> dict[str, Any]:
    return {
        "item": guide.view.code,
        "name": guide.view.name,
        "department": guide.function,
        "version": guide.version,
        "rule": flaw.rule,
        "severity": flaw.severity.value,
        "about": flaw.about,
        "message": flaw.message,
    }


def _sum_up(rules: list[Rule], by_rule: Counter[str], by_severity: Counter[str], seen: int) -> None:
    click.echo("")
    for rule in rules:
        if by_rule[rule.id]:
            title = say(rule.title, rule.english)
            click.echo(f"{rule.id} {_word(rule.severity)} {by_rule[rule.id]:>5}  {title}")
    errors, warnings, notes = (by_severity[name] for name in ("error", "warning", "note"))
    click.echo(
        say(
            f"{seen} 份指南，{len(rules)} 条规则：错误 {errors}，警告 {warnings}，提示 {notes}。",
            f"{seen} guides, {len(rules)} rules: {errors} errors, {warnings} warnings, {notes} notes.",
        )
    )


def _word(severity: str) -> str:
    return {
        "error": say("错误", "error  "),
        "warning": say("警告", "warning"),
        "note": say("提示", "note   "),
    }[severity]
