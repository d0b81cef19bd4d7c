"""What was filed, whole, for whoever handles the case. Three queries, however long the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hall.applications.lifecycle import State
from hall.applications.models import Application, MaterialFile, Supplement
from hall.applications.queries.sheets_in_hand import edition_of_row
from hall.applications.queries.situations import ToldSituation, in_situation, told_of
from hall.applications.queries.words import shown
from hall.applications.rules.asked import Asked, Field
from hall.applications.rules.unfolding import unfold
from hall.foundation.public import NotFound, day_of, today
from hall.standards.field_types import HELD_PARTS


@dataclass(frozen=True)
class FiledAnswer:
    """One answer as filed. `registered` is what the city holds, when the field could be filled from there."""

    key: str
    label: str
    type: str
    value: Any
    shown: str
    held: str = ""
    registered: str = ""
    source: str = ""
    as_of: date | None = None
    is_changed: bool = False
    later: Any = ""  # what the supplement says instead
    later_shown: str = ""


@dataclass(frozen=True)
class FiledSection:
    key: str
    title: str
    answers: tuple[FiledAnswer, ...]


@dataclass(frozen=True)
class FiledFile:
    id: UUID
    name: str
    mime: str
    size: int
    sha256: str
    scan: str
    uploaded_at: datetime
    is_supplement: bool


@dataclass(frozen=True)
class HeldPaper:
    """What the city itself holds in a paper's stead."""

    name: str
    number: str
    source: str
    as_of: date | None


@dataclass(frozen=True)
class FiledMaterial:
    key: str
    title: str
    required: bool
    files: tuple[FiledFile, ...]
    held: HeldPaper | None


@dataclass(frozen=True)
class FiledApplication:
    """A whole application, for the officer who handles its case."""

    id: UUID
    state: State
    receipt_number: str
    asked: Asked
    party_id: UUID
    applicant_name: str
    applicant_kind: str
    applicant_id_number: str
    applicant_phone: str
    filed_by: str
    submitted_at: datetime | None
    situation: tuple[ToldSituation, ...]
    sections: tuple[FiledSection, ...]
    materials: tuple[FiledMaterial, ...]
    supplement_filed_at: datetime | None

    def by_register_field(self) -> dict[str, str]:
        """What was filed, by the register field it answers: what `registers.compare` takes."""
        found: dict[str, str] = {}
        for answer in (each for section in self.sections for each in section.answers if each.held):
            value = answer.later or answer.value or ""
            parts = HELD_PARTS.get((answer.type, answer.held))
            if parts is None:
                found[answer.held] = str(value)
            elif isinstance(value, Mapping):
                found |= {name: str(value.get(part, "")) for part, name in parts.items()}
        return found


def filed(application_id: UUID) -> FiledApplication:
    """The application as filed, for whoever handles its case: the caller checks the right to see it.

    Three queries, however many fields and files. Raises: NotFound.
    """
    found = (
        Application.objects.select_related("asked", "party", "filed_by", "supplement")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise NotFound(_("没有找到这件申请。"))
    day = day_of(found.submitted_at) if found.submitted_at else today()
    edition = edition_of_row(found.asked)
    unfolded = unfold(in_situation(edition, found.situation), found.answers, today=day)
    asked = unfolded.asked
    supplement: Supplement | None = getattr(found, "supplement", None)
    answered = supplement.answers if supplement and supplement.filed_at else {}
    materials = _materials(asked, found, supplement)
    return FiledApplication(
        id=found.pk,
        state=State(found.state),
        receipt_number=found.receipt_number or "",
        asked=asked,
        party_id=found.party_id,
        applicant_name=found.party.name,
        applicant_kind=found.party.kind,
        applicant_id_number=found.party.id_number,
        applicant_phone=found.party.phone,
        filed_by=found.filed_by.name,
        submitted_at=found.submitted_at,
        situation=told_of(edition, found.situation),
        sections=_sections(asked, unfolded.answers, found.provenance, answered, materials),
        materials=materials,
        supplement_filed_at=supplement.filed_at if supplement else None,
    )


def _sections(
    asked: Asked,
    answers: Mapping[str, Any],
    provenance: Mapping[str, Any],
    later: Mapping[str, Any],
    materials: tuple[FiledMaterial, ...],
) -> tuple[FiledSection, ...]:
    papers = {material.key: [file.name for file in material.files] for material in materials}
    return tuple(
        FiledSection(
            section.key,
            section.title,
            tuple(_answer(field, answers, provenance, later, papers) for field in section.fields),
        )
        for section in asked.sections
    )


def _answer(
    field: Field,
    answers: Mapping[str, Any],
    provenance: Mapping[str, Any],
    later: Mapping[str, Any],
    papers: Mapping[str, list[str]],
) -> FiledAnswer:
    value = answers.get(field.key, "")
    known = provenance.get(field.key, {})
    as_of = known.get("as_of")
    names = papers.get(f"form-{field.key}", []) if field.type == "file" else []
    return FiledAnswer(
        key=field.key,
        label=field.label,
        type=field.type,
        value=value,
        shown="、".join(names) if names else shown(field, value),
        held=field.held,
        registered=shown(field, known.get("value", "")) if field.held_parts else known.get("value", ""),
        source=known.get("source", ""),
        as_of=date.fromisoformat(as_of) if as_of else None,
        is_changed=bool(known) and known.get("value") != value,
        later=later.get(field.key, ""),
        later_shown=shown(field, later.get(field.key, "")),
    )


def _materials(asked: Asked, found: Application, supplement: Supplement | None) -> tuple[FiledMaterial, ...]:
    hidden = supplement.pk if supplement and not supplement.filed_at else None
    files: dict[str, list[FiledFile]] = {}
    for row in MaterialFile.objects.filter(application=found):
        if hidden is None or row.supplement_id != hidden:
            files.setdefault(row.material_key, []).append(_file(row))
    return tuple(
        FiledMaterial(
            material.key,
            material.title,
            material.required,
            tuple(files.get(material.key, ())),
            None if material.key in found.own_papers else paper_of(found.held_papers.get(material.key)),
        )
        for material in asked.materials
    )


def _file(row: MaterialFile) -> FiledFile:
    return FiledFile(
        row.pk,
        row.name,
        row.mime,
        row.size,
        row.sha256,
        row.scan,
        row.uploaded_at,
        row.supplement_id is not None,
    )


def paper_of(held: Mapping[str, Any] | None) -> HeldPaper | None:
    """A held paper as it was noted when the draft began."""
    if not held:
        return None
    as_of = held.get("as_of")
    return HeldPaper(
        held["name"],
        held.get("number", ""),
        held.get("source", ""),
        date.fromisoformat(as_of) if as_of else None,
    )
