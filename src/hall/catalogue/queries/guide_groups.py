"""Everything a guide says that its page doesn't show in a place of its own, by the groups of the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language

from hall.catalogue.rules.fields.changes import shown, shown_row
from hall.catalogue.rules.fields.content import content_of
from hall.catalogue.rules.fields.field import Field, Table
from hall.catalogue.rules.fields.registry import GROUPS, of_group

__all__ = ["GroupSaid", "LineSaid", "groups_said"]

#: What stands elsewhere on the page: in its head, its figures, its lists, its box of addresses.
_ELSEWHERE: Final = frozenset(
    [
        "name",
        "type",
        "code",
        "catalog_code",
        "legal_basis",
        "serve_object",
        "topics",
        "legal_limit",
        "legal_limit_unit",
        "legal_limit_note",
        "promise_limit",
        "promise_limit_unit",
        "promise_limit_note",
        "conditions",
        "project_type",
        "flow",
        "handle_form",
        "scope",
        "visits",
        "materials",
        "fee",
        "fee_note",
        "result",
        "licence_type",
        "address",
        "hours",
        "windows",
        "phone",
        "complain_phone",
        "reviews",
        "reviews_note",
        "dept",
    ]
)


@dataclass(frozen=True)
class LineSaid:
    """One field: its name, its value line by line, the fact it stands in."""

    label: str
    lines: list[str]
    is_link: bool
    said: Any


@dataclass(frozen=True)
class GroupSaid:
    """One group with the fields that say something."""

    key: str
    title: str
    fields: list[LineSaid]


def groups_said(facts: Mapping[str, Any]) -> list[GroupSaid]:
    """The groups that have something more to say. `facts` by key, each with `value` and `note`."""
    content = content_of({key: {"value": one.value, "note": one.note} for key, one in facts.items()})
    chinese = (get_language() or "zh").startswith("zh")
    groups = []
    for group in GROUPS:
        fields = [
            LineSaid(
                field.title if chinese else field.english,
                _lines(field, content[field.key]),
                isinstance(field, Field) and field.key.endswith("_url"),
                facts[field.fact_key],
            )
            for field in of_group(group)
            if field.key in content and field.key not in _ELSEWHERE
        ]
        if fields:
            groups.append(GroupSaid(group.value, group.chinese if chinese else group.english, fields))
    return groups


def _lines(field: Field | Table, value: Any) -> list[str]:
    if isinstance(field, Table):
        return [shown_row(field, row) for row in value]
    return shown(field, value).split("\n")
