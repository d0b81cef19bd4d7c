"""The desk's buttons. Each sends one form to one action; whatever goes wrong, what was typed comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hall.applications.public import filed
from hall.approvals.actions import (
    accept_case,
    ask_supplement,
    complete_case,
    conclude_review,
    decide_case,
    refuse_acceptance,
)
from hall.approvals.http.dossier import show
from hall.approvals.http.entering import officer_page
from hall.approvals.http.forms import AskSupplement, Conclude, Decide, Deed, RefuseAcceptance
from hall.approvals.queries.dossier import seen
from hall.foundation.public import HallError, Invalid
from hall.identity.public import Actor


@require_POST
@officer_page
def accept(request: HttpRequest, case_id: UUID, *, actor: Actor) -> HttpResponse:
    form = Deed(request.POST, case=seen(case_id, actor), auto_id="accept_%s")
    return _do(request, case_id, actor, form, accept_case, _("已受理，期限从受理之日起算。"))


@require_POST
@officer_page
def supplement(request: HttpRequest, case_id: UUID, *, actor: Actor) -> HttpResponse:
    case = seen(case_id, actor)
    form = AskSupplement(request.POST, case=case, filed=filed(case.application_id))
    return _do(request, case_id, actor, form, ask_supplement, _("已一次告知补正，告知书正在制发。"))


@require_POST
@officer_page
def refuse(request: HttpRequest, case_id: UUID, *, actor: Actor) -> HttpResponse:
    form = RefuseAcceptance(request.POST, case=seen(case_id, actor))
    return _do(request, case_id, actor, form, refuse_acceptance, _("已作出不予受理决定，决定书正在制发。"))


@require_POST
@officer_page
def review(request: HttpRequest, case_id: UUID, department_id: int, *, actor: Actor) -> HttpResponse:
    form = Conclude(request.POST, case=seen(case_id, actor), auto_id=f"review{department_id}_%s")
    form.department_id = department_id

    def conclude(case_id: UUID, *, expected_version: int, **said: Any) -> None:
        """Departments review side by side, so that another's finding is no reason to look again."""
        conclude_review(case_id, department_id=department_id, **said)

    return _do(request, case_id, actor, form, conclude, _("审查意见已提交。"))


@require_POST
@officer_page
def decide(request: HttpRequest, case_id: UUID, *, actor: Actor) -> HttpResponse:
    form = Decide(request.POST, case=seen(case_id, actor))
    return _do(request, case_id, actor, form, decide_case, _("决定已作出，决定书正在制发。"))


@require_POST
@officer_page
def complete(request: HttpRequest, case_id: UUID, *, actor: Actor) -> HttpResponse:
    form = Deed(request.POST, case=seen(case_id, actor), auto_id="complete_%s")
    return _do(request, case_id, actor, form, complete_case, _("已送达办结。"))


def _do(
    request: HttpRequest, case_id: UUID, actor: Actor, form: Deed, act: Callable[..., Any], done: str
) -> HttpResponse:
    """Do it and go back to the case; or show the case with the form as it was typed and what is wrong."""
    if not form.is_valid():
        return show(request, case_id, actor, refused=form, status=Invalid.status)
    try:
        act(
            case_id,
            **form.said(),
            actor=actor,
            key=form.cleaned_data["key"],
            expected_version=form.cleaned_data["version"],
        )
    except Invalid as error:
        for name, text in error.errors.items():
            form.add_error(name if name in form.fields else None, text)
        return show(request, case_id, actor, refused=form, status=error.status)
    except HallError as error:
        return show(request, case_id, actor, refused=form, trouble=error, status=error.status)
    messages.success(request, done)
    return redirect(_back(request, case_id))


def _back(request: HttpRequest, case_id: UUID) -> str:
    address = reverse("desk:case", kwargs={"case_id": case_id})
    came_from = request.GET.get("from", "")
    return f"{address}?{urlencode({'from': came_from})}" if came_from else address
