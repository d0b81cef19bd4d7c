"""/my/licences/: the licences of those one acts for, to look at, to show, to download."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hall.documents.public import pdf_response
from hall.identity.public import actor_of
from hall.licences.queries import file_of, licences_among


@require_safe
@never_cache
@login_required
def licences(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    rows = licences_among(actor.parties)
    valid = [row for row in rows if row.is_valid]
    context = {
        "valid": valid,
        "others": [row for row in rows if not row.is_valid],
        "several": len(actor.parties) > 1,
    }
    return render(request, "licences/licences.html", context)


@require_safe
@never_cache
@login_required
def pdf(request: HttpRequest, licence_id: UUID) -> FileResponse:
    """The sealed file, for its holder only; `?download` saves it."""
    return pdf_response(file_of(licence_id, actor_of(request)), download="download" in request.GET)
