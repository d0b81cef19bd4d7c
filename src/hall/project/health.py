"""For those who watch over the hall: is it alive, is it ready, how is it doing. No session, no log line.

    /livez    200 while the process answers at all: a failure means "restart me"
    /readyz   200 when the database answers and its tables are current: a failure means "send nobody here"
    /metrics  Prometheus figures, for addresses in HALL_METRICS_ALLOW only (loopback when not set)

They are answered before anything else, so a probe by IP address is not refused as a strange host.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django_prometheus.exports import ExportToDjangoView

from hall.foundation.public import backlog, oldest_waiting_seconds

# An event that waits longer than this means that no worker runs, or that one reaction keeps failing.
LATE_SECONDS = 300
_tables_seen_current = False


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ANSWERS.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        response = answer(request)
        response["Cache-Control"] = "no-store"
        return response


def livez(_: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(_: HttpRequest) -> HttpResponse:
    """Late events are told, but don't make the hall unready: its pages can be served all the same."""
    findings: dict[str, dict[str, Any]] = {}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        findings["database"] = {"ok": True}
        findings["tables"] = {"ok": tables_are_current()}
        findings["outbox"] = _outbox() if findings["tables"]["ok"] else {"ok": False}
    except Exception as error:  # whatever it is, the answer is the same; the log has the rest
        connection.close()
        findings.setdefault("database", {"ok": False, "error": type(error).__name__})
    ready = all(findings.get(name, {}).get("ok") for name in ("database", "tables"))
    return JsonResponse({"ready": ready, **findings}, status=200 if ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    if not _may_see_metrics(request):
        return HttpResponse(
            "Not for this address: see HALL_METRICS_ALLOW.\n", status=403, content_type="text/plain"
        )
    response = ExportToDjangoView(request)
    response.content += _outbox_metrics()
    return response


ANSWERS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/livez": livez,
    "/readyz": readyz,
    "/metrics": metrics,
}


def tables_are_current() -> bool:
    """Whether every migration is applied. Once true it stays true for this process's code."""
    global _tables_seen_current
    if not _tables_seen_current:
        executor = MigrationExecutor(connection)
        _tables_seen_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _tables_seen_current


def _outbox() -> dict[str, Any]:
    waiting, failed = backlog()
    age = oldest_waiting_seconds()
    return {"ok": age < LATE_SECONDS, "waiting": waiting, "failed": failed, "oldest_seconds": round(age)}


def _outbox_metrics() -> bytes:
    """Figures that belong to the database rather than to one process: counted when asked for."""
    try:
        waiting, failed = backlog()
        figures = {
            "hall_outbox_waiting": ("Events not yet delivered to every room", waiting),
            "hall_outbox_failed": ("Events whose delivery has failed at least once", failed),
            "hall_outbox_oldest_seconds": ("Age of the oldest undelivered event", oldest_waiting_seconds()),
        }
    except Exception:  # no database: the process's own figures are worth having all the same
        connection.close()
        return b""
    lines = [
        f"# HELP {name} {meaning}\n# TYPE {name} gauge\n{name} {value:g}\n"
        for name, (meaning, value) in figures.items()
    ]
    return "".join(lines).encode()


def _may_see_metrics(request: HttpRequest) -> bool:
    """Every address on the way must be allowed: behind a proxy of our own, its visitors are not."""
    way = [request.META.get("REMOTE_ADDR", "")]
    way += [part for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return all(_is_allowed(address.strip()) for address in way)


def _is_allowed(address: str) -> bool:
    try:
        asking = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(asking in ipaddress.ip_network(network, strict=False) for network in settings.METRICS_ALLOW)
