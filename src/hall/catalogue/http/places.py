"""The pages of a hall and of a department in it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall.catalogue.http.listing import Listing, page_of, wanted
from hall.catalogue.queries.browsing import department_of, hall_page
from hall.catalogue.search.finding import PAGE_SIZE, search
from hall.foundation.public import for_everybody
from hall.places.public import halls


@for_everybody()
@require_safe
def hall(request: HttpRequest, slug: str) -> HttpResponse:
    """A hall with its departments and how many items each handles."""
    return render(request, "catalogue/hall.html", {"page": hall_page(slug), "every_hall": halls()})


@for_everybody()
@require_safe
def department(request: HttpRequest, department_id: int) -> HttpResponse:
    """What a department of a hall handles."""
    found_department = department_of(department_id)
    filters = replace(wanted(request), department=found_department.function)
    page = page_of(request)
    found = search(filters=filters, offset=(page - 1) * PAGE_SIZE)
    context = {
        "department": found_department,
        "hall": found_department.hall,
        "found": found,
        "listing": Listing(request, filters, found, page, fixed="department"),
    }
    return render(request, "catalogue/department.html", context)
