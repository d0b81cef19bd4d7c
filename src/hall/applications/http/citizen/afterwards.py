"""After handing in: withdrawing before the decision, and answering the one supplement notice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from hall.applications.actions.filing import withdraw_application
from hall.applications.actions.holding import Incomplete, Stale
from hall.applications.actions.supplements import file_supplement, save_supplement
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.http.citizen.materials import receive
from hall.applications.http.forms import AnswersForm, StatementForm, WithdrawForm
from hall.applications.http.uploading import with_bounded_uploads
from hall.applications.lifecycle import State
from hall.applications.models import Supplement
from hall.applications.policies import Permission
from hall.applications.queries import Sheet, sheet, shown
from hall.applications.queries.words import said
from hall.applications.rules.supplement import wanted_fields
from hall.applications.rules.uploads import KINDS, names_of
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


@csrf_exempt
@with_bounded_uploads
@csrf_protect
@applicant_page
def supplement(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """Exactly what was asked for and why; each part is filled or uploaded, then the whole is filed."""
    whole = sheet(application_id, actor)
    asked_for = Supplement.objects.filter(application=whole.application).first()
    if asked_for is None or asked_for.filed_at is not None or whole.application.state != State.SUBMITTED:
        return redirect(f"/my/applications/{application_id}/")
    if request.method != "POST":
        return _page(request, whole, asked_for)
    if "upload" in request.POST:
        return _upload(request, whole, asked_for, actor)
    return _file(request, whole, asked_for, actor)


def _upload(request: HttpRequest, whole: Sheet, asked_for: Supplement, actor: Actor) -> HttpResponse:
    key = request.POST["upload"]
    material = whole.asked.material(key)
    _save(request, whole, asked_for, actor)
    errors = receive(request, whole.application.pk, key, material.accept if material else (), actor)
    if errors:
        fresh = sheet(whole.application.pk, actor)
        return _page(request, fresh, asked_for, errors={key: errors}, status=422)
    return redirect(f"{reverse('applications:supplement', args=[whole.application.pk])}#m-{key}")


def _file(request: HttpRequest, whole: Sheet, asked_for: Supplement, actor: Actor) -> HttpResponse:
    statement = StatementForm(request.POST)
    _save(request, whole, asked_for, actor)
    errors = _take_chosen(request, whole, asked_for, actor)
    if errors:
        fresh = sheet(whole.application.pk, actor)
        return _page(request, fresh, asked_for, statement=statement, errors=errors, status=422)
    if "later" in request.POST:
        messages.success(request, gettext("已保存，还没有提交。请在期限前回来提交补正。"))
        return redirect(f"/my/applications/{whole.application.pk}/")
    try:
        file_supplement(application_id=whole.application.pk, agreed=statement.is_valid(), actor=actor)
    except Incomplete as incomplete:
        faults = [
            {"href": "#id_agreed" if gap.key == "agreed" else _anchor(gap), "text": said(gap.fault)}
            for gap in incomplete.gaps
        ]
        return _page(request, whole, asked_for, statement=statement, faults=faults, status=422)
    messages.success(request, gettext("补正已提交，窗口会继续办理。"))
    return redirect(f"/my/applications/{whole.application.pk}/")


def _take_chosen(
    request: HttpRequest, whole: Sheet, asked_for: Supplement, actor: Actor
) -> dict[str, list[str]]:
    """Files that were chosen but not yet uploaded come along with whatever button is pressed."""
    found: dict[str, list[str]] = {}
    for each in _wanted(asked_for, "material"):
        if request.FILES.getlist(f"files-{each['key']}"):
            material = whole.asked.material(each["key"])
            accept = material.accept if material else ()
            found[each["key"]] = receive(request, whole.application.pk, each["key"], accept, actor)
    return {key: errors for key, errors in found.items() if errors}


def _anchor(gap: Any) -> str:
    return f"#m-{gap.key}" if gap.kind == "material" else f"#id_{gap.key}"


def _save(request: HttpRequest, whole: Sheet, asked_for: Supplement, actor: Actor) -> None:
    """Keep the answers with whatever else is done: one page, so the last writer is heard."""
    form = _form(whole, asked_for, request.POST)
    if not form.fields:
        return
    try:
        save_supplement(
            application_id=whole.application.pk, values=form.typed(), seen=asked_for.version, actor=actor
        )
    except Stale:
        asked_for.refresh_from_db()
        save_supplement(
            application_id=whole.application.pk, values=form.typed(), seen=asked_for.version, actor=actor
        )
    asked_for.refresh_from_db()


def _form(whole: Sheet, asked_for: Supplement, data: Any = None) -> AnswersForm:
    questions = wanted_fields(whole.asked, asked_for.wanted)
    return AnswersForm(questions, asked_for.answers, {}, data)


def _page(
    request: HttpRequest,
    whole: Sheet,
    asked_for: Supplement,
    *,
    statement: StatementForm | None = None,
    faults: list[dict[str, str]] | None = None,
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    errors = errors or {}
    form = _form(whole, asked_for, request.POST if request.method == "POST" else None)
    told = [{"href": f"#files-{key}", "text": text} for key, texts in errors.items() for text in texts]
    context = {
        "application": whole.application,
        "asked": whole.asked,
        "supplement": asked_for,
        "fields": _questions(whole, asked_for, form),
        "papers": [_paper(whole, asked_for, each, errors) for each in _wanted(asked_for, "material")],
        "statement": statement or StatementForm(),
        "faults": told + (faults or []),
        "most_mb": settings.UPLOAD_LIMIT_BYTES >> 20,
        "most_bytes": settings.UPLOAD_LIMIT_BYTES,
    }
    return render(request, "applications/supplement.html", context, status=status)


def _wanted(asked_for: Supplement, kind: str) -> list[dict[str, str]]:
    return [each for each in asked_for.wanted if each["kind"] == kind]


def _questions(whole: Sheet, asked_for: Supplement, form: AnswersForm) -> list[dict[str, Any]]:
    filed = whole.application.answers
    rows = []
    for each in _wanted(asked_for, "field"):
        field = whole.asked.field(each["key"])
        if field is not None:
            rows.append({**each, "box": form[field.key], "filed": shown(field, filed.get(field.key))})
    return rows


def _paper(
    whole: Sheet, asked_for: Supplement, wanted: dict[str, str], errors: dict[str, list[str]]
) -> dict[str, Any]:
    material = whole.asked.material(wanted["key"])
    accept = (material.accept if material else ()) or tuple(KINDS)
    files = whole.files_of(wanted["key"])
    return {
        **wanted,
        "files": [file for file in files if file.supplement_id == asked_for.pk],
        "filed": [file for file in files if file.supplement_id is None],
        "kinds": names_of(accept),
        "accept": ",".join([KINDS[kind][1] for kind in accept if kind in KINDS] + list(accept)),
        "errors": errors.get(wanted["key"], []),
    }
