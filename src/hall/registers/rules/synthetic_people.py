"""Invented residents in households, so that prefill has something to fill and nobody real is in it.

Deterministic: the same seed gives the same people on every machine (only `random.Random` with a text seed,
no hashes, no sets). Every number passes its checks yet can be nobody's: see `standards.resident_id.is_demo`
and docs/decisions/0010-demo-people.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from hall.registers.rules.synthetic_names import given_name, surname
from hall.standards import phone, resident_id

__all__ = ["AS_OF", "Resident", "Village", "residents"]

#: The day the invented registers were drawn up.
AS_OF: Final = date(2026, 11, 1)
_STREETS: Final = (
    "人民路",
    "建设路",
    "光明路",
    "和平路",
    "文化路",
    "团结路",
    "新华路",
    "解放路",
    "振兴路",
    "幸福路",
)
_MINORITIES: Final = ("蒙古族", "满族", "苗族", "壮族", "土家族", "彝族", "布依族", "侗族")
#: Kinds of household and how often they are met in a hundred (census: 2.6 people in a household on average).
_KINDS: Final = {"single": 22, "couple": 24, "family": 34, "three_generations": 12, "lone_parent": 8}


class Village(NamedTuple):
    """Where people can live: a village or community with the path of its name.

    Where only counties are known, a county stands for all of its villages: then `name` and `town` are empty.
    """

    code: str
    name: str
    town: str
    county: str

    @property
    def place(self) -> str:
        """The path as an address begins: 亳州市谯城区魏岗镇张桥村."""
        if not self.name:
            return self.county + self.town
        bare = re.sub("(村民委员会|居民委员会|村委会|居委会)$", "", self.name)
        kind = "社区" if self.is_urban else "村"
        return self.county + self.town + (bare if bare.endswith(kind) else bare + kind)

    @property
    def is_urban(self) -> bool:
        """Whether people live in streets rather than in 组."""
        return not self.name or re.search("社区|居委会|居民委员会", self.name) is not None

    @property
    def weight(self) -> int:
        """How many live there, relatively: communities of a 街道 are the fullest."""
        if self.town.endswith("街道"):
            return 5
        return 3 if self.is_urban else 2


class Resident(NamedTuple):
    """One invented resident."""

    id_number: str
    name: str
    sex: str
    birth_date: date
    ethnicity: str
    marital_status: str
    education: str
    phone: str
    address: str
    division: str
    household_no: str
    household_head: str
    relation_to_head: str


@dataclass
class _Member:
    name: str
    male: bool
    born: date
    relation: str
    marital: str = "未婚"


@dataclass
class _Registry:
    """Numbers given so far: no two residents share one."""

    orders: dict[tuple[str, date, bool], int] = field(default_factory=dict)
    phones: int = 0

    def id_number(self, area: str, born: date, male: bool) -> str:
        key = (area, born, male)
        self.orders[key] = count = self.orders.get(key, 0) + 1
        seventeen = f"{area}{born:%Y%m%d}{2 * count - male:03d}"
        return seventeen + resident_id.check_digit(seventeen)

    def phone(self) -> str:
        self.phones += 1
        # 7,654,321 shares no factor with 10^8, so the numbers spread without meeting.
        return f"{phone.DEMO_PREFIX}{self.phones * 7_654_321 % 10**8:08d}"


def residents(villages: Sequence[Village], *, count: int, seed: str) -> Iterator[Resident]:
    """`count` residents, household by household. The first household is always the same family of three.

    Villages must come in one order (by code), for the draw depends on it.
    """
    registry, given, number = _Registry(), 0, 0
    weights = [village.weight for village in villages]
    while given < count:
        number += 1
        random = Random(f"{seed}/household/{number}")
        village = _first_home(villages) if number == 1 else random.choices(villages, weights)[0]
        hui = number > 1 and random.random() < 0.02
        members = _first_family() if number == 1 else _household(random, hui=hui)
        for resident in _registered(random, registry, village, number, members, hui=hui):
            if given == count:
                return
            given += 1
            yield resident


def _registered(
    random: Random, registry: _Registry, village: Village, number: int, members: list[_Member], *, hui: bool
) -> Iterator[Resident]:
    area = resident_id.DEMO_AREA_PREFIX + village.code[4:6]
    address = _address(random, village)
    ethnicity = "回族" if hui else "汉族"
    for member in members:
        own = random.choice(_MINORITIES) if random.random() < 0.003 else ethnicity
        age = _age(member.born)
        reachable = age >= 12 and random.random() < (0.97 if age < 70 else 0.6)
        yield Resident(
            registry.id_number(area, member.born, member.male),
            member.name,
            (resident_id.Sex.MALE if member.male else resident_id.Sex.FEMALE).value,
            member.born,
            own,
            member.marital,
            _education(random, age),
            registry.phone() if reachable or (number == 1 and age >= 12) else "",
            address,
            village.code,
            f"{area}{number:09d}",
            members[0].name,
            member.relation,
        )


def _first_home(villages: Sequence[Village]) -> Village:
    return next((village for village in villages if village.is_urban), villages[0])


def _first_family() -> list[_Member]:
    """The family whose life the demonstrations follow: a couple in their thirties and their newborn."""
    return [
        _Member("李明亮", True, date(1990, 3, 12), "户主", "已婚"),
        _Member("王雨晴", False, date(1992, 8, 25), "妻", "已婚"),
        _Member("李沐瑶", False, date(2026, 10, 8), "女"),
    ]


def _household(random: Random, *, hui: bool) -> list[_Member]:
    kind = random.choices(list(_KINDS), list(_KINDS.values()))[0]
    if kind == "single":
        return [_single(random, hui)]
    head_age = {"couple": _between(random, 24, 88), "lone_parent": _between(random, 24, 58)}.get(
        kind, _between(random, 25, 55)
    )
    head_male = random.random() < (0.4 if kind == "lone_parent" else 0.86)
    head = _person(random, surname(random, hui=hui), head_male, head_age, "户主")
    members = [head]
    if kind == "lone_parent":
        head.marital = "离婚" if random.random() < 0.7 else "丧偶"
    else:
        members.append(_spouse(random, head, hui=hui))
    if kind != "couple":
        members += _children(random, members)
    if kind == "three_generations":
        members += _parents(random, head)
    return members


def _single(random: Random, hui: bool) -> _Member:
    age = _between(random, 19, 90)
    person = _person(random, surname(random, hui=hui), random.random() < 0.52, age, "户主")
    if age >= 60:
        person.marital = "丧偶" if random.random() < 0.8 else "未婚"
    elif age >= 35:
        person.marital = random.choice(["未婚", "离婚", "离婚"])
    return person


def _spouse(random: Random, head: _Member, *, hui: bool) -> _Member:
    head.marital = "已婚"
    difference = round(random.gauss(-2 if head.male else 2, 2.5))
    age = max(22, _age(head.born) + difference)
    relation = "妻" if head.male else "夫"
    spouse = _person(random, surname(random, hui=hui), not head.male, age, relation)
    spouse.marital = "已婚"
    return spouse


def _children(random: Random, parents: list[_Member]) -> list[_Member]:
    """One to three children, born when the younger parent was 20 to 40, not yet 25 and living at home."""
    youngest = max(parent.born for parent in parents)
    father = next((parent for parent in parents if parent.male), parents[0])
    wanted = random.choices([1, 2, 3], [52, 38, 10])[0]
    born_in = sorted(
        year
        for year in (youngest.year + _between(random, 20, 40) for _ in range(wanted))
        if AS_OF.year - 25 < year < AS_OF.year
    ) or [max(youngest.year + 20, AS_OF.year - 1)]
    children: list[_Member] = []
    for year in born_in:
        male = random.random() < 0.53
        born = date(year, 1, 1) + timedelta(days=random.randrange(365))
        if children and (born - children[-1].born).days < 300:
            continue
        family_name = _family_name(father.name)
        children.append(_Member(family_name + given_name(random, male=male, year=year), male, born, ""))
    _name_relations(children)
    return children


def _name_relations(children: list[_Member]) -> None:
    for male, only, ranked in ((True, "子", "长子 次子 三子"), (False, "女", "长女 次女 三女")):
        group = [child for child in children if child.male == male]
        for child, rank in zip(group, ranked.split(), strict=False):
            child.relation = only if len(group) == 1 else rank


def _parents(random: Random, head: _Member) -> list[_Member]:
    """The head's parents: both of them, or the one who is left."""
    mother_age = _age(head.born) + _between(random, 20, 32)
    father = _person(random, _family_name(head.name), True, mother_age + _between(random, 0, 4), "父亲")
    mother = _person(random, surname(random), False, mother_age, "母亲")
    left = random.choices([[father, mother], [mother], [father]], [6, 3, 1])[0]
    for parent in left:
        parent.marital = "已婚" if len(left) == 2 else "丧偶"
    return left


