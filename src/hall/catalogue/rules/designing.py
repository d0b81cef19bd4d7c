"""Changing a form, one step at a time: each takes a definition and gives a new one, the old one untouched.

Keys are made once and never again: what was removed doesn't lend its key to what comes later.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

__all__ = [
    "add_column",
    "add_field",
    "add_section",
    "change_field",
    "change_section",
    "column_of",
    "empty_form",
    "field_of",
    "move_column",
    "move_field",
    "move_section",
    "remove_column",
    "remove_field",
    "remove_section",
    "section_of",
    "with_keys",
]

Definition = dict[str, Any]
#: What a section's own form sets; an empty value takes the name away.
_SECTION = ("title", "audience", "show_if")


def empty_form(slug: str, title: str) -> Definition:
    return {"slug": slug, "title": title, "sections": []}


def with_keys(definition: Definition) -> Definition:
    """The form with a key for each section: what loaded files number, a designer must be able to move."""
    made = copy.deepcopy(definition)
    taken = {section.get("key") for section in made["sections"]}
    for number, section in enumerate(made["sections"], start=1):
        key = section.get("key") or f"part{number}"
        while "key" not in section and key in taken:
            key += "x"
        section["key"] = key
        taken.add(key)
    return made


def section_of(definition: Definition, key: str) -> dict[str, Any] | None:
    return next((section for section in definition["sections"] if section["key"] == key), None)


def field_of(definition: Definition, key: str) -> dict[str, Any] | None:
    return next(
        (field for section in definition["sections"] for field in section["fields"] if field["key"] == key),
        None,
    )


def column_of(field: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    return next((column for column in field.get("columns", ()) if column["key"] == key), None)


def add_section(definition: Definition, key: str, title: str) -> Definition:
    made = copy.deepcopy(definition)
    made["sections"].append({"key": key, "title": title, "fields": []})
    return made


def change_section(definition: Definition, key: str, values: Mapping[str, Any]) -> Definition:
    made = copy.deepcopy(definition)
    section = section_of(made, key)
    if section is not None:
        _set(section, {name: values.get(name) for name in _SECTION})
    return made


def move_section(definition: Definition, key: str, by: int) -> Definition:
    made = copy.deepcopy(definition)
    _shift(made["sections"], key, by)
    return made


def remove_section(definition: Definition, key: str) -> Definition:
    made = copy.deepcopy(definition)
    made["sections"] = [section for section in made["sections"] if section["key"] != key]
    return made


def add_field(definition: Definition, section: str, field: Mapping[str, Any]) -> Definition:
    made = copy.deepcopy(definition)
    place = section_of(made, section)
    if place is not None:
        place["fields"].append(dict(field))
    return made


def change_field(definition: Definition, key: str, values: Mapping[str, Any], column: str = "") -> Definition:
    """Set what `values` names of a field (or of one column of it); an empty value takes the name away."""
    made = copy.deepcopy(definition)
    field = field_of(made, key)
    thing = column_of(field, column) if field and column else field
    if thing is not None:
        _set(thing, values)
    return made


def move_field(definition: Definition, key: str, by: int) -> Definition:
    """One place up or down; over the edge of its section it goes into the next one."""
    made = copy.deepcopy(definition)
    sections = made["sections"]
    for number, section in enumerate(sections):
        keys = [field["key"] for field in section["fields"]]
        if key not in keys:
            continue
        at, other = keys.index(key), number + by
        if 0 <= at + by < len(keys):
            _shift(section["fields"], key, by)
        elif 0 <= other < len(sections):
            field = section["fields"].pop(at)
            sections[other]["fields"].insert(0 if by > 0 else len(sections[other]["fields"]), field)
        return made
    return made


def remove_field(definition: Definition, key: str) -> Definition:
    made = copy.deepcopy(definition)
    for section in made["sections"]:
        section["fields"] = [field for field in section["fields"] if field["key"] != key]
    return made


def add_column(definition: Definition, key: str, column: Mapping[str, Any]) -> Definition:
    made = copy.deepcopy(definition)
    field = field_of(made, key)
    if field is not None:
        field.setdefault("columns", []).append(dict(column))
    return made


def move_column(definition: Definition, key: str, column: str, by: int) -> Definition:
    made = copy.deepcopy(definition)
    field = field_of(made, key)
    if field is not None:
        _shift(field["columns"], column, by)
    return made


def remove_column(definition: Definition, key: str, column: str) -> Definition:
    made = copy.deepcopy(definition)
    field = field_of(made, key)
    if field is not None:
        field["columns"] = [each for each in field["columns"] if each["key"] != column]
    return made


def _set(thing: dict[str, Any], values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if value in (None, "", [], False):
            thing.pop(name, None)
        else:
            thing[name] = value


def _shift(things: list[dict[str, Any]], key: str, by: int) -> None:
    keys = [thing["key"] for thing in things]
    if key in keys and 0 <= keys.index(key) + by < len(keys):
        at = keys.index(key)
        things[at], things[at + by] = things[at + by], things[at]
