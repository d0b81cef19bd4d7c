"""What filing needs of a guide: one frozen view of item, guide, form, hall and departments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from hall.catalogue.models import FormDefinition, Guide, GuideMaterial, ServiceItem
from hall.catalogue.queries.applied import applied, local_of
from hall.catalogue.queries.situations import situations_for
from hall.foundation.public import NotFound, Refused, today
from hall.places.public import Department, Hall, departments_for

ACCEPTED_MEDIA = (
    "application/pdf",
    "image/jpeg",
    "image/png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/ofd",
)


@dataclass(frozen=True)
class DepartmentRef:
    id: int
    name: str


@dataclass(frozen=True)
class Field:
    """One question of a form. `held` names the register field that answers it, when one does."""

    key: str
    label: str
    type: str
    required: bool = False
    held: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    pattern: str = ""
    max_length: int | None = None
    unit: str = ""
    minimum: str = ""
    maximum: str = ""
    columns: tuple[Field, ...] = ()
    min_rows: int = 0
    max_rows: int = 0
    show_if: Any = None
    require_if: Any = None
    formula: Any = None


@dataclass(frozen=True)
class Section:
    """A page of questions. `audience` names the only kind of applicant who is asked them, if not all."""

    title: str
    fields: tuple[Field, ...]
    audience: str = ""
    key: str = ""
    show_if: Any = None


@dataclass(frozen=True)
class Form:
    sections: tuple[Section, ...]
    slug: str = ""
    version: int = 0

    def field(self, key: str) -> Field | None:
        return next((f for section in self.sections for f in section.fields if f.key == key), None)


@dataclass(frozen=True)
class MaterialNeeded:
    """One paper to hand in. `held_as` names the licence or register that replaces it, "" when none does;
    `filled_online` says that the online form is this paper, so there is nothing to upload."""

    key: str
    title: str
    required: bool
    kind: str
    held_as: str
    source: str
    accept: tuple[str, ...]
    note: str
    filled_online: bool = False


@dataclass(frozen=True)
class FilingGuide:
    """A guide as the place of one hall applies it. Limits are working days, no promise beyond the law."""

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
    review_departments: tuple[DepartmentRef, ...]
    legal_limit_days: int
    legal_limit_source: str
    promise_limit_days: int
    project_type: str
    audiences: tuple[str, ...]
    result_name: str
    licence_type: str
    fee_note: str
    visits: int
    materials: tuple[MaterialNeeded, ...]
    form: Form
    situations: dict[str, Any] | None = None


def filing_guide(item_code: str, hall_id: int, *, audience: str = "") -> FilingGuide:
    """The current guide of an item, ready for filing in a hall, with the questions of `audience` only
    (natural_person or legal_person) when it is given.

    An item of another list that is the same leads to the item that has the guide.
    Raises: NotFound when there is no such item; Refused when it can't be filed online in this hall.
    """
    of_code = Q(item__code=item_code, item__same_as=None) | Q(item__also_listed_as__code=item_code)
    guide = Guide.objects.in_force(today()).select_related("form", "item").filter(of_code).first()
    if guide is None and not ServiceItem.objects.filter(code=item_code).exists():
        raise NotFound("没有这个事项。", remedy="请用搜索找到要办的事项。")
    if guide is None or not guide.item.is_online:
        raise Refused(
            "这个事项还不能在网上申请。", remedy="请看办事指南，到大厅窗口办理。", code="not-online"
        )
    return _assembled(guide.item, guide, hall_id, audience)


def standing_edition(item_id: int) -> tuple[int, str, int] | None:
    """The guide of an item that is current, its form and the newest version of that (one query)."""
    newest = FormDefinition.objects.filter(slug=OuterRef("form__slug")).order_by("-version")
    found = (
        Guide.objects.in_force(today())
        .filter(item_id=item_id)
        .values_list("pk", "form__slug", Subquery(newest.values("version")[:1]))
        .first()
    )
    return None if found is None else (found[0], found[1] or "", found[2] or 0)


def filing_guide_of(guide_id: int, hall_id: int, *, audience: str = "") -> FilingGuide:
    """The very guide an application was begun with, even if a newer one is current by now.

    Raises: NotFound; Refused when the hall has no department for it.
    """
    try:
        guide = Guide.objects.select_related("form", "item").get(pk=guide_id)
    except Guide.DoesNotExist:
        raise NotFound("没有这份办事指南。", remedy="请从事项重新开始。") from None
    return _assembled(guide.item, guide, hall_id, audience)


def _assembled(item: ServiceItem, guide: Guide, hall_id: int, audience: str) -> FilingGuide:
    hall = Hall.objects.filter(pk=hall_id).first()
    if hall is None:
        raise NotFound("没有这个大厅。", remedy="请从大厅列表里选一个。")
    departments = departments_for(hall.pk, [item.function, *guide.review_functions])
    lead = departments.get(item.function)
    if lead is None:
        raise Refused(
            f"{hall.name}没有办理这个事项的部门。", remedy="请换一个大厅申请。", code="not-in-this-hall"
        )
    here = applied(item, guide, local_of(item.pk, hall.division_id), guide.materials.all())
    guide = here.guide or guide
    return FilingGuide(
        item_id=item.pk,
        item_code=item.code,
        item_name=item.name,
        item_type=item.item_type,
        guide_id=guide.pk,
        guide_version=guide.version,
        hall_id=hall.pk,
        hall_name=hall.name,
        department_id=lead.pk,
        department_name=lead.name,
        review_departments=_reviewers(guide, departments),
        legal_limit_days=guide.legal_limit_days,
        legal_limit_source=guide.legal_limit_source,
        promise_limit_days=guide.promise_limit_days,
        project_type=item.project_type,
        audiences=tuple(item.audiences),
        result_name=guide.result_name,
        licence_type=guide.licence_type,
        fee_note=guide.fee_note,
        visits=guide.visits,
        materials=tuple(_material(material) for material in here.papers),
        form=newest_form(guide, audience),
        situations=situations_for(item.pk),
    )


def newest_form(guide: Guide, audience: str = "") -> Form:
    """The newest version of the guide's form: it is published by itself, for every guide that uses it."""
    if guide.form is None:
        return Form(())
    newest = FormDefinition.objects.filter(slug=guide.form.slug).order_by("-version").first() or guide.form
    definition = newest.definition | {"slug": newest.slug}
    return form_of(definition, audience, version=newest.version)


