"""An application as the API tells it."""

from __future__ import annotations

from datetime import date
from typing import Any

from hall.applications.lifecycle import State
from hall.applications.models import Application, MaterialFile, Supplement
from hall.applications.queries import Sheet, paper_of
from hall.applications.queries.words import said
from hall.applications.rules.asked import Field, Material, Section
from hall.applications.rules.completeness import faults_in
from hall.applications.rules.uploads import KINDS


def row(application: Application) -> dict[str, Any]:
    """One line of a list: everything it needs is selected with it."""
    state = State(application.state)
    names = ("id", "state", "receipt_number", "saved_at", "submitted_at")
    return {name: getattr(application, name) for name in names} | {
        "item_code": application.asked.item_code,
        "item_name": application.asked.item_name,
        "hall": application.hall.slug,
        "hall_name": application.hall.name,
        "party": {
            "id": application.party_id,
            "name": application.party.name,
            "kind": application.party.kind,
        },
        "state_label": state.label,
        "expires_on": application.expires_on if state is State.DRAFT else None,
    }


def whole(sheet: Sheet) -> dict[str, Any]:
    """An application with its questions, its papers and everything that still stops it."""
    return row(sheet.application) | {
        "sections": [_section(sheet, section) for section in sheet.asked.sections],
        "materials": [_material(sheet, material) for material in sheet.asked.materials],
        "situation": dict(sheet.application.situation),
        "situation_complete": sheet.asking is None or sheet.asking.outcome.is_complete,
        "gaps": [
            {"kind": gap.kind, "key": gap.key, "detail": said(gap.fault)}
            for gap in (sheet.gaps if sheet.is_draft else ())
        ],
    }


def file_row(file: MaterialFile) -> dict[str, Any]:
    names = ("id", "name", "mime", "size", "sha256", "scan", "uploaded_at")
    return {name: getattr(file, name) for name in names} | {"material": file.material_key}


def supplement_row(supplement: Supplement) -> dict[str, Any]:
    names = ("wanted", "note", "reply_by", "answers", "filed_at")
    return {name: getattr(supplement, name) for name in names}


def _section(sheet: Sheet, section: Section) -> dict[str, Any]:
    faults = faults_in(section, sheet.answers, today=sheet.today, required=False)
    return {
        "key": section.key,
        "title": section.title,
        "state": sheet.state_of(section),
        "fields": [
            _field(sheet, field) | {"fault": said(faults[field.key]) if field.key in faults else None}
            for field in section.fields
        ],
    }


def _field(sheet: Sheet, field: Field) -> dict[str, Any]:
    known = sheet.application.provenance.get(field.key)
    names = ("key", "label", "type", "required", "hint", "unit")
    return {name: getattr(field, name) for name in names} | {
        "options": [{"value": value, "label": label} for value, label in field.options],
        "value": sheet.answers.get(field.key, ""),
        "worked_out": field.formula is not None,
        "columns": [_column(column) for column in field.columns],
        "known": {
            "value": known["value"],
            "source": known["source"],
            "as_of": date.fromisoformat(known["as_of"]) if known["as_of"] else None,
        }
        if known
        else None,
    }


def _column(column: Field) -> dict[str, Any]:
    names = ("key", "label", "type", "required", "unit")
    return {name: getattr(column, name) for name in names} | {
        "options": [{"value": value, "label": label} for value, label in column.options],
        "worked_out": column.formula is not None,
    }


def _material(sheet: Sheet, material: Material) -> dict[str, Any]:
    names = ("key", "title", "required", "note")
    return {name: getattr(material, name) for name in names} | {
        "state": sheet.state_of_papers()[material.key],
        "accept": list(material.accept or KINDS),
        "held": paper_of(sheet.application.held_papers.get(material.key)),
        "files": [file_row(file) for file in sheet.files_of(material.key)],
    }
