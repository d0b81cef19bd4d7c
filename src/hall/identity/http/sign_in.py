"""How allauth signs people in here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from hall.identity.queries import actor_of


class HallAccountAdapter(DefaultAccountAdapter):
    """Staff land on their desk, everyone else in their own space; accounts are enrolled, not self-made.

    Self-registration waits for real-name verification: an account without a verified person could file
    nothing, so none is offered.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/desk/" if actor_of(request).is_officer else "/my/"
