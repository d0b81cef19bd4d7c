"""`hall load people FILE`: invented residents and firms, so that a demonstration has something to fill in.

Never in production: an invented person in a real register would be a false record. Loading again changes
nothing; another seed or number takes the place of the invented ones before, and touches nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from hall.foundation.public import (
    Conflict,
    Doer,
    LoadReport,
    NotLoaded,
    Refused,
    action,
    digest_of,
    record,
    upsert_rows,
)
from hall.places.public import Division, Hall, division_path, halls, region_name
from hall.registers.models import AttributeSource, FirmRecord, PersonRecord
from hall.registers.rules.fields import FIELDS
from hall.registers.rules.synthetic_firms import Firm, firms
from hall.registers.rules.synthetic_people import AS_OF, Resident, Village, residents

__all__ = ["SEED", "load_people", "load_people_file", "load_sources"]

STEP = "people"
SEED = "openhall"
_CHAIN = uuid5(NAMESPACE_URL, "openhall:registers:demo-people")

_PERSON_COLUMNS = (
    "id_digest", "id_number", "name", "sex", "birth_date", "ethnicity", "marital_status", "education",
    "phone", "address", "division_id", "household_no", "household_head", "relation_to_head", "as_of",
    "is_demo",
)  # fmt: skip
_FIRM_COLUMNS = (
    "credit_code", "name", "firm_type", "legal_representative", "legal_representative_digest",
    "legal_representative_id", "address", "division_id", "registered_capital", "founded_on",
    "business_scope", "phone", "as_of", "is_demo",
)  # fmt: skip


def load_people_file(path: Path, *, actor: Doer) -> LoadReport:
    """Fill the registers as the file says: `{"seed": …, "people": …, "legal_persons": …}`.

    In production nothing is loaded, and the report says so: the rest of a city's data may go on.
    Raises: NotLoaded when the file says something else.
    """
    report = LoadReport(STEP)
    if settings.HALL_MODE == "production":
        report.remark(path.name, 0, _("正式环境不载入演示居民"))
        return report
    try:
        wanted = json.loads(path.read_text(encoding="utf-8"))
        people, firms_wanted = int(wanted["people"]), int(wanted["legal_persons"])
        seed = str(wanted["seed"])
    except (KeyError, TypeError, ValueError) as error:
        report.reject(path.name, 1, f"应为含 seed、people、legal_persons 的 JSON 对象：{error}")
        raise NotLoaded(
            _("演示居民没有载入：文件不能采用。"), report, remedy=_("请按报告改正文件。")
        ) from error
    return load_people(actor=actor, people=people, legal_persons=firms_wanted, seed=seed)


@action("registers.people.load")
def load_people(
    *, actor: Doer, people: int = 20_000, legal_persons: int = 2_000, seed: str = SEED
) -> LoadReport:
    """Fill the registers with invented residents and firms of the loaded villages.

    Where no villages are known they live in the counties that have a hall.
    Raises: Refused in production; Conflict when there is neither.
    """
    if settings.HALL_MODE == "production":
        raise Refused(_("正式环境不载入演示居民。"), remedy=_("请由数据部门接入真实的人口库和法人库。"))
    villages = _villages() or _counties()
    if not villages:
        raise Conflict(_("还没有村和社区，也没有大厅。"), remedy=_("请先载入行政区划和大厅。"))
    report = LoadReport(STEP)
    _put_sources(report)
    given = list(residents(villages, count=people, seed=seed))
    _replace(report, PersonRecord, _PERSON_COLUMNS, given, _person_row, ignore=["id_number", "phone"])
    founded = list(firms(given, villages, count=legal_persons, seed=seed))
    sealed = ["legal_representative_id", "phone"]
    _replace(report, FirmRecord, _FIRM_COLUMNS, founded, _firm_row, ignore=sealed)
    summary = {"seed": seed, "added": report.added, "changed": report.changed}
    record(chain=_CHAIN, actor=actor, action="registers.people.load", summary=summary)
    return report


@action("registers.sources.load")
def load_sources(*, actor: Doer) -> LoadReport:
    """Say which department answers for each attribute; a city may rename them afterwards."""
    report = LoadReport("sources")
    _put_sources(report)
    record(chain=_CHAIN, actor=actor, action="registers.sources.load", summary={"added": report.added})
    return report


def _put_sources(report: LoadReport) -> None:
    """Departments a city has renamed stay as they are."""
    known = set(AttributeSource.objects.values_list("field", flat=True))
    rows = [entry for entry in FIELDS.values() if entry.name not in known]
    report.count(*upsert_rows(AttributeSource, ["field", "label", "department"], rows, key=["field"]))


def _villages() -> list[Village]:
    rows = Division.objects.filter(level=Division.Level.VILLAGE).select_related("parent__parent__parent")
    found = []
    for row in rows.order_by("code"):
        town = row.parent
        county = town.parent if town else None
        city = county.parent if county else None
        if town and county and city:
            found.append(Village(row.code, row.name, town.name, city.name + county.name))
    return found


def _counties() -> list[Village]:
    counties = {hall.division for hall in halls() if hall.kind == Hall.Kind.COUNTY}
    names = {code: region_name(code) for code in (county.code for county in counties)}
    province = {code: division_path(code)[0].name for code in names}
    return [Village(code, "", "", names[code].removeprefix(province[code])) for code in sorted(names)]


def _replace(
    report: LoadReport,
    model: type[Model],
    columns: Sequence[str],
    things: Sequence[Any],
    row_of: Callable[[Any], tuple[Any, ...]],
    *,
    ignore: Sequence[str],
) -> None:
    """Put the invented rows in, and take out the invented ones of an earlier seed."""
    kept: list[str] = []

    def rows() -> Iterator[tuple[Any, ...]]:
        for thing in things:
            row = row_of(thing)
            kept.append(row[0])
            yield row

    report.count(*upsert_rows(model, columns, rows(), key=[columns[0]], ignore=ignore))
    stored = model._default_manager.filter(is_demo=True).values_list("pk", flat=True)
    if stale := set(stored) - set(kept):
        removed, _by_model = model._default_manager.filter(pk__in=stale).delete()
        report.remark(model.__name__, 0, f"移除了先前的 {removed} 条演示记录")


def _person_row(person: Resident) -> tuple[Any, ...]:
    return (
        digest_of(person.id_number), person.id_number, person.name, person.sex, person.birth_date,
        person.ethnicity, person.marital_status, person.education, person.phone, person.address,
        person.division, person.household_no, person.household_head, person.relation_to_head, AS_OF, True,
    )  # fmt: skip


def _firm_row(firm: Firm) -> tuple[Any, ...]:
    head = firm.representative
    return (
        firm.credit_code, firm.name, firm.firm_type, head.name, digest_of(head.id_number), head.id_number,
        firm.address, firm.division, firm.registered_capital, firm.founded_on, firm.business_scope,
        firm.phone, AS_OF, True,
    )  # fmt: skip
