"""The papers: uploaded, taken back, or left to what the city holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from hall.applications.actions.files import Taken, attach_file, choose_paper, remove_file, take_in
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.http.uploading import faults_on_the_way, with_bounded_uploads
from hall.applications.models import MaterialFile
from hall.applications.policies import Permission
from hall.applications.queries import HeldPaper, Sheet, material_response, paper_of, sheet
from hall.applications.queries.words import said
from hall.applications.rules.asked import Material
from hall.applications.rules.completeness import PaperState
from hall.applications.rules.faults import Fault
from hall.applications.rules.uploads import KINDS, names_of
from hall.foundation.public import HallError, NotFound
from hall.identity.public import Actor

CHOOSE_FILE = "请先选择要上传的文件"
UPLOAD_ERRORS = "upload_errors"


@dataclass(frozen=True)
class PaperCard:
    """One material as its card shows it."""

    material: Material
    state: PaperState
    files: list[MaterialFile]
    held: HeldPaper | None
    own: bool
    kinds: str
    accept: str
    errors: list[str]


@applicant_page
def materials(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """All papers of a draft, each with its state."""
    whole = sheet(application_id, actor, Permission.EDIT)
    if not whole.is_draft:
        return redirect(f"/my/applications/{application_id}/")
    return _page(request, whole, told_once(request))


def told_once(request: HttpRequest) -> dict[str, list[str]]:
    """What was wrong with the last upload, by material."""
    errors: dict[str, list[str]] = request.session.pop(UPLOAD_ERRORS, {})
    return errors


@csrf_exempt
@with_bounded_uploads
@csrf_protect
@applicant_page
def upload(request: HttpRequest, application_id: UUID, key: str, *, actor: Actor) -> HttpResponse:
    """Take in every file that can be taken; tell of each other one why not. Nothing else is lost."""
    whole = sheet(application_id, actor, Permission.EDIT)
    if request.method != "POST":  # a page with errors, opened again
        return redirect("applications:materials", application_id=application_id)
    material = whole.asked.material(key)
    if material is None:
        raise NotFound(gettext("这个事项不需要这项材料。"), remedy=gettext("请从材料清单进入。"))
    errors = receive(request, application_id, key, material.accept, actor)
    if errors:  # told once, by GET: the way back never asks to send the file again
        request.session[UPLOAD_ERRORS] = {key: errors}
        return redirect("applications:materials", application_id=application_id)
    return redirect(f"{reverse('applications:materials', args=[application_id])}#m-{key}")


def receive(
    request: HttpRequest, application_id: UUID, key: str, accept: tuple[str, ...], actor: Actor
) -> list[str]:
    """Take in and attach the files of a request. Returns: what is wrong with those that weren't taken."""
    files = request.FILES.getlist(f"files-{key}")
    errors = [f"{name}：{said(fault)}" for name, fault in faults_on_the_way(request)]
    if not files and not errors:
        return [gettext(CHOOSE_FILE)]
    for file in files:
        try:
            _attach(file, application_id, key, accept, actor)
        except Fault as fault:
            errors.append(f"{file.name}：{said(fault)}")
    return errors


def _attach(
    file: UploadedFile[Any], application_id: UUID, key: str, accept: tuple[str, ...], actor: Actor
) -> None:
    taken: Taken = take_in(file.name or "", file.read(), accept)
    try:
        attach_file(application_id=application_id, material_key=key, taken=taken, actor=actor)
    except (Fault, HallError):
        default_storage.delete(taken.storage_key)
        raise


@require_POST
@applicant_page
def remove(request: HttpRequest, application_id: UUID, file_id: UUID, *, actor: Actor) -> HttpResponse:
    """Take one file back."""
    remove_file(application_id=application_id, file_id=file_id, actor=actor)
    messages.success(request, gettext("文件已删除。"))
    return redirect(_back(request, application_id))


@require_POST
@applicant_page
def choose(request: HttpRequest, application_id: UUID, key: str, *, actor: Actor) -> HttpResponse:
    """Use what the city holds, or hand in one's own."""
    own = request.POST.get("own") == "1"
    choose_paper(application_id=application_id, material_key=key, own=own, actor=actor)
    return redirect(f"{reverse('applications:materials', args=[application_id])}#m-{key}")


@applicant_page
def download(request: HttpRequest, application_id: UUID, file_id: UUID, *, actor: Actor) -> FileResponse:
    """One's own file, as a download."""
    sheet_of = sheet(application_id, actor)
    return material_response(file_id, application_id=sheet_of.application.pk)


def _back(request: HttpRequest, application_id: UUID) -> str:
    if request.POST.get("from") == "supplement":
        return reverse("applications:supplement", args=[application_id])
    return reverse("applications:materials", args=[application_id])


def card(whole: Sheet, material: Material, errors: list[str]) -> PaperCard:
    accept = material.accept or tuple(KINDS)
    state = whole.state_of_papers()[material.key]
    return PaperCard(
        material,
        state,
        whole.files_of(material.key),
        paper_of(whole.application.held_papers.get(material.key)),
        material.key in whole.application.own_papers,
        names_of(accept),
        ",".join([KINDS[kind][1] for kind in accept if kind in KINDS] + list(accept)),
        errors,
    )


def _page(request: HttpRequest, whole: Sheet, errors: dict[str, list[str]]) -> HttpResponse:
    context = {
        "sheet": whole,
        "application": whole.application,
        "asked": whole.asked,
        "cards": [card(whole, each, errors.get(each.key, [])) for each in whole.asked.materials],
        "faults": [
            {"href": f"#files-{key}", "text": text} for key, texts in errors.items() for text in texts
        ],
        "most_mb": settings.UPLOAD_LIMIT_BYTES >> 20,
        "most_bytes": settings.UPLOAD_LIMIT_BYTES,
    }
    return render(request, "applications/materials.html", context)