def _reviewers(guide: Guide, departments: dict[str, Department]) -> tuple[DepartmentRef, ...]:
    """The departments that review in parallel, the leading one first; it alone when no other is named."""
    named = [departments[function] for function in guide.review_functions if function in departments]
    reviewers = named or [departments[guide.item.function]]
    return tuple(DepartmentRef(department.pk, department.name) for department in reviewers)


def _material(material: GuideMaterial) -> MaterialNeeded:
    return MaterialNeeded(
        key=material.key,
        title=material.title,
        required=material.must == GuideMaterial.Must.REQUIRED and not material.filled_online,
        kind=material.kind,
        held_as=material.held_as,
        source=material.source,
        accept=ACCEPTED_MEDIA,
        note=material.note,
        filled_online=material.filled_online,
    )


def form_of(definition: dict[str, Any], audience: str = "", *, version: int = 0) -> Form:
    """A stored form definition as frozen sections and fields, without sections for another audience."""
    return Form(
        tuple(
            Section(
                section["title"],
                tuple(_field(field) for field in section["fields"]),
                section.get("audience", ""),
                section.get("key", ""),
                section.get("show_if"),
            )
            for section in definition["sections"]
            if not audience or section.get("audience", audience) == audience
        ),
        slug=definition.get("slug", ""),
        version=version,
    )


def _field(field: dict[str, Any]) -> Field:
    return Field(
        key=field["key"],
        label=field["label"],
        type=field["type"],
        required=field.get("required", False),
        held=field.get("held", ""),
        hint=field.get("hint", ""),
        options=tuple(field.get("options", ())),
        pattern=field.get("pattern", ""),
        max_length=field.get("max_length"),
        unit=field.get("unit", ""),
        minimum=str(field.get("minimum", "")),
        maximum=str(field.get("maximum", "")),
        columns=tuple(_field(column) for column in field.get("columns", ())),
        min_rows=field.get("min_rows", 0),
        max_rows=field.get("max_rows", 0),
        show_if=field.get("show_if"),
        require_if=field.get("require_if"),
        formula=field.get("formula"),
    )


def item_title(item_id: int) -> str:
    """Raises: NotFound."""
    name = ServiceItem.objects.filter(pk=item_id).values_list("name", flat=True).first()
    if name is None:
        raise NotFound("没有这个事项。")
    return str(name)
