"""The list of items, and the list as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall.catalogue.http.desk.entering import items_page
from hall.catalogue.policies import Permission, reach_of
from hall.catalogue.queries.contents import exported, open_sets
from hall.catalogue.queries.desk import Sought, functions_seen, items_sought, lines_of
from hall.catalogue.rules.sheets.as_json import json_lines
from hall.catalogue.rules.sheets.writing import write_workbook
from hall.foundation.public import today
from hall.identity.public import Actor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@items_page
def items(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """The items one keeps, narrowed by words, department and how they stand."""
    sought = Sought.of(request.GET)
    context = {
        "actor": actor,
        "sought": sought,
        "query": urlencode(sought.as_query()),
        "functions": functions_seen(actor),
        "page": lines_of(items_sought(actor, sought), request.GET.get("page")),
        "may_edit": bool(reach_of(actor, Permission.EDIT)),
    }
    return render(request, "catalogue/desk/items.html", context)


@require_safe
@items_page
def blank(request: HttpRequest, *, actor: Actor) -> FileResponse:
    """An empty workbook to fill in."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 — the answer closes it
    write_workbook(file, (), open_sets())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="guides-blank.xlsx", content_type=XLSX)


@require_safe
@items_page
def as_json(request: HttpRequest, *, actor: Actor) -> StreamingHttpResponse:
    """The items of the list as JSON, one guide a line, sent while it is read."""
    lines = json_lines(exported(items_sought(actor, Sought.of(request.GET))))
    response = StreamingHttpResponse(_begun(lines), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{_filename("json")}"'
    return response


def _begun(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The first line is made at once, so that what goes wrong at the start is told on a page."""
    first = next(lines)
    return chain([first], lines)


def _filename(kind: str) -> str:
    return f"guides-{today():%Y%m%d}.{kind}"
