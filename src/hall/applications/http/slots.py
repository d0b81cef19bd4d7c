"""Where each question of a page stands, shown or not, and what an answer changes there while one types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from hall.applications.http.composed_widgets import WorkedOut
from hall.applications.http.forms import AnswerField, AnswersForm
from hall.applications.rules.asked import Asked, Field
from hall.applications.rules.unfolding import Unfolded


@dataclass(frozen=True)
class Slot:
    """A question's place on the page: its box, or the empty place where it may come to stand."""

    key: str
    box: BoundField | None = None
    html: str = ""


def slots(edition: Asked, section: str, form: AnswersForm) -> list[Slot]:
    """Every place of a section, in order."""
    whole = edition.section(section)
    return [
        Slot(field.key, form[field.key] if field.key in form.fields else None)
        for field in (whole.fields if whole else ())
    ]


def changed_slots(edition: Asked, section: str, before: Unfolded, after: Unfolded) -> list[Slot]:
    """The places of a section that an answer has changed."""
    if before.asked is edition and after.asked is edition:
        return []
    was, now = _shown(before.asked, section), _shown(after.asked, section)
    fresh = AnswersForm(now.values(), after.answers, {})
    for box in fresh.fields.values():
        if isinstance(box, AnswerField):
            box.oob = True
    found: list[Slot] = []
    for field in was.values():
        if field.key not in now:
            found.append(Slot(field.key))
    for field in now.values():
        if (
            field.key not in was
            or was[field.key].required != field.required
            or _worked_anew(field, before, after)
        ):
            found.append(Slot(field.key, fresh[field.key]))
        elif field.type == "table":
            found += _cells(field, after.worked_out.get(field.key))
    return found


def _shown(asked: Asked, section: str) -> Mapping[str, Field]:
    part = asked.section(section)
    return {field.key: field for field in part.fields} if part else {}


def _worked_anew(field: Field, before: Unfolded, after: Unfolded) -> bool:
    return field.formula is not None and before.answers.get(field.key) != after.answers.get(field.key)


def _cells(field: Field, rows: Any) -> list[Slot]:
    """The cells of a table that are worked out, each by itself: the boxes beside them are being typed in."""
    return [
        Slot(
            field.key,
            html=WorkedOut(column).render(
                "", row.get(column.key, ""), {"id": f"id_{field.key}-{at}-{column.key}", "oob": True}
            ),
        )
        for at, row in enumerate(rows or [])
        for column in field.columns
        if column.formula is not None
    ]
