"""My space: what I have to do, what is running, one matter from beginning to end, its papers."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hall.applications.public import State, application_for, filed
from hall.approvals.public import case_of
from hall.documents.public import pdf_response
from hall.foundation.public import NotFound
from hall.identity.public import actor_of
from hall.licences.public import licence_of_case
from hall.portal.my_space import OVER, SHOWN, Row, counts_of, papers_of, rows_of, shown, space_of
from hall.ratings.public import rating_of
from hall.standards import receipt_number

PER_PAGE = 20


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/my/home.html", {"space": space_of(actor_of(request))})


@require_safe
@never_cache
@login_required
def applications(request: HttpRequest) -> HttpResponse:
    """All of mine, in three parts."""
    actor = actor_of(request)
    which = request.GET.get("show", "running")
    which = which if which in SHOWN else "running"
    page = Paginator(shown(actor, which), PER_PAGE).get_page(request.GET.get("page"))
    context = {"which": which, "page": page, "rows": rows_of(page.object_list), "counts": counts_of(actor)}
    return render(request, "portal/my/list.html", context)


@require_safe
@never_cache
@login_required
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One matter: how it stands, what has happened and what comes, its papers, what was filed."""
    found = application_for(application_id, actor_of(request))
    if found.state == State.DRAFT:
        return redirect("applications:draft", application_id=application_id)
    case = case_of(application_id)
    rating = rating_of(case.case_id) if case else None
    context = {
        "row": Row(found, case, rating is not None),
        "application": found,
        "case": case,
        "filed": filed(application_id) if found.receipt_number else None,
        "number": receipt_number.display(found.receipt_number) if found.receipt_number else "",
        "papers": papers_of(application_id, case),
        "licence": licence_of_case(case.case_id) if case else None,
        "rating": rating,
        "rate_url": f"/my/applications/{application_id}/rate/",
        "may_withdraw": found.state == State.SUBMITTED and (case is None or case.state not in OVER),
    }
    return render(request, "portal/my/application.html", context)


@require_safe
@never_cache
@login_required
def paper(request: HttpRequest, application_id: UUID, document_id: UUID) -> FileResponse:
    """One of the matter's papers as a PDF, for whoever may see the matter."""
    application_for(application_id, actor_of(request))
    issued = papers_of(application_id, case_of(application_id))
    if document_id not in {each.id for each in issued}:
        raise NotFound(_("这件申请没有这份文书。"), remedy=_("请从办件页面打开。"))
    return pdf_response(document_id, download=True)
