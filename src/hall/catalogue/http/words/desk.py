"""The desk of words: what search didn't answer well, and the synonyms that mend it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from procrastinate.exceptions import AlreadyEnqueued

from hall.catalogue.actions.wording import (
    add_synonym,
    change_synonym,
    require_words,
    retire_synonym,
    take_up_synonym,
)
from hall.catalogue.http.listing import page_of
from hall.catalogue.models import Synonym
from hall.catalogue.queries.wording import PAGE, Tab, synonyms, unanswered
from hall.catalogue.tasks import reindex_words
from hall.foundation.public import Conflict, Invalid, NotFound, history_of
from hall.identity.public import actor_of

FIELDS = ("spoken", "official", "reason")


@require_safe
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Words that found nothing, that nobody followed, that weren't what was sought; and suggested pairs."""
    actor = actor_of(request)
    require_words(actor)
    chosen = request.GET.get("tab", "")
    tab = Tab(chosen) if chosen in set(Tab) else Tab.NOTHING
    names = {
        Tab.NOTHING: _("没有找到"),
        Tab.UNOPENED: _("没人打开"),
        Tab.MISSED: _("不是要找的"),
        Tab.SUGGESTED: _("建议的说法"),
    }
    context = {"actor": actor, "tab": tab, "tabs": names.items(), "rows": unanswered(tab)}
    return _page(request, "catalogue/words/queue.html", context)


@require_safe
@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """All synonyms, or those with some words."""
    actor = actor_of(request)
    require_words(actor)
    query, page = request.GET.get("q", "").strip()[:40], page_of(request)
    rows, total = synonyms(query, page)
    context = {
        "actor": actor, "q": query, "rows": rows, "total": total, "page": page, "pages": -(-total // PAGE),
    }  # fmt: skip
    return _page(request, "catalogue/words/synonyms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Add a synonym; what the queue suggests is filled in."""
    actor = actor_of(request)
    require_words(actor)
    typed = {name: (request.POST or request.GET).get(name, "") for name in FIELDS}
    if request.method == "POST":
        try:
            made = add_synonym(**typed, actor=actor)
        except (Invalid, Conflict) as wrong:
            return _form(request, typed, wrong)
        return _done(request, made)
    return _form(request, typed)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def one(request: HttpRequest, synonym_id: int) -> HttpResponse:
    """A synonym: change, retire or take it up again; who did what to it, and why."""
    actor = actor_of(request)
    require_words(actor)
    known = Synonym.objects.filter(pk=synonym_id).first()
    if known is None:
        raise NotFound(_("没有这条说法。"), remedy=_("请回到说法列表。"))
    typed = {"spoken": known.spoken, "official": known.official, "reason": known.reason}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in FIELDS}
        deed = request.POST.get("deed", "")
        try:
            if deed in {"retire", "take_up"}:
                turn = retire_synonym if deed == "retire" else take_up_synonym
                turn(synonym_id=known.pk, reason=typed["reason"], actor=actor)
            else:
                change_synonym(synonym_id=known.pk, **typed, actor=actor)
        except (Invalid, Conflict) as wrong:
            return _form(request, typed, wrong, known)
        return _done(request, known.pk)
    return _form(request, typed, known=known)


def _form(
    request: HttpRequest,
    typed: dict[str, str],
    wrong: Invalid | Conflict | None = None,
    known: Synonym | None = None,
) -> HttpResponse:
    errors = wrong.errors if isinstance(wrong, Invalid) else {}
    context = {
        "actor": actor_of(request),
        "typed": typed,
        "errors": errors,
        "wrong": wrong,
        "known": known,
        "history": [{"at": fact.at, "who": fact.actor_name, "deed": _deed(fact.action), **fact.summary}
                    for fact in history_of(known.chain)] if known else [],
    }  # fmt: skip
    return _page(request, "catalogue/words/synonym.html", context, status=422 if wrong else 200)


def _deed(action: str) -> str:
    names = {"add": _("新增"), "change": _("修改"), "retire": _("停用"), "take_up": _("重新启用")}
    return names.get(action.rpartition(".")[2], "")


def _done(request: HttpRequest, synonym_id: int) -> HttpResponse:
    """Ask for a new index, and back to the synonym."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        reindex_words.defer()
    messages.success(request, _("已保存，稍后就能按新的说法找到。"))
    return redirect(reverse("catalogue:words:one", args=[synonym_id]))


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, template, {**context, "address": urlencode}, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
