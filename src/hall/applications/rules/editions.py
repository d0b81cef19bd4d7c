"""Two editions of what a guide asks: what changed, and what becomes of the answers given on the older one.

Keys are stable: what is asked under the same key keeps its answer. Nothing that was typed is thrown away:
what the newer edition has no place for is set aside under `LEFT`, and shown until the application is filed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hall.applications.rules.answers import check, is_empty
from hall.applications.rules.asked import Asked, Field, Material
from hall.applications.rules.faults import Fault
from hall.applications.rules.kinds import SIMPLE
from hall.standards.field_types import TYPE_LABELS

__all__ = ["LEFT", "MESSAGES", "Carried", "Change", "carried", "changes"]

#: Beside the answers of a draft: what was typed for questions no longer asked. No question has this key.
LEFT = "_left"
ADDED, REMOVED, ALTERED = "added", "removed", "altered"

LABEL = "问法由“%(old)s”改为“%(new)s”"
TYPE = "填写方式由“%(old)s”改为“%(new)s”"
NOW_REQUIRED, NOW_OPTIONAL = "改为必填", "改为选填"
NOW_WORKED_OUT, NOW_TYPED = "改为自动算出", "改为自己填写"
FORMULA = "算法有变化"
MORE_OPTIONS, FEWER_OPTIONS = "增加选项：%(options)s", "去掉选项：%(options)s"
MORE_COLUMNS, FEWER_COLUMNS, COLUMNS = "增加列：%(columns)s", "去掉列：%(columns)s", "列的要求有变化"
WHEN, WHEN_REQUIRED = "出现的条件有变化", "必填的条件有变化"
LIMITS, HINT = "填写要求有变化", "说明有变化"
MESSAGES = (
    *(LABEL, TYPE, NOW_REQUIRED, NOW_OPTIONAL, NOW_WORKED_OUT, NOW_TYPED, FORMULA, MORE_OPTIONS),
    *(FEWER_OPTIONS, MORE_COLUMNS, FEWER_COLUMNS, COLUMNS, WHEN, WHEN_REQUIRED, LIMITS, HINT),
)


@dataclass(frozen=True)
class Change:
    """One question or paper that is new, gone or different. `says` tells how it differs."""

    kind: str  # added | removed | altered
    what: str  # field | material
    key: str
    label: str
    says: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Carried:
    """Answers as the newer edition takes them over, and those it has no place for, by the question of old."""

    answers: dict[str, Any]
    left: tuple[tuple[Field, Any], ...]


def changes(old: Asked, new: Asked) -> tuple[Change, ...]:
    """What is added, removed and altered, in the order of the forms. Moving a question is no change."""
    return (
        *_between(
            "field", {each.key: each for each in old.fields()}, {each.key: each for each in new.fields()}
        ),
        *_between(
            "material",
            {each.key: each for each in old.materials if not each.of_field},
            {each.key: each for each in new.materials if not each.of_field},
        ),
    )


def _between(what: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for key, thing in new.items():
        if key not in old:
            yield Change(ADDED, what, key, _label(thing))
    for key, thing in old.items():
        if key not in new:
            yield Change(REMOVED, what, key, _label(thing))
    for key, thing in new.items():
        says = tuple(_differences(old[key], thing)) if key in old else ()
        if says:
            yield Change(ALTERED, what, key, _label(thing), says)


def _label(thing: Field | Material) -> str:
    return thing.label if isinstance(thing, Field) else thing.title


def _differences(old: Any, new: Any) -> Iterator[Fault]:
    if _label(old) != _label(new):
        yield Fault(LABEL, {"old": _label(old), "new": _label(new)})
    if old.required != new.required:
        yield Fault(NOW_REQUIRED if new.required else NOW_OPTIONAL)
    if isinstance(old, Field):
        yield from _of_fields(old, new)
    elif old.note != new.note:
        yield Fault(HINT)


def _of_fields(old: Field, new: Field) -> Iterator[Fault]:
    if old.type != new.type:
        yield Fault(TYPE, {"old": TYPE_LABELS[old.type], "new": TYPE_LABELS[new.type]})
    if (old.formula is None) != (new.formula is None):
        yield Fault(NOW_TYPED if new.formula is None else NOW_WORKED_OUT)
    elif old.formula != new.formula:
        yield Fault(FORMULA)
    yield from _lists(dict(old.options), dict(new.options), MORE_OPTIONS, FEWER_OPTIONS, "options")
    yield from _lists(
        {each.key: each.label for each in old.columns},
        {each.key: each.label for each in new.columns},
        MORE_COLUMNS,
        FEWER_COLUMNS,
        "columns",
    )
    same = {each.key for each in old.columns} == {each.key for each in new.columns}
    if same and {each.key: each for each in old.columns} != {each.key: each for each in new.columns}:
        yield Fault(COLUMNS)
    for message, reads in _READINGS:
        if reads(old) != reads(new):
            yield Fault(message)


def _lists(
    old: Mapping[str, str], new: Mapping[str, str], more: str, fewer: str, name: str
) -> Iterator[Fault]:
    if added := [label for key, label in new.items() if key not in old]:
        yield Fault(more, {name: "、".join(added)})
    if gone := [label for key, label in old.items() if key not in new]:
        yield Fault(fewer, {name: "、".join(gone)})


_READINGS: tuple[tuple[str, Callable[[Field], Any]], ...] = (
    (WHEN, lambda field: field.show_if),
    (WHEN_REQUIRED, lambda field: field.require_if),
    (LIMITS, lambda field: (field.pattern, field.max_length, field.minimum, field.maximum, field.unit)),
    (LIMITS, lambda field: (field.min_rows, field.max_rows)),
    (HINT, lambda field: field.hint),
)


def carried(old: Asked, new: Asked, answers: Mapping[str, Any], *, today: date) -> Carried:
    """Every answer of the older edition: in its place on the newer one, or set aside."""
    places = {field.key: field for field in new.fields()}
    kept: dict[str, Any] = {}
    left: list[tuple[Field, Any]] = []
    for field in old.fields():
        value = answers.get(field.key)
        if is_empty(value):
            continue
        if field.key in places and _fits(field, places[field.key], value, today):
            kept[field.key] = value
        elif field.formula is None:
            left.append((field, value))
    return Carried(kept, tuple(left))


def _fits(old: Field, new: Field, value: Any, today: date) -> bool:
    """Whether the box of the newer question shows this answer, be it only to have it put right."""
    if new.formula is not None or new.type == "file":
        return False
    if old.type == new.type:
        return bool(old.options) == bool(new.options) if old.type == "checkbox" else True
    try:
        return not is_empty(check(new, value, today=today))
    except Fault:
        is_text = new.type in SIMPLE and not new.options and new.type not in {"checkbox", "division"}
        return isinstance(value, str) and is_text
