"""The table of all rules, and the judgement of one guide by it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hall.catalogue.rules.lint.bodies import bodies
from hall.catalogue.rules.lint.fees import fees
from hall.catalogue.rules.lint.limits import limits
from hall.catalogue.rules.lint.links import links
from hall.catalogue.rules.lint.online import online
from hall.catalogue.rules.lint.papers import papers
from hall.catalogue.rules.lint.process import process
from hall.catalogue.rules.lint.rule import DAYS_TO_MEND, Flaw, Rule
from hall.catalogue.rules.lint.situations import situations
from hall.catalogue.rules.lint.view import GuideView
from hall.catalogue.rules.lint.wording import wording

__all__ = ["BY_ID", "FAMILIES", "RULES", "document", "flaws_of"]

FAMILIES: Final = (wording, limits, papers, situations, fees, online, links, process, bodies)
RULES: Final[tuple[Rule, ...]] = tuple(rule for family in FAMILIES for rule in family.rules)
BY_ID: Final = {rule.id: rule for rule in RULES}


def flaws_of(guide: GuideView, rules: Iterable[Rule] = RULES) -> list[Flaw]:
    """Everything that is wrong with one guide, in the order of the table."""
    return [flaw for rule in rules for flaw in rule.check(guide)]


def document() -> str:
    """docs/generated/lint-rules.md."""
    lines = [
        "# Rules for guides · 办事指南检查规则",
        "",
        f"{len(RULES)} rules, written by `make docs`; run by `hall lint guides`.",
    ]
    for family in FAMILIES:
        lines += [
            "",
            f"## {family.name}",
            "",
            "| Id | Severity | Rule | Comes from | What to do |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {rule.id} | {rule.severity}, {DAYS_TO_MEND[rule.severity]} working days"
            f" | {rule.title} · {rule.english} | {rule.origin} | {rule.remedy} |"
            for rule in family.rules
        ]
    return "\n".join(lines) + "\n"
