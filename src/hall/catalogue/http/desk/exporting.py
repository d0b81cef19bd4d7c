"""The list as a workbook: a short one at once, a long one by the worker while its page tells how far."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hall.catalogue.actions.exporting import ask_for_export, export_of
from hall.catalogue.http.desk.entering import items_page
from hall.catalogue.http.desk.listing import XLSX
from hall.catalogue.models import GuideExport
from hall.catalogue.queries.desk import Sought, items_sought
from hall.catalogue.queries.imports import exports_of
from hall.catalogue.tasks import make_export, make_long_export
from hall.foundation.public import Conflict, day_of
from hall.identity.public import Actor

#: As many items are written while one waits.
MAKE_AT_ONCE = 300


@require_http_methods(["GET", "HEAD", "POST"])
@items_page
def exports(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """One's workbooks; POST asks for one of the list as the address narrows it."""
    if request.method != "POST":
        context = {"actor": actor, "exports": exports_of(actor)}
        return render(request, "catalogue/desk/exports.html", context)
    sought = Sought.of(request.GET)
    count = items_sought(actor, sought).count()
    asked = ask_for_export(sought.as_query(), count=count, actor=actor)
    if count > MAKE_AT_ONCE:
        make_long_export.defer(export_id=asked)
        return redirect("catalogue:desk:export", export_id=asked)
    make_export(asked)
    return redirect("catalogue:desk:export_file", export_id=asked)


@require_safe
@items_page
def one(request: HttpRequest, export_id: UUID, *, actor: Actor) -> HttpResponse:
    """How far a workbook is, and where to get it."""
    made = export_of(export_id, actor)
    states = GuideExport.State
    context = {
        "actor": actor,
        "made": made,
        "work": made,
        "is_at_work": made.state == states.WAITING,
        "is_ready": made.state == states.READY,
    }
    return render(request, "catalogue/desk/export.html", context)


@require_safe
@items_page
def file(request: HttpRequest, export_id: UUID, *, actor: Actor) -> HttpResponseBase:
    """The workbook itself. Raises: NotFound, Conflict while it isn't ready."""
    made = export_of(export_id, actor)
    if made.state != GuideExport.State.READY or made.ready_at is None:
        raise Conflict(_("这份导出还没有生成好。"), remedy=_("请在导出页看进度，好了再下载。"))
    name = f"guides-{day_of(made.ready_at):%Y%m%d}.xlsx"
    stored = default_storage.open(made.stored_as)
    return FileResponse(stored, as_attachment=True, filename=name, content_type=XLSX)
