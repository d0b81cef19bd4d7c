"""/my/data/: what is looked up about me, by whom, what for (个人信息保护法 第四十四、四十五条)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall.identity.public import Party, actor_of
from hall.registers.queries import look_ups_of

MOST_SHOWN = 100


@require_safe
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """Look-ups about the person herself and the firms she represents, newest first."""
    actor = actor_of(request)
    parties = Party.objects.filter(pk__in=actor.parties).order_by("kind", "name")
    trails = [(party, look_ups_of(party, actor=actor, at_most=MOST_SHOWN)) for party in parties]
    own_first = sorted(trails, key=lambda trail: trail[0].pk != actor.party_id)
    return render(request, "registers/my_data.html", {"trails": own_first})
