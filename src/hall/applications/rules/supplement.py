"""What a supplement notice wants, and whether it has been answered (行政许可法 第三十二条第一款第四项)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from hall.applications.rules.answers import check, is_empty, missing
from hall.applications.rules.asked import Asked, Field
from hall.applications.rules.completeness import NO_PAPER, PAPER_HARMS, PAPER_WAITS, Gap
from hall.applications.rules.faults import Fault

__all__ = ["AGREE", "Wanted", "supplement_gaps", "wanted_fields"]

AGREE = "请先阅读并勾选承诺"
_BAD = (("infected", PAPER_HARMS), ("awaiting", PAPER_WAITS))


@dataclass(frozen=True)
class Wanted:
    """One thing that must be supplied: a material or an answer, by its key, and why."""

    kind: str  # material | field
    key: str
    title: str
    reason: str

    @classmethod
    def of(cls, other: Any) -> Wanted:
        """The same thing as another room words it."""
        return cls(str(other.kind), str(other.key), str(other.title), str(other.reason))

    def plain(self) -> dict[str, str]:
        return asdict(self)


def wanted_fields(asked: Asked, wanted: Sequence[Mapping[str, str]]) -> list[Field]:
    """The questions that are asked again, in the order of the form."""
    keys = {each["key"] for each in wanted if each["kind"] == "field"}
    return [field for field in asked.fields() if field.key in keys]


def supplement_gaps(
    asked: Asked,
    wanted: Sequence[Mapping[str, str]],
    answers: Mapping[str, Any],
    files: Sequence[tuple[str, str]],
    *,
    agreed: bool,
    today: date,
) -> tuple[Gap, ...]:
    """Everything that stops the supplement from being filed, all at once. `files` are (material, scan)."""
    found = [_field_gap(field, answers.get(field.key), today) for field in wanted_fields(asked, wanted)]
    found += [_paper_gap(each, files) for each in wanted if each["kind"] == "material"]
    if not agreed:
        found.append(Gap("field", "", "agreed", Fault(AGREE)))
    return tuple(gap for gap in found if gap is not None)


def _field_gap(field: Field, value: Any, today: date) -> Gap | None:
    try:
        if is_empty(check(field, value, today=today)):
            raise missing(field)
    except Fault as fault:
        return Gap("field", "", field.key, fault)
    return None


def _paper_gap(wanted: Mapping[str, str], files: Sequence[tuple[str, str]]) -> Gap | None:
    scans = {scan for key, scan in files if key == wanted["key"]}
    message = next((text for scan, text in _BAD if scan in scans), "" if scans else NO_PAPER)
    title = {"title": wanted["title"]}
    return Gap("material", wanted["key"], wanted["key"], Fault(message, title)) if message else None
