"""Filing any item over the API, as a program would that knows nothing of it but what the API tells."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from hall.project.cli.bench.client import Client, paper

#: What is typed where the city couldn't answer, by the type of the question.
TYPED: Mapping[str, str] = {
    "text": "测试",
    "textarea": "用于测速，不是真实申请",
    "number": "12",
    "date": "2026-03-01",
    "phone": "13800138000",
    "address": "魏武大道 1 号",
    "division": "341602001001",
}


def begin(client: Client, item: str, hall: str) -> str:
    """Begin a draft, filled with what the city holds and otherwise by type of question. Returns: its id."""
    body = {"item": item, "hall": hall, "use_held_data": True}
    begun = client.until(lambda: client.send("POST", "/api/v1/applications", body))
    path = f"/api/v1/applications/{begun.body['id']}"
    fields = [field for section in begun.body["sections"] for field in section["fields"]]
    answers = {field["key"]: _typed(field) for field in fields if field["value"] in ("", [])}
    client.until(lambda: client.send("PATCH", path, {"answers": answers}, {"If-Match": begun.etag}))
    for material in begun.body["materials"]:
        if material["state"] == "missing":
            _hand_in(client, path, material["key"])
    return str(begun.body["id"])


def submit(client: Client, application: str) -> str:
    """Hand a complete draft in. Returns: its receipt number."""
    path = f"/api/v1/applications/{application}"
    seen = client.until(lambda: client.send("GET", path))
    headers = {"If-Match": seen.etag, "Idempotency-Key": str(uuid.uuid4())}
    filed = client.until(lambda: client.send("POST", f"{path}/submit", {"agreed": True}, headers))
    return str(filed.body["receipt_number"])


def _hand_in(client: Client, path: str, material: str) -> None:
    client.until(lambda: client.upload(f"{path}/materials", material, paper()))


def _typed(field: Mapping[str, Any]) -> Any:
    options = [option["value"] for option in field["options"]]
    if field["type"] == "checkbox":
        return options[:1] if options else True
    return options[0] if options else TYPED.get(field["type"], "")
