"""Invented residents look like a city, pass every check, and can be nobody."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from hall.registers.rules.synthetic_firms import Firm, firms
from hall.registers.rules.synthetic_people import AS_OF, Resident, Village, residents
from hall.standards import credit_code, phone, resident_id

DATA = Path(__file__).parents[3] / "data"


def bozhou() -> list[Village]:
    with (DATA / "divisions_bozhou.csv").open(encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    villages = []
    for code, row in sorted(rows.items()):
        if row["level"] == "village":
            town = rows[row["parent_code"]]
            county = rows[town["parent_code"]]
            villages.append(Village(code, row["name"], town["name"], f"亳州市{county['name']}"))
    return villages


VILLAGES = bozhou()


@pytest.fixture(scope="module")
def people() -> list[Resident]:
    return list(residents(VILLAGES, count=20_000, seed="openhall"))


@pytest.fixture(scope="module")
def founded(people: list[Resident]) -> list[Firm]:
    return list(firms(people, VILLAGES, count=2_000, seed="openhall"))


def test_the_same_seed_gives_the_same_bytes_on_every_machine(
    people: list[Resident], founded: list[Firm]
) -> None:
    digests = [hashlib.sha256(repr(things).encode()).hexdigest()[:16] for things in (people, founded)]
    assert digests == ["0343965ea7742762", "8b6f3002ec8c1ce0"]
    assert list(residents(VILLAGES, count=50, seed="openhall")) == people[:50]
    assert list(residents(VILLAGES, count=50, seed="another"))[3:] != people[3:50]


def test_every_number_passes_its_checks_and_is_nobodys(people: list[Resident], founded: list[Firm]) -> None:
    for person in people:
        assert resident_id.is_valid(person.id_number, today=AS_OF)
        assert resident_id.is_demo(person.id_number)
        assert resident_id.birth_date(person.id_number) == person.birth_date
        assert resident_id.sex(person.id_number) == person.sex
        assert not person.phone or (phone.is_mobile(person.phone) and phone.is_demo(person.phone))
    for firm in founded:
        assert credit_code.is_valid(firm.credit_code)
        assert credit_code.is_demo(firm.credit_code)
        assert credit_code.is_organisation_code(firm.credit_code[8:17])
        assert "示例" in firm.name


def test_numbers_are_never_given_twice(people: list[Resident], founded: list[Firm]) -> None:
    assert len({person.id_number for person in people}) == len(people) == 20_000
    phones = [person.phone for person in people if person.phone]
    assert len(set(phones)) == len(phones)
    assert len({firm.credit_code for firm in founded}) == 2_000


def test_names_are_skewed_as_in_life(people: list[Resident]) -> None:
    surnames = Counter(person.name[0] for person in people)
    common = sum(count for name, count in surnames.items() if name in "王李张刘陈")
    assert 0.25 < common / len(people) < 0.45  # five surnames hold about three tenths of all people
    assert len({person.name for person in people}) > 10_000
    assert Counter(person.name for person in people).most_common(1)[0][1] > 10


def test_the_four_counties_and_most_villages_are_lived_in(people: list[Resident]) -> None:
    assert set(Counter(person.division[:6] for person in people)) == {"341602", "341621", "341622", "341623"}
    assert len({person.division for person in people}) > 1_300
    assert all(person.address.startswith("亳州市") for person in people)


def test_households_hold_together(people: list[Resident]) -> None:
    homes: dict[str, list[Resident]] = {}
    for person in people:
        homes.setdefault(person.household_no, []).append(person)
    sizes = Counter(map(len, homes.values()))
    assert 2.2 < len(people) / len(homes) < 3.0
    assert max(sizes) <= 7
    for members in homes.values():
        head = members[0]
        assert head.relation_to_head == "户主"
        assert {member.household_head for member in members} == {head.name}
        assert len({member.address for member in members}) == 1
        for member in members:
            if member.relation_to_head in ("夫", "妻"):
                assert member.sex != head.sex
                assert member.marital_status == head.marital_status == "已婚"


def test_children_are_born_to_grown_parents_and_the_old_are_older_than_the_head(
    people: list[Resident],
) -> None:
    heads = {person.household_no: person for person in people if person.relation_to_head == "户主"}
    for person in people:
        gap = person.birth_date.year - heads[person.household_no].birth_date.year
        if "子" in person.relation_to_head or "女" in person.relation_to_head:
            assert gap >= 18
            assert person.marital_status == "未婚"
        elif person.relation_to_head in ("父亲", "母亲"):
            assert gap <= -19


def test_schooling_fits_the_age(people: list[Resident]) -> None:
    for person in people:
        age = AS_OF.year - person.birth_date.year
        assert (person.education == "学龄前") <= (age <= 6)
        assert (person.education in ("大学本科", "研究生")) <= (age >= 19)


def test_firms_are_led_by_adults_and_founded_when_they_were_grown(founded: list[Firm]) -> None:
    for firm in founded:
        born = firm.representative.birth_date
        assert date(2008, 1, 1) <= firm.founded_on < AS_OF
        assert firm.founded_on >= date(born.year + 18, born.month, min(born.day, 28))
        assert firm.registered_capital > 0
    kinds = Counter(firm.firm_type for firm in founded)
    assert kinds["个体工商户"] > kinds["有限责任公司"] > kinds["农民专业合作社"] > 100


def test_the_first_family_and_its_restaurant_are_always_there(
    people: list[Resident], founded: list[Firm]
) -> None:
    other = list(residents(VILLAGES, count=3, seed="another"))
    assert [person.name for person in other] == [person.name for person in people[:3]]
    assert [person.relation_to_head for person in people[:3]] == ["户主", "妻", "女"]
    assert founded[0].representative == people[0]
    assert founded[0].firm_type == "有限责任公司"


@pytest.mark.parametrize(
    ("name", "town", "place"),
    [
        ("蒋楼村委会", "魏岗镇", "亳州市谯城区魏岗镇蒋楼村"),
        ("张桥村村民委员会", "魏岗镇", "亳州市谯城区魏岗镇张桥村"),
        ("车寨社区居民委员会", "薛阁街道", "亳州市谯城区薛阁街道车寨社区"),
        ("单集居委会", "十河镇", "亳州市谯城区十河镇单集社区"),
        ("杏花村社区", "薛阁街道", "亳州市谯城区薛阁街道杏花村社区"),
    ],
)
def test_an_address_names_the_place_not_its_committee(name: str, town: str, place: str) -> None:
    assert Village("341602000001", name, town, "亳州市谯城区").place == place
