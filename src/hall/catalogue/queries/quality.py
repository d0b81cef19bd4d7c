"""What the public quality pages show: every department's guides and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When

from hall.catalogue.models import Guide, LintFinding
from hall.catalogue.rules.lint.rule import Rule
from hall.catalogue.rules.lint.table import BY_ID
from hall.foundation.public import NotFound, today
from hall.places.public import Department

__all__ = ["Owner", "Quality", "RuleBroken", "lint_functions", "owners", "quality_of"]

PAGE_SIZE = 100
SEVERITIES = LintFinding.Severity


@dataclass(frozen=True)
class Owner:
    """One function's guides, its open findings by severity, and the oldest of them."""

    function: str
    guides: int
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    overdue: int = 0
    oldest: date | None = None

    @property
    def findings(self) -> int:
        return self.errors + self.warnings + self.notes


@dataclass(frozen=True)
class RuleBroken:
    """A rule and the findings of a page that break it."""

    rule: Rule
    findings: list[LintFinding] = field(default_factory=list)


@dataclass(frozen=True)
class Quality:
    """The page of one function."""

    owner: Owner
    departments: list[str]
    severity: str
    broken: list[RuleBroken]
    page: Page[LintFinding]
    today: date


def lint_functions() -> list[str]:
    """The functions that have guides."""
    return sorted(Guide.objects.filter(is_current=True).values_list("item__function", flat=True).distinct())


def owners(function: str = "") -> list[Owner]:
    """Every function with guides, the most errors first (two queries)."""
    guides, found = Guide.objects.filter(is_current=True), LintFinding.objects.filter(resolved_at=None)
    if function:
        guides, found = guides.filter(item__function=function), found.filter(function=function)
    counts = dict(guides.order_by().values_list("item__function").annotate(Count("pk")))
    told = {row[0]: row[1:] for row in _by_function(found)}
    each = [Owner(name, number, *told.get(name, ())) for name, number in counts.items()]
    return sorted(each, key=lambda owner: (-owner.errors, -owner.warnings, owner.function))


def _by_function(found: QuerySet[LintFinding]) -> Iterable[tuple[Any, ...]]:
    """Function, errors, warnings, notes, overdue, oldest."""
    return (
        found.order_by()
        .values_list("function")
        .annotate(
            errors=Count("pk", filter=Q(severity=SEVERITIES.ERROR)),
            warnings=Count("pk", filter=Q(severity=SEVERITIES.WARNING)),
            notes=Count("pk", filter=Q(severity=SEVERITIES.NOTE)),
            overdue=Count("pk", filter=Q(due_on__lt=today())),
            oldest=Min("first_seen"),
        )
    )


def quality_of(function: str, *, severity: str = "", page: str | int | None = 1) -> Quality:
    """The open findings of one function, the gravest first, by rule.

    Raises: NotFound when no guide is of this function.
    """
    owner = next(iter(owners(function)), None)
    if owner is None:
        raise NotFound("没有这个部门的办事指南。", remedy="请从指南质量页选一个部门。")
    found = LintFinding.objects.filter(function=function, resolved_at=None).select_related("item")
    if severity in SEVERITIES.values:
        found = found.filter(severity=severity)
    rank = Case(
        *(When(severity=name, then=Value(number)) for number, name in enumerate(SEVERITIES.values)),
        output_field=IntegerField(),
    )
    shown = Paginator(found.order_by(rank, "rule", "item_id", "about"), PAGE_SIZE).get_page(page)
    names = Department.objects.filter(function=function).order_by("hall__position", "name")
    return Quality(
        owner=owner,
        departments=list(dict.fromkeys(names.values_list("name", flat=True))),
        severity=severity if severity in SEVERITIES.values else "",
        broken=_by_rule(shown),
        page=shown,
        today=today(),
    )


def _by_rule(shown: Page[LintFinding]) -> list[RuleBroken]:
    """A rule that has left the table since the last night's run is passed over."""
    broken: dict[str, RuleBroken] = {}
    for finding in shown:
        if rule := BY_ID.get(finding.rule):
            broken.setdefault(finding.rule, RuleBroken(rule)).findings.append(finding)
    return list(broken.values())
