"""Answering the one supplement notice: exactly what was asked for, each part with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from hall.applications.actions.holding import Incomplete
from hall.applications.actions.supplements import file_supplement, save_supplement
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.http.citizen.materials import UPLOAD_ERRORS, receive, told_once
from hall.applications.http.forms import AnswersForm, StatementForm, as_data
from hall.applications.http.uploading import with_bounded_uploads
from hall.applications.lifecycle import State
from hall.applications.models import Supplement
from hall.applications.queries import Sheet, sheet, shown
from hall.applications.queries.words import said
from hall.applications.rules.completeness import Gap
from hall.applications.rules.supplement import supplement_gaps, wanted_fields
from hall.applications.rules.uploads import KINDS, names_of
from hall.identity.public import Actor


@csrf_exempt
@with_bounded_uploads
@csrf_protect
@applicant_page
def supplement(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """One page. Whatever button is pressed, answers and chosen files are kept first; then one goes on."""
    whole = sheet(application_id, actor)
    asked_for = Supplement.objects.filter(application=whole.application).first()
    if asked_for is None or asked_for.filed_at is not None or whole.application.state != State.SUBMITTED:
        return redirect(f"/my/applications/{application_id}/")
    if request.method != "POST":
        return _page(request, whole, asked_for)
    _save(request, whole, asked_for, actor)
    here = reverse("applications:supplement", args=[application_id])
    errors = _take_chosen(request, whole, asked_for, actor)
    if errors:
        request.session[UPLOAD_ERRORS] = errors
        return redirect(here)
    if "upload" in request.POST:
        return redirect(f"{here}#m-{request.POST['upload']}")
    if "later" in request.POST:
        messages.success(request, gettext("已保存，还没有提交。请在期限前回来提交补正。"))
        return redirect(f"/my/applications/{application_id}/")
    return _file(request, application_id, here, actor)


def _file(request: HttpRequest, application_id: UUID, here: str, actor: Actor) -> HttpResponse:
    agreed = StatementForm(request.POST).is_valid()
    try:
        file_supplement(application_id=application_id, agreed=agreed, actor=actor)
    except Incomplete:  # shown by GET, which judges what has been kept
        return redirect(f"{here}?{urlencode({'check': '1', 'agreed': 'on' if agreed else ''})}")
    messages.success(request, gettext("补正已提交，窗口会继续办理。"))
    return redirect(f"/my/applications/{application_id}/")


def _take_chosen(
    request: HttpRequest, whole: Sheet, asked_for: Supplement, actor: Actor
) -> dict[str, list[str]]:
    """Take in every file that was chosen; of the material whose button was pressed, also tell if none was."""
    found: dict[str, list[str]] = {}
    for each in _wanted(asked_for, "material"):
        key = each["key"]
        if request.FILES.getlist(f"files-{key}") or request.POST.get("upload") == key:
            material = whole.asked.material(key)
            accept = material.accept if material else ()
            found[key] = receive(request, whole.application.pk, key, accept, actor)
    return {key: errors for key, errors in found.items() if errors}


def _save(request: HttpRequest, whole: Sheet, asked_for: Supplement, actor: Actor) -> None:
    """Keep the answers. Two windows of one page: the last writer is heard, as she has both before her."""
    form = _form(whole, asked_for, request.POST)
    if form.fields:
        save_supplement(
            application_id=whole.application.pk, values=form.typed(), seen=asked_for.version, actor=actor
        )


def _form(whole: Sheet, asked_for: Supplement, data: Any = None) -> AnswersForm:
    questions = wanted_fields(whole.asked, asked_for.wanted)
    return AnswersForm(questions, asked_for.answers, {}, data)


def _page(request: HttpRequest, whole: Sheet, asked_for: Supplement) -> HttpResponse:
    checking, agreed = "check" in request.GET, request.GET.get("agreed") == "on"
    errors = told_once(request)
    questions = wanted_fields(whole.asked, asked_for.wanted)
    form = _form(whole, asked_for, as_data(questions, asked_for.answers) if checking else None)
    gaps = _gaps(whole, asked_for, agreed) if checking else ()
    told = [{"href": f"#files-{key}", "text": text} for key, texts in errors.items() for text in texts]
    told += [{"href": _anchor(gap), "text": said(gap.fault)} for gap in gaps]
    errors |= {gap.key: [*errors.get(gap.key, []), said(gap.fault)] for gap in gaps if gap.kind == "material"}
    context = {
        "application": whole.application,
        "asked": whole.asked,
        "supplement": asked_for,
        "fields": _questions(whole, asked_for, form),
        "papers": [_paper(whole, asked_for, each, errors) for each in _wanted(asked_for, "material")],
        "statement": StatementForm({"agreed": "on"} if agreed else {} if checking else None),
        "faults": told,
        "most_mb": settings.UPLOAD_LIMIT_BYTES >> 20,
        "most_bytes": settings.UPLOAD_LIMIT_BYTES,
    }
    return render(request, "applications/supplement.html", context)


def _gaps(whole: Sheet, asked_for: Supplement, agreed: bool) -> tuple[Gap, ...]:
    files = [(file.material_key, file.scan) for file in whole.files if file.supplement_id == asked_for.pk]
    return supplement_gaps(
        whole.asked, asked_for.wanted, asked_for.answers, files, agreed=agreed, today=whole.today
    )


def _anchor(gap: Gap) -> str:
    return f"#files-{gap.key}" if gap.kind == "material" else f"#id_{gap.key}"


def _wanted(asked_for: Supplement, kind: str) -> list[dict[str, str]]:
    return [each for each in asked_for.wanted if each["kind"] == kind]


def _questions(whole: Sheet, asked_for: Supplement, form: AnswersForm) -> list[dict[str, Any]]:
    filed: Mapping[str, Any] = whole.answers
    rows = []
    for each in _wanted(asked_for, "field"):
        field = whole.asked.field(each["key"])
        if field is not None:
            rows.append({**each, "box": form[field.key], "filed": shown(field, filed.get(field.key))})
    return rows


def _paper(
    whole: Sheet, asked_for: Supplement, wanted: Mapping[str, str], errors: Mapping[str, list[str]]
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
