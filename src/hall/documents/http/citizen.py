"""/verify/: anyone may ask whether a paper is genuine, by its code or by its file."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from hall.documents.http.forms import CodeForm, FileForm
from hall.documents.http.pace import brake
from hall.documents.queries import Finding, document_by_code, finding_of, standing_of
from hall.documents.rules import codes

CODES_A_MINUTE = 60
FILES_A_MINUTE = 10


@never_cache
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The two forms; a code leads on to its page, a file is answered here."""
    if request.method == "POST":
        return _file_checked(request)
    if "code" not in request.GET:
        return render(request, "documents/verify.html", {"code_form": CodeForm(), "file_form": FileForm()})
    form = CodeForm(request.GET)
    if form.is_valid():
        return redirect("verified", code=form.cleaned_data["code"])
    return render(request, "documents/verify.html", {"code_form": form, "file_form": FileForm()}, status=422)


@never_cache
@require_GET
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """What the hall attests about one paper. No name but a masked one, no content, no file."""
    brake(request, "code", per_minute=CODES_A_MINUTE)
    normal = codes.normalise(code)
    if normal != code and codes.is_code(normal):
        return redirect("verified", code=normal)
    paper = document_by_code(normal) if codes.is_code(normal) else None
    if paper is None:
        return render(request, "documents/unknown.html", {"code": code[:40]}, status=404)
    context = {"paper": paper, "standing": standing_of(paper), "code": codes.display(paper.verify_code)}
    return render(request, "documents/verified.html", context)


def _file_checked(request: HttpRequest) -> HttpResponse:
    brake(request, "file", per_minute=FILES_A_MINUTE)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"code_form": CodeForm(), "file_form": form}
        return render(request, "documents/verify.html", context, status=422)
    content = form.cleaned_data["file"].read()
    found: Finding = finding_of(content, hashlib.sha256(content).hexdigest())
    return render(request, "documents/checked.html", {"found": found, "name": form.cleaned_data["file"].name})