def _person(random: Random, family_name: str, male: bool, age: int, relation: str) -> _Member:
    born = date(AS_OF.year - age, 1, 1) + timedelta(days=random.randrange(300))
    name = family_name + given_name(random, male=male, year=born.year)
    return _Member(name, male, born, relation)


def _family_name(name: str) -> str:
    return name[:2] if name[:2] in ("欧阳", "司马", "上官", "诸葛") else name[0]


def _address(random: Random, village: Village) -> str:
    place = village.place
    if village.is_urban:
        street, gate = random.choice(_STREETS), _between(random, 1, 260)
        block, floor, door = _between(random, 1, 24), _between(random, 1, 18), _between(random, 1, 4)
        return f"{place}{street}{gate}号{block}幢{floor}{door:02d}室"
    return f"{place}{_between(random, 1, 12)}组{_between(random, 1, 90)}号"


def _education(random: Random, age: int) -> str:
    """The highest schooling (GB/T 4658 names), as far as the age allows: older people had less of it."""
    if age < 6:
        return "学龄前"
    if age < 12:
        return "小学"
    if age < 15:
        return "初级中学"
    levels = ("小学", "初级中学", "普通高级中学", "中等职业教育", "大学专科", "大学本科", "研究生")
    if age < 19:
        return random.choices(levels[1:4], [3, 5, 2])[0]
    shares = (2, 22, 14, 12, 24, 23, 3) if age < 40 else (22, 44, 12, 8, 8, 5, 1)
    return random.choices(levels, (58, 30, 6, 3, 2, 1, 0) if age >= 65 else shares)[0]


def _between(random: Random, low: int, high: int) -> int:
    return random.randint(low, high)


def _age(born: date) -> int:
    return AS_OF.year - born.year - ((AS_OF.month, AS_OF.day) < (born.month, born.day))
