"""The quality of the guides, for everybody to see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall.catalogue.queries.links import link_figures
from hall.catalogue.queries.quality import owners, quality_of
from hall.catalogue.rules.lint.rule import DAYS_TO_MEND
from hall.catalogue.rules.lint.table import RULES
from hall.foundation.public import for_everybody


@for_everybody()
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """Every department: how many guides, what is wrong with them, since when."""
    every = owners()
    context = {
        "owners": every,
        "rules": len(RULES),
        "guides": sum(owner.guides for owner in every),
        "errors": sum(owner.errors for owner in every),
        "warnings": sum(owner.warnings for owner in every),
        "notes": sum(owner.notes for owner in every),
        "links": link_figures(),
        "days": {severity.value: days for severity, days in DAYS_TO_MEND.items()},
    }
    return render(request, "catalogue/quality.html", context)


@for_everybody()
@require_safe
def department(request: HttpRequest, function: str) -> HttpResponse:
    """One department's findings, by rule: where each comes from and what to do."""
    asked = request.GET
    found = quality_of(function, severity=asked.get("severity", ""), page=asked.get("page"))
    return render(request, "catalogue/quality_of.html", {"quality": found, "owner": found.owner})
