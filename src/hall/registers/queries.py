"""Reading the registers. Values of a party are read through `actions.held_values`, which leaves a trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max
from django.db.models.functions import JSONArray
from django.utils.translation import gettext as _

from hall.foundation.public import Refused, digest_of
from hall.identity.public import Actor, Party
from hall.registers.models import AccessLog, AttributeSource, FirmRecord, PersonRecord
from hall.registers.policies import Permission, may
from hall.registers.rules.comparison import HeldValue
from hall.registers.rules.fields import FIELDS, FIRM, PERSON, RegisterField, columns_of

__all__ = [
    "DemoFirm",
    "DemoPerson",
    "LookUp",
    "demo_elder",
    "demo_firms_of",
    "demo_household",
    "look_ups_of",
    "read_values",
]

MOST_MOMENTS = 50
_SEXES = {"1": "男", "2": "女"}


@dataclass(frozen=True)
class LookUp:
    """Equal entries of the access log (who, what for, which data) as the person concerned reads them."""

    actor_name: str
    purpose: str
    fields: tuple[str, ...]
    times: int
    first: datetime
    last: datetime
    moments: tuple[datetime, ...]  # the latest, newest first


@dataclass(frozen=True)
class DemoPerson:
    """An invented resident whom demonstrations follow."""

    name: str
    id_number: str
    phone: str
    birth_date: date
    relation_to_head: str


@dataclass(frozen=True)
class DemoFirm:
    """An invented firm, with the number of the resident who represents it."""

    name: str
    credit_code: str
    phone: str


def read_values(party: Party, names: Sequence[str]) -> list[HeldValue]:
    """Of the wanted attributes, those the register of this kind of party holds a value for (one query)."""
    register = PERSON if party.kind == Party.Kind.NATURAL else FIRM
    wanted = columns_of(register, list(names))
    if not wanted:
        return []
    columns = [*(entry.column for entry in wanted), "as_of"]
    sources = _sources(wanted)
    if register == PERSON:
        row = PersonRecord.objects.filter(pk=party.id_digest).values(*columns, sources=sources).first()
    else:
        row = FirmRecord.objects.filter(pk=party.id_number).values(*columns, sources=sources).first()
    if row is None:
        return []
    departments = {entry.name: entry.department for entry in wanted} | dict(row["sources"])
    values = [(entry, _as_text(entry, row[entry.column])) for entry in wanted]
    return [
        HeldValue(entry.name, _(entry.label), value, departments[entry.name], row["as_of"])
        for entry, value in values
        if value
    ]


def look_ups_of(party: Party, *, actor: Actor, at_most: int = 100) -> list[LookUp]:
    """Who looked up what about the party, equal look-ups gathered, those with the newest first (one query);
    for itself and for those who watch over it.
    """
    if not may(actor, Permission.READ_ACCESS_LOG, party.pk):
        raise Refused(_("只有本人或负责数据监督的人员可以查看查询记录。"))
    rows = (
        AccessLog.objects.filter(subject_digest=party.id_digest)
        .values("account_id", "actor_name", "purpose", "fields")
        .annotate(newest=Max("pk"), moments=ArrayAgg("at", order_by="-at"))
        .order_by("-newest")[:at_most]
    )
    return [_gathered(row) for row in rows]


def demo_household() -> list[DemoPerson]:
    """The family whose life demonstrations follow, head first; empty before residents are loaded."""
    head = PersonRecord.objects.filter(is_demo=True, household_no__endswith=f"{1:09d}").order_by("birth_date")
    return [
        DemoPerson(row.name, row.id_number, row.phone, row.birth_date, row.relation_to_head) for row in head
    ]


def demo_elder() -> DemoPerson:
    """The eldest of the invented residents: the one whom nothing may overtax."""
    row = PersonRecord.objects.filter(is_demo=True).order_by("birth_date", "id_digest")[0]
    return DemoPerson(row.name, row.id_number, row.phone, row.birth_date, row.relation_to_head)


def demo_firms_of(id_number: str) -> list[DemoFirm]:
    """The invented firms that this resident represents."""
    rows = FirmRecord.objects.filter(is_demo=True, legal_representative_digest=digest_of(id_number))
    return [DemoFirm(row.name, row.credit_code, row.phone) for row in rows.order_by("credit_code")]


def _sources(wanted: Sequence[RegisterField]) -> ArraySubquery:
    """Which department answers for each attribute, as (name, department), where it has been loaded."""
    stored = AttributeSource.objects.filter(pk__in=[entry.name for entry in wanted])
    return ArraySubquery(stored.values(said=JSONArray("field", "department")))


def _as_text(entry: RegisterField, value: Any) -> str:
    if entry.name == "person.sex":
        return _SEXES[value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _gathered(row: Mapping[str, Any]) -> LookUp:
    moments: list[datetime] = row["moments"]
    return LookUp(
        actor_name=row["actor_name"],
        purpose=row["purpose"],
        fields=tuple(map(_label, row["fields"])),
        times=len(moments),
        first=moments[-1],
        last=moments[0],
        moments=tuple(moments[:MOST_MOMENTS]),
    )


def _label(name: str) -> str:
    return _(FIELDS[name].label) if name in FIELDS else name
