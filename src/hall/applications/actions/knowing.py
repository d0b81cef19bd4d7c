"""What the city already knows of an applicant, looked up once, for a stated purpose, when she has agreed.

个人信息保护法 第十三条、第三十四条、第三十五条: within the statutory duty, told beforehand, for this
filing only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hall.applications.rules.asked import Asked
from hall.applications.rules.prefill import Known
from hall.identity.public import Actor, Party
from hall.licences.public import holds
from hall.registers.public import held_values

#: Papers that the registers themselves replace, by the register field that proves the entry.
REGISTER_PAPERS: Mapping[str, str] = {
    "居民身份证": "person.id_number",
    "居民户口簿": "person.household_no",
    "营业执照": "firm.credit_code",
}
OWN_ACCOUNT = "实名账号"


def from_account(party: Party, filer: Party | None) -> dict[str, Known]:
    """What the verified account itself says. It is hers and needs no look-up."""
    known: dict[str, Known] = {}
    if party.kind == Party.Kind.LEGAL:
        known |= {
            "firm.name": Known(party.name, OWN_ACCOUNT),
            "firm.credit_code": Known(party.id_number, OWN_ACCOUNT),
        }
    person = party if party.kind == Party.Kind.NATURAL else filer
    if person is not None:
        known |= {
            "person.name": Known(person.name, OWN_ACCOUNT),
            "person.id_number": Known(person.id_number, OWN_ACCOUNT),
            "person.phone": Known(person.phone, OWN_ACCOUNT),
        }
    return known


def from_registers(asked: Asked, party: Party, filer: Party | None, actor: Actor) -> dict[str, Known]:
    """What the registers hold, for the fields this form asks and the papers that it can spare her.

    One look-up and one access-log entry per person concerned.
    """
    wanted = {*asked.held_fields}
    wanted |= {REGISTER_PAPERS[each.held_as] for each in asked.materials if each.held_as in REGISTER_PAPERS}
    known: dict[str, Known] = {}
    for subject in _subjects(party, filer):
        prefix = "firm." if subject.kind == Party.Kind.LEGAL else "person."
        fields = sorted(field for field in wanted if field.startswith(prefix))
        if fields:
            purpose = f"办理“{asked.item_name}”"
            for value in held_values(subject, fields, purpose=purpose, actor=actor):
                known[value.field] = Known(value.value, value.source_department, value.as_of)
    return known


def _subjects(party: Party, filer: Party | None) -> list[Party]:
    if party.kind == Party.Kind.NATURAL or filer is None:
        return [party]
    return [party, filer]


def held_papers(asked: Asked, party: Party, known: Mapping[str, Known]) -> dict[str, dict[str, Any]]:
    """For each material that the city holds in its stead: what, by which number, from whom, of what date."""
    papers: dict[str, dict[str, Any]] = {}
    for material in asked.materials:
        paper = _paper(material.held_as, party, known) if material.held_as else None
        if paper:
            papers[material.key] = paper
    return papers


def _paper(name: str, party: Party, known: Mapping[str, Known]) -> dict[str, Any] | None:
    licence = holds(party.pk, name)
    if licence is not None:
        return {
            "name": name,
            "number": licence.number,
            "source": licence.issuer_name,
            "as_of": licence.valid_from.isoformat(),
            "licence": str(licence.id),
        }
    entry = known.get(REGISTER_PAPERS.get(name, ""))
    if entry is None or not entry.value or entry.source == OWN_ACCOUNT:
        return None
    as_of = entry.as_of.isoformat() if entry.as_of else ""
    return {"name": name, "number": "", "source": entry.source, "as_of": as_of}


def lapsed(asked: Asked, party: Party, papers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The materials whose e-licence no longer holds: revoked or expired since the draft began."""
    return [
        key
        for key, paper in papers.items()
        if paper.get("licence")
        and (material := asked.material(key))
        and not holds(party.pk, material.held_as)
    ]
