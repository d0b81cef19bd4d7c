"""Bring a file in: upload it, see what is wrong or what it would change, then apply it or not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hall.catalogue.actions.importing import (
    apply_import,
    ask_to_apply,
    discard_import,
    import_of,
    read_again,
    receive_import,
)
from hall.catalogue.http.desk.entering import items_page
from hall.catalogue.models import GuideImport
from hall.catalogue.queries.imports import changes_of, imports_of, preview
from hall.catalogue.tasks import apply_long_import, read_file, read_long_import
from hall.foundation.public import Invalid
from hall.identity.public import Actor

#: What is done while one waits, in bytes read and guides written; the worker does what is longer.
READ_AT_ONCE = 150_000
APPLY_AT_ONCE = 50
STATES = GuideImport.State


class Upload(forms.Form):
    """The file to bring in."""

    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("XLSX 或 JSON，最大 60 MB。从“导出”下载一份，在里面改最稳妥。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.json"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


@require_http_methods(["GET", "HEAD", "POST"])
@items_page
def imports(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Upload a file; one's earlier files."""
    form = Upload(request.POST, request.FILES) if request.method == "POST" else Upload()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            taken = receive_import(filename=file.name, file=file, size=file.size, actor=actor)
        except Invalid as error:
            form.add_error("file", f"{error.message}{error.remedy}")
        else:
            _read(taken, file.size)
            return redirect("catalogue:desk:import", import_id=taken)
    context = {"actor": actor, "form": form, "imports": imports_of(actor)}
    return render(request, "catalogue/desk/imports.html", context, status=422 if form.errors else 200)


def _read(import_id: str, size: int) -> None:
    if size <= READ_AT_ONCE:
        read_file(import_id)
    else:
        read_long_import.defer(import_id=import_id)


@require_safe
@items_page
def one(request: HttpRequest, import_id: UUID, *, actor: Actor) -> HttpResponse:
    """What is wrong with a file, or what it would change."""
    taken = import_of(import_id, actor)
    context = {
        "actor": actor,
        "taken": taken,
        "is_at_work": taken.state in (STATES.WAITING, STATES.APPLYING),
        "is_failed": taken.state == STATES.FAILED,
        "is_flawed": taken.state == STATES.FLAWED,
        "is_read": taken.state == STATES.READ,
        "preview": preview(taken, request.GET.get("page")) if taken.state == STATES.READ else None,
    }
    return render(request, "catalogue/desk/import.html", context)


@require_POST
@items_page
def apply(request: HttpRequest, import_id: UUID, *, actor: Actor) -> HttpResponse:
    """Write what it changes into drafts, at once or by the worker."""
    if changes_of(import_of(import_id, actor)) > APPLY_AT_ONCE:
        ask_to_apply(import_id, actor=actor)
        apply_long_import.defer(import_id=str(import_id))
        return redirect("catalogue:desk:import", import_id=import_id)
    count = apply_import(import_id, actor=actor)
    messages.success(request, _("已写入 %(count)s 份草稿，请提交审核。") % {"count": count})
    return redirect("catalogue:desk:items")


@require_POST
@items_page
def again(request: HttpRequest, import_id: UUID, *, actor: Actor) -> HttpResponse:
    """Let the worker read a file once more that it couldn't read."""
    read_again(import_id, actor=actor)
    read_long_import.defer(import_id=str(import_id))
    return redirect("catalogue:desk:import", import_id=import_id)


@require_POST
@items_page
def discard(request: HttpRequest, import_id: UUID, *, actor: Actor) -> HttpResponse:
    """Let it be."""
    discard_import(import_id, actor=actor)
    messages.success(request, _("已放弃这次导入，什么都没有改。"))
    return redirect("catalogue:desk:imports")
