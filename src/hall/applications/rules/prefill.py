"""What is known is not asked again (国务院令第716号 第七条), and every filled-in answer says from where.

`provenance` is kept beside the answers: {field key: {"value", "source", "as_of", "held"}}. It is never
altered afterwards, so a change by the applicant is always seen against what was registered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hall.applications.rules.answers import check, is_empty
from hall.applications.rules.asked import Asked, Field
from hall.applications.rules.faults import Fault

__all__ = ["Known", "filled", "share_filled"]


@dataclass(frozen=True)
class Known:
    """One value that the city (or the applicant's own verified account) already has."""

    value: str
    source: str
    as_of: date | None = None


def filled(
    asked: Asked, known: Mapping[str, Known], *, today: date
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """(answers, provenance) for every field that `known` (by register field) has a fitting value for.

    A registered value that the form itself couldn't take is left out: it would only be in her way.
    """
    answers: dict[str, Any] = {}
    provenance: dict[str, dict[str, str]] = {}
    for field in asked.fields():
        value, held = _known_of(field, known, today)
        if held is None or is_empty(value):
            continue
        answers[field.key] = value
        provenance[field.key] = {
            "value": value,
            "source": held.source,
            "as_of": held.as_of.isoformat() if held.as_of else "",
            "held": field.held,
        }
    return answers, provenance


def _known_of(field: Field, known: Mapping[str, Known], today: date) -> tuple[Any, Known | None]:
    """What is known of a question, and from where: of a composed one every part that is known."""
    if field.formula is not None or field.type in {"file", "signature"}:
        return "", None
    if not field.held_parts:
        held = known.get(field.held) if field.held else None
        return (_fitting(field, held.value, today), held) if held else ("", None)
    parts = {part: known[name] for part, name in field.held_parts.items() if name in known}
    first = next(iter(parts.values()), None)
    return _fitting(field, {part: each.value for part, each in parts.items()}, today), first


def _fitting(field: Field, value: Any, today: date) -> Any:
    if field.options and isinstance(value, str) and value not in dict(field.options):
        value = next((code for code, label in field.options if label == value), "")
    try:
        return check(field, value, today=today)
    except Fault:
        return ""


def share_filled(asked: Asked, provenance: Mapping[str, Any]) -> int:
    """The percentage of the questions that were filled in from what is known."""
    total = sum(1 for _ in asked.fields())
    return round(100 * sum(1 for field in asked.fields() if field.key in provenance) / total) if total else 0
