"""What the city holds is offered with its source, to those it concerns, and every look leaves a trace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hall.foundation.public import Invalid, Refused, digest_of
from hall.identity.public import SYSTEM, Actor, Party, PostHeld
from hall.places.models import Division
from hall.registers.models import AccessLog, AttributeSource, FirmRecord, PersonRecord
from hall.registers.public import HeldValue, held_values, look_ups_of

pytestmark = pytest.mark.django_db

AS_OF = date(2026, 11, 1)
ID_NUMBER = "349902199003120016"
CREDIT_CODE = "91349902MA0000015N"


@pytest.fixture
def division() -> Division:
    return Division.objects.create(code="340000000000", name="安徽省", level="province")


@pytest.fixture
def person(division: Division) -> Party:
    PersonRecord.objects.create(
        id_digest=digest_of(ID_NUMBER), id_number=ID_NUMBER, name="李明亮", sex="1",
        birth_date=date(1990, 3, 12), ethnicity="汉族", marital_status="已婚", education="大学专科", phone="",
        address="亳州市谯城区花戏楼街道白布社区振兴路37号", division=division, household_no="1",
        household_head="李明亮", relation_to_head="户主", as_of=AS_OF, is_demo=True,
    )  # fmt: skip
    return enrolled("natural", "李明亮", ID_NUMBER)


@pytest.fixture
def firm(division: Division) -> Party:
    FirmRecord.objects.create(
        credit_code=CREDIT_CODE, name="恒邦示例餐饮有限公司", firm_type="有限责任公司",
        legal_representative="李明亮", legal_representative_digest=digest_of(ID_NUMBER),
        legal_representative_id=ID_NUMBER, address="亳州市", division=division,
        registered_capital=Decimal("2000000.00"), founded_on=date(2024, 12, 19), business_scope="餐饮服务",
        as_of=AS_OF, is_demo=True,
    )  # fmt: skip
    return enrolled("legal", "恒邦示例餐饮有限公司", CREDIT_CODE)


def enrolled(kind: str, name: str, number: str) -> Party:
    return Party.objects.create(kind=kind, name=name, id_number=number, id_digest=digest_of(number))


def owner(party: Party) -> Actor:
    return Actor(1, party.name, "person", party_id=party.pk)


CLERK = Actor(7, "王窗口", "officer", posts=(PostHeld("window_clerk", 1, None),))
STEWARD = Actor(8, "赵监督", "officer", posts=(PostHeld("data_steward", 1, None),))


def look(party: Party, *fields: str, actor: Actor = SYSTEM) -> list[HeldValue]:
    return held_values(party, fields, purpose="办理新生儿落户", actor=actor)


def test_values_come_with_label_department_and_date(person: Party) -> None:
    assert look(person, "person.name", "person.sex", "person.birth_date") == [
        HeldValue("person.name", "姓名", "李明亮", "公安局", AS_OF),
        HeldValue("person.sex", "性别", "男", "公安局", AS_OF),
        HeldValue("person.birth_date", "出生日期", "1990-03-12", "公安局", AS_OF),
    ]
    (found,) = look(person, "person.id_number")
    assert found.value == ID_NUMBER


def test_a_firm_is_found_by_its_credit_code(firm: Party) -> None:
    wanted = ["firm.name", "firm.registered_capital", "firm.founded_on", "firm.legal_representative_id"]
    assert [found.value for found in look(firm, *wanted)] == [
        "恒邦示例餐饮有限公司",
        "2000000",
        "2024-12-19",
        ID_NUMBER,
    ]


def test_what_is_not_held_is_left_to_ask_for(person: Party) -> None:
    assert look(person, "person.phone", "firm.name", "person.shoe_size") == []
    assert look(enrolled("natural", "无名", "349902199003120032"), "person.name") == []


def test_a_city_names_its_own_departments(person: Party) -> None:
    AttributeSource.objects.create(field="person.name", label="姓名", department="亳州市公安局")
    (found,) = look(person, "person.name")
    assert found.source_department == "亳州市公安局"


def test_every_look_up_is_logged_with_actor_and_purpose(person: Party) -> None:
    look(person, "person.name", "person.phone", actor=CLERK)
    entry = AccessLog.objects.get()
    assert (entry.account_id, entry.actor_name, entry.purpose) == (7, "王窗口", "办理新生儿落户")
    assert (entry.subject_digest, entry.fields) == (person.id_digest, ["person.name"])


def test_no_purpose_no_look(person: Party) -> None:
    with pytest.raises(Invalid):
        held_values(person, ["person.name"], purpose=" ", actor=CLERK)
    assert not AccessLog.objects.exists()


def test_strangers_are_refused_owners_and_their_agents_are_not(person: Party, firm: Party) -> None:
    with pytest.raises(Refused):
        look(person, "person.name", actor=owner(firm))
    assert look(person, "person.name", actor=owner(person))
    agent = Actor(3, "代办", "person", parties=frozenset({person.pk}))
    assert look(person, "person.name", actor=agent)


def test_people_read_who_looked_newest_first(person: Party, firm: Party) -> None:
    look(person, "person.name", actor=CLERK)
    look(person, "person.address", actor=owner(person))
    told = [(entry.actor_name, entry.fields) for entry in look_ups_of(person, actor=owner(person))]
    assert told == [("李明亮", ("户籍地址",)), ("王窗口", ("姓名",))]
    assert len(look_ups_of(person, actor=STEWARD)) == 2
    for stranger in (CLERK, owner(firm)):
        with pytest.raises(Refused):
            look_ups_of(person, actor=stranger)


def test_a_look_costs_two_queries(person: Party, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        look(person, "person.name", "person.address", "person.phone", "person.ethnicity")
