"""Handed in: the receipt number, what happens next, and the receipt as a sealed paper."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hall.applications.http.citizen.entering import applicant_page
from hall.applications.queries import sheet
from hall.documents.public import IssuedDocument, Kind, documents_about, pdf_response
from hall.foundation.public import NotFound, calendar, day_of
from hall.identity.public import Actor
from hall.standards import receipt_number

#: 行政许可法 第三十二条第一款第四项: whoever files hears within five days whether something is missing.
ANSWER_DAYS = 5


@applicant_page
def done(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """The receipt number, what happens next, and by when."""
    whole = sheet(application_id, actor)
    application = whole.application
    if application.receipt_number is None or application.submitted_at is None:
        return redirect("applications:draft", application_id=application_id)
    answered = calendar().due_date(day_of(application.submitted_at), ANSWER_DAYS)
    context = {
        "application": application,
        "asked": whole.asked,
        "number": receipt_number.display(application.receipt_number),
        "answered": answered,
        "receipt": _receipt(application_id),
    }
    part = (
        "applications/parts/receipt.html"
        if request.GET.get("part") == "receipt"
        else "applications/done.html"
    )
    return render(request, part, context)


@applicant_page
def receipt(request: HttpRequest, application_id: UUID, *, actor: Actor) -> FileResponse:
    """The sealed receipt as a PDF; it is made within moments of handing in."""
    whole = sheet(application_id, actor)
    found = _receipt(whole.application.pk)
    if found is None:
        raise NotFound(_("收件凭证正在生成。"), remedy=_("请过几秒钟再打开；办件编号已经有效。"))
    return pdf_response(found.id, download=True)


def _receipt(application_id: UUID) -> IssuedDocument | None:
    return next((each for each in documents_about(application_id) if each.kind == Kind.RECEIPT), None)
