"""The API as a program calls it, for tests of every room."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from hall.identity.public import Account, actor_for, issue_token


class Caller:
    """A program with a bearer token of `account`, or a stranger without one."""

    def __init__(self, account: Account | None = None) -> None:
        self.client = Client()
        self.token = issue_token(label="test", actor=actor_for(account)) if account else ""

    def get(self, path: str, **headers: str) -> Any:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, *, key: str = "", etag: str = "", **headers: str) -> Any:
        """A deed: with a key of its own unless one is given, and with the version seen if there is one."""
        said = {"Idempotency-Key": key or str(uuid4())} | ({"If-Match": etag} if etag else {}) | headers
        return self.call("POST", path, body, **said)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = dict(headers)
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        options: dict[str, Any] = {"headers": sent}
        if body is not None:
            options |= {"data": body, "content_type": "application/json"}
        address = path if path.startswith(("/", "http")) else f"/api/v1/{path}"
        return getattr(self.client, method.lower())(address, **options)


def problem(response: HttpResponse) -> tuple[int, str]:
    """(status, code) of an answer that must be a problem."""
    assert response.headers["Content-Type"] == "application/problem+json", response.content
    told = response.json()  # type: ignore[attr-defined]
    assert told["status"] == response.status_code
    return response.status_code, told["type"].removeprefix("/problems/")
