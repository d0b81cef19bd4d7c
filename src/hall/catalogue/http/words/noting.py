"""What a search page tells of itself: asked, opened, not what was sought; and nothing of who asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hall.catalogue.actions.noting import note_search
from hall.catalogue.models import SearchNote
from hall.foundation.public import from_our_own_pages

FROM_SCRIPT = frozenset(
    {SearchNote.Kind.ASKED, SearchNote.Kind.NOTHING, SearchNote.Kind.OPENED, SearchNote.Kind.MEANT}
)


@from_our_own_pages
@require_POST
def noted(request: HttpRequest) -> HttpResponse:
    """What the page's script tells; always answered alike."""
    kind, rank = request.POST.get("kind", ""), request.POST.get("rank", "")
    if kind in FROM_SCRIPT:
        note_search(
            kind,
            request.POST.get("q", ""),
            code=request.POST.get("code", "")[:100],
            rank=int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 4 else 0,
        )
    return HttpResponse(status=204)


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def missed(request: HttpRequest) -> HttpResponse:
    """ "Not what I sought": counted, then thanked for, with other ways to go on."""
    if request.method == "POST":
        note_search(SearchNote.Kind.MISSED, request.POST.get("q", ""))
        return redirect(reverse("catalogue:missed"))
    return render(request, "catalogue/missed.html")
