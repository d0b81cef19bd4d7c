"""Withdrawing before the decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from hall.applications.actions.filing import withdraw_application
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.http.forms import WithdrawForm
from hall.applications.lifecycle import State
from hall.applications.policies import Permission
from hall.applications.queries import sheet
from hall.identity.public import Actor


@applicant_page
def withdraw(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """Ask once, then take the application back."""
    whole = sheet(application_id, actor, Permission.WITHDRAW)
    if whole.application.state != State.SUBMITTED:
        return redirect(f"/my/applications/{application_id}/")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        withdraw_application(application_id=application_id, reason=form.cleaned_data["reason"], actor=actor)
        messages.success(request, gettext("申请已撤回，不再办理。以后需要时可以重新申请。"))
        return redirect(f"/my/applications/{application_id}/")
    context = {"application": whole.application, "asked": whole.asked, "form": form}
    return render(request, "applications/withdraw.html", context, status=422 if form.errors else 200)
