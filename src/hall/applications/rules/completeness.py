"""Whether an application can be filed: every required answer there and sound, every required paper in hand.

行政许可法 第三十一条 (the applicant submits true materials) and 第三十二条 (what is incomplete is told, all
at once): the draft is judged by the same rules before it is filed, so that the window has less to ask for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hall.applications.rules.answers import check, is_empty, missing
from hall.applications.rules.asked import Asked, Field, Material, Section
from hall.applications.rules.faults import Fault

__all__ = [
    "FileSeen",
    "Gap",
    "PaperState",
    "Papers",
    "SectionState",
    "faults_in",
    "gaps",
    "paper_state",
    "section_state",
]

NO_PAPER = "请上传“%(title)s”"
PAPER_WAITS = "“%(title)s”还在安全检查，检查完才能提交"
PAPER_HARMS = "“%(title)s”没有通过安全检查，请删除后换一个文件"
MESSAGES = (NO_PAPER, PAPER_WAITS, PAPER_HARMS)


class SectionState(StrEnum):
    """How far a section is. Untouched and looked-at-but-incomplete are told apart."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ATTENTION = "attention"
    DONE = "done"


class PaperState(StrEnum):
    """Where one paper is."""

    MISSING = "missing"
    OPTIONAL = "optional"
    UPLOADED = "uploaded"
    WAITING = "waiting"
    HARMFUL = "harmful"
    HELD = "held"
    ONLINE = "online"


@dataclass(frozen=True)
class FileSeen:
    """One uploaded file, as far as completeness asks: whose material, and what the scanner said."""

    material_key: str
    scan: str  # awaiting | clean | infected


@dataclass(frozen=True)
class Papers:
    """The papers of one application: files, what the city holds, and where she'd rather hand in her own."""

    files: Sequence[FileSeen] = ()
    held: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gap:
    """One thing that stops the filing. `place` is a section's or a material's key."""

    kind: str  # field | material
    place: str
    key: str
    fault: Fault


def faults_in(
    section: Section, answers: Mapping[str, Any], *, today: date, required: bool = True
) -> dict[str, Fault]:
    """Every fault of a section, by field. With `required` False only what is wrong, not what is missing."""
    found: dict[str, Fault] = {}
    for field in section.fields:
        fault = _fault_of(field, answers.get(field.key), today, required)
        if fault:
            found[field.key] = fault
    return found


def _fault_of(field: Field, value: Any, today: date, required: bool) -> Fault | None:
    if field.type == "file":  # a paper: `paper_state` tells of it
        return None
    try:
        kept = check(field, value, today=today)
    except Fault as fault:
        return fault
    return missing(field) if required and field.required and is_empty(kept) else None


def section_state(
    section: Section, answers: Mapping[str, Any], *, visited: bool, touched: bool, today: date
) -> SectionState:
    """How far `section` is. `visited`: she said she was done with it; `touched`: some of it was saved."""
    faults = faults_in(section, answers, today=today)
    if not faults:
        answered = any(not is_empty(answers.get(field.key)) for field in section.fields)
        return SectionState.DONE if visited or answered else SectionState.NOT_STARTED
    if visited or faults_in(section, answers, today=today, required=False):
        return SectionState.ATTENTION
    return SectionState.IN_PROGRESS if touched else SectionState.NOT_STARTED


def paper_state(material: Material, papers: Papers) -> PaperState:
    """Where one paper is. What she uploads comes before what the city holds: it is her choice."""
    scans = {file.scan for file in papers.files if file.material_key == material.key}
    if "infected" in scans:
        return PaperState.HARMFUL
    if "awaiting" in scans:
        return PaperState.WAITING
    if "clean" in scans:
        return PaperState.UPLOADED
    if material.filled_online:
        return PaperState.ONLINE
    if material.key in papers.held and material.key not in papers.own:
        return PaperState.HELD
    return PaperState.MISSING if material.required else PaperState.OPTIONAL


_STOPS = {PaperState.MISSING: NO_PAPER, PaperState.WAITING: PAPER_WAITS, PaperState.HARMFUL: PAPER_HARMS}


def gaps(asked: Asked, answers: Mapping[str, Any], papers: Papers, *, today: date) -> tuple[Gap, ...]:
    """Everything that stops the filing, in the order of the form: told all at once, as the law has it."""
    found = [
        Gap("field", section.key, key, fault)
        for section in asked.sections
        for key, fault in faults_in(section, answers, today=today).items()
    ]
    for material in asked.materials:
        stop = _STOPS.get(paper_state(material, papers))
        if stop:
            found.append(Gap("material", material.key, material.key, Fault(stop, {"title": material.title})))
    return tuple(found)
