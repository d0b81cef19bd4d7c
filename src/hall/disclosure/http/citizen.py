"""/published/: every decision, for anyone (行政许可法 第四十条), without anything personal."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall.disclosure.http.forms import FilterForm
from hall.disclosure.queries import deciding_departments, decision, decisions, figures_today, first_month
from hall.foundation.public import for_everybody, today

MOST_MONTHS = 36
# Decisions are published as they are made; a minute is soon enough for what a cache hands out.
KEPT_SECONDS = 60


@for_everybody(seconds=KEPT_SECONDS)
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The list: latest first, by department, outcome and month."""
    form = FilterForm(request.GET, departments=deciding_departments(), months=_months(first_month()))
    wanted = form.wanted()
    context = {
        "form": form,
        "page": decisions(wanted, before=request.GET.get("before", "")),
        "figures": figures_today(),
        "is_filtered": any((wanted.department_id, wanted.outcome, wanted.month)),
        "is_first": "before" not in request.GET,
    }
    return render(request, "disclosure/published.html", context)


@for_everybody(seconds=KEPT_SECONDS)
@require_safe
def one(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """One decision."""
    row, item_code = decision(publication_id)
    return render(request, "disclosure/one.html", {"row": row, "item_code": item_code})


def _months(earliest: date | None) -> list[date]:
    """The months from this one back to the earliest."""
    months: list[date] = []
    month = today().replace(day=1)
    while earliest is not None and month >= earliest and len(months) < MOST_MONTHS:
        months.append(month)
        month = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    return months
