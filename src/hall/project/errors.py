"""A `HallError` becomes a page that says what happened and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hall.foundation.public import HallError

STATUS_KEY = "status"


class HallErrorMiddleware:
    """Renders a `HallError` that a page let through. The API has its own handler (RFC 9457)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, HallError):
            return None
        return render(request, "portal/error.html", {"error": error}, status=error.status)
