"""Accounts to try the hall with: a family of invented residents, their firm, and staff of every role.

They exist outside production only. Their password is no secret: it opens nothing but invented people.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from hall.foundation.public import LoadReport
from hall.identity.public import Account, Actor, enrol_account, enrol_party, give_post, let_represent
from hall.places.public import Department, Hall, hall_by_slug
from hall.registers.public import DemoPerson, demo_elder, demo_firms_of, demo_household

__all__ = ["DemoAccount", "load_demo_accounts", "read_demo_accounts"]

PEOPLE = {"person", "elder", "firm"}
ADULT_SINCE = date(2008, 1, 1)
EVERY_FUNCTION, EXCEPT = "*", "*-"


@dataclass(frozen=True)
class DemoAccount:
    """One row of demo_accounts.csv. `post` is a staff role, or person, elder or firm; `role` is its title.

    `functions`: names joined by |, `*` for all of the hall, `*-a|b` for all but these.
    """

    username: str
    password: str
    name: str
    role: str
    post: str
    hall: str
    functions: str
    starts_at: str


def read_demo_accounts(path: Path) -> list[DemoAccount]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [DemoAccount(**row) for row in csv.DictReader(file)]


def load_demo_accounts(path: Path, *, actor: Actor) -> LoadReport:
    """Enrol the accounts of `path`; those that exist are left alone. In production nobody is enrolled."""
    report = LoadReport("accounts")
    if settings.HALL_MODE == "production":
        report.remark(path.name, 1, "正式环境不装载演示账号，请通过实名认证和人事系统开立账号")
        return report
    family = demo_household()
    for line, row in enumerate(read_demo_accounts(path), start=2):
        known = Account.objects.filter(username=row.username).exists()
        if row.post in PEOPLE:
            if not family:
                report.reject(path.name, line, "还没有居民数据，请先装载居民（people）")
                continue
            _enrol_resident(row, family, actor=actor)
        else:
            _enrol_officer(row, actor=actor)
        report.count(not known, 0, known)
    return report


def _enrol_resident(row: DemoAccount, family: list[DemoPerson], *, actor: Actor) -> None:
    person = demo_elder() if row.post == "elder" else _of_working_age(family, row)
    party = UUID(
        enrol_party(
            kind="natural",
            name=person.name,
            id_number=person.id_number,
            phone=person.phone,
            is_demo=True,
            actor=actor,
        )
    )
    enrol_account(
        username=row.username,
        name=person.name,
        password=row.password,
        party_id=party,
        is_demo=True,
        actor=actor,
    )
    for firm in demo_firms_of(person.id_number) if row.post == "firm" else ():
        principal = enrol_party(
            kind="legal",
            name=firm.name,
            id_number=firm.credit_code,
            phone=firm.phone,
            is_demo=True,
            actor=actor,
        )
        let_represent(representative_id=party, principal_id=UUID(principal), actor=actor)


def _of_working_age(family: list[DemoPerson], row: DemoAccount) -> DemoPerson:
    """The firm's representative for `firm`, else another adult: two accounts aren't one person."""
    with_firm = [one for one in family if demo_firms_of(one.id_number)]
    if row.post == "firm" and with_firm:
        return with_firm[0]
    others = [one for one in family if one not in with_firm[:1] and one.birth_date <= ADULT_SINCE]
    return (others or family)[0]


def _enrol_officer(row: DemoAccount, *, actor: Actor) -> None:
    account = enrol_account(
        username=row.username, name=row.name, password=row.password, is_demo=True, actor=actor
    )
    hall = hall_by_slug(row.hall)
    departments: list[int | None] = [one.pk for one in _departments(hall, row.functions)]
    if not departments:  # a post of the whole hall
        departments.append(None)
    for department in departments:
        give_post(account_id=account, role=row.post, hall_id=hall.pk, department_id=department, actor=actor)


def _departments(hall: Hall, functions: str) -> Iterator[Department]:
    if not functions:
        return
    names = set(functions.removeprefix(EXCEPT).split("|"))
    for department in Department.objects.filter(hall=hall):
        chosen = department.function in names
        if functions == EVERY_FUNCTION or chosen != functions.startswith(EXCEPT):
            yield department
