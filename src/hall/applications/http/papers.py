"""Forms to keep and to print: blank for everybody, filled in for whoever filled them in."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hall.applications.http.citizen.entering import applicant_page
from hall.applications.queries import sheet
from hall.applications.queries.printing import blank, filled_in
from hall.applications.rules.asked import sheet_of
from hall.catalogue.public import form_of, form_version
from hall.documents.public import PaperForm, form_docx, form_pdf
from hall.foundation.public import now
from hall.identity.public import Actor

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
#: Seconds that a blank form may be kept by whoever fetched it.
FRESH = 300


@require_safe
def blank_form(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The newest version of a form, to be printed and filled in by hand."""
    definition, version = form_version(slug)
    response = _download(_blank(slug, version, kind), f"{definition['title']}（空白表）", kind)
    response.headers["Cache-Control"] = f"public, max-age={FRESH}"
    return response


@lru_cache(maxsize=64)
def _blank(slug: str, version: int, kind: str) -> bytes:
    """Made once: a version never changes."""
    definition, _ = form_version(slug, version)
    form = form_of(definition, version=version)
    asked = sheet_of(form, definition["title"])
    audiences = {
        section.key: told.audience for section, told in zip(asked.sections, form.sections, strict=True)
    }
    return _made(blank(asked, audiences), kind)


@require_safe
@applicant_page
def own_form(request: HttpRequest, application_id: UUID, kind: str, *, actor: Actor) -> HttpResponse:
    """One's own form as it stands, draft or filed."""
    whole = sheet(application_id, actor)
    return _download(_made(filled_in(whole), kind), whole.asked.item_name, kind)


def _made(paper: PaperForm, kind: str) -> bytes:
    return form_pdf(paper, at=now()) if kind == "pdf" else form_docx(paper)


def _download(made: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(made, content_type=KINDS[kind])
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}") or ""
    return response
