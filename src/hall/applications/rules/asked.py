"""What a guide asks for: sections of fields and a list of materials, in this room's own plain words.

The catalogue's `FilingGuide` is turned into `Asked` once, when a draft begins, and kept with it. All rules
here read `Asked` only, so an application is judged by what it was asked, not by what the guide says today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any

from hall.standards.field_types import HELD_PARTS

__all__ = [
    "Asked",
    "Field",
    "Material",
    "Reviewer",
    "Section",
    "asked_from",
    "of_plain",
    "sheet_of",
    "to_plain",
]


@dataclass(frozen=True)
class Field:
    """One question."""

    key: str
    label: str
    type: str
    required: bool = False
    held: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    pattern: str = ""
    max_length: int = 0
    unit: str = ""
    minimum: str = ""
    maximum: str = ""
    columns: tuple[Field, ...] = ()
    min_rows: int = 0
    max_rows: int = 0
    show_if: Any = None  # expressions, see hall.standards.expressions
    require_if: Any = None
    formula: Any = None

    @property
    def held_parts(self) -> Mapping[str, str]:
        """Which register field answers which part, for a composed question that the registers can answer."""
        return HELD_PARTS.get((self.type, self.held), {})


@dataclass(frozen=True)
class Section:
    """One page of questions."""

    key: str
    title: str
    fields: tuple[Field, ...]
    show_if: Any = None


@dataclass(frozen=True)
class Material:
    """One paper asked for. `held_as` names what the city itself holds in its stead, if anything."""

    key: str
    title: str
    required: bool = True
    kind: str = ""
    held_as: str = ""
    source: str = ""
    accept: tuple[str, ...] = ()
    note: str = ""
    filled_online: bool = False
    of_field: str = ""  # the question of the form that asks for this file

    @property
    def is_uploaded(self) -> bool:
        """Whether there is a paper to hand in at all: the online form may be this very paper."""
        return not self.filled_online


@dataclass(frozen=True)
class Reviewer:
    """A department that reviews, in parallel with the others."""

    id: int
    name: str


@dataclass(frozen=True)
class Asked:
    """Everything a filing leans on, as it stood when the draft began."""

    item_id: int
    item_code: str
    item_name: str
    item_type: str
    guide_id: int
    guide_version: int
    hall_id: int
    hall_name: str
    department_id: int
    department_name: str
    reviewers: tuple[Reviewer, ...]
    legal_limit_days: int
    legal_limit_source: str
    promise_limit_days: int
    project_type: str
    audiences: tuple[str, ...]
    result_name: str
    licence_type: str
    fee_note: str
    visits: int
    materials: tuple[Material, ...]
    sections: tuple[Section, ...]
    form_slug: str = ""
    form_version: int = 0
    situations: dict[str, Any] | None = None  # the decision table, as the catalogue defines it

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    def material(self, key: str) -> Material | None:
        return next((material for material in self.materials if material.key == key), None)

    def fields(self) -> Iterator[Field]:
        for section in self.sections:
            yield from section.fields

    def field(self, key: str) -> Field | None:
        return next((field for field in self.fields() if field.key == key), None)

    @property
    def held_fields(self) -> tuple[str, ...]:
        """The register fields that the form could be filled from, each once."""
        held: list[str] = []
        for field in self.fields():
            held += field.held_parts.values() or ([field.held] if field.held else [])
        return tuple(dict.fromkeys(held))


def asked_from(guide: Any) -> Asked:
    """`Asked` of a catalogue `FilingGuide`."""
    sections = tuple(
        _section({**vars_of(each), "key": each.key or str(number)})
        for number, each in enumerate(guide.form.sections, start=1)
    )
    files = tuple(
        Material(
            f"form-{field.key}", field.label, required=field.required, note=field.hint, of_field=field.key
        )
        for section in sections
        for field in section.fields
        if field.type == "file"
    )
    return Asked(
        **{field.name: getattr(guide, field.name) for field in fields(Asked) if field.name not in _OWN},
        reviewers=tuple(Reviewer(each.id, each.name) for each in guide.review_departments),
        materials=(*(_of(Material, vars_of(each)) for each in guide.materials), *files),
        sections=sections,
        form_slug=guide.form.slug,
        form_version=guide.form.version,
    )


def sheet_of(form: Any, title: str) -> Asked:
    """A form by itself, without the guide that asks it: to be looked at, compared, printed."""
    return Asked(
        item_id=0,
        item_code="",
        item_name=title,
        item_type="",
        guide_id=0,
        guide_version=0,
        hall_id=0,
        hall_name="",
        department_id=0,
        department_name="",
        reviewers=(),
        legal_limit_days=0,
        legal_limit_source="",
        promise_limit_days=0,
        project_type="",
        audiences=(),
        result_name="",
        licence_type="",
        fee_note="",
        visits=0,
        materials=(),
        sections=tuple(
            _section({**vars_of(each), "key": each.key or str(number)})
            for number, each in enumerate(form.sections, start=1)
        ),
        form_slug=form.slug,
        form_version=form.version,
    )


_OWN = {"reviewers", "materials", "sections", "form_slug", "form_version"}


def vars_of(thing: Any) -> dict[str, Any]:
    """The fields of a dataclass instance, one level deep."""
    if not is_dataclass(thing):
        raise TypeError(f"{thing!r} is no dataclass.")
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def to_plain(asked: Asked) -> dict[str, Any]:
    """`asked` as JSON can hold it."""
    return asdict(asked)


def of_plain(content: Mapping[str, Any]) -> Asked:
    """`Asked` back from JSON. Names that this version doesn't know are dropped."""
    known = {field.name for field in fields(Asked)} - {"reviewers", "materials", "sections"}
    values = {name: value for name, value in content.items() if name in known}
    values.setdefault("item_type", "")  # drafts older than the column: an application says it isn't known
    values["audiences"] = tuple(values.get("audiences", ()))
    return Asked(
        **values,
        reviewers=tuple(_of(Reviewer, each) for each in content.get("reviewers", ())),
        materials=tuple(_of(Material, each) for each in content["materials"]),
        sections=tuple(_section(each) for each in content["sections"]),
    )


def _section(content: Mapping[str, Any]) -> Section:
    inner = tuple(
        _of(Field, each if isinstance(each, Mapping) else vars_of(each)) for each in content["fields"]
    )
    return Section(content["key"], content["title"], inner, content.get("show_if"))


def _of(kind: type[Any], content: Mapping[str, Any]) -> Any:
    if not isinstance(content, Mapping):
        content = vars_of(content)
    known = {field.name for field in fields(kind)}
    values = {name: value for name, value in content.items() if name in known}
    if "options" in values:
        values["options"] = tuple(_option(option) for option in values["options"] or ())
    if "columns" in values:
        values["columns"] = tuple(_of(Field, column) for column in values["columns"] or ())
    if "accept" in values:
        values["accept"] = tuple(values["accept"] or ())
    return kind(**{name: value for name, value in values.items() if value is not None})


def _option(option: Any) -> tuple[str, str]:
    if isinstance(option, str):
        return option, option
    code, label = (option["value"], option["label"]) if isinstance(option, Mapping) else option
    return str(code), str(label)
