"""What a field is: its names, its type, its codes, who may set it, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from hall.catalogue.rules.fields.codes import CodeSet

__all__ = [
    "ALWAYS",
    "ANYWHERE",
    "DEPLOYED",
    "HERE",
    "LIST",
    "OPTIONAL",
    "OWN",
    "TABLE_4",
    "Field",
    "Group",
    "Kind",
    "Level",
    "Need",
    "Table",
    "when",
]

TABLE_4: Final = "GB/T 39046-2020 表 4"
DEPLOYED: Final = "已在用的实施清单表"
OWN: Final = "本大厅"


class Kind(StrEnum):
    """The type of one value."""

    TEXT = "text"  # one line
    LONG = "long"  # several lines
    CODE = "code"  # one of a set
    CODES = "codes"  # several of a set
    YES_NO = "yes_no"
    NUMBER = "number"  # a whole number, never negative
    DATE = "date"
    URL = "url"
    CREDIT_CODE = "credit_code"
    DIVISION = "division"


class Level(StrEnum):
    """At which level of the catalogue a value may be set; those beneath inherit it."""

    BASIC = "basic"  # 基本目录
    IMPLEMENTING = "implementing"  # 实施清单
    BUSINESS = "business"  # 业务办理项


ANYWHERE: Final = frozenset(Level)
LIST: Final = frozenset({Level.BASIC})
HERE: Final = frozenset({Level.IMPLEMENTING, Level.BUSINESS})


class Group(StrEnum):
    """The parts of a guide, in the order people read it."""

    IDENTITY = "identity"
    AUTHORITY = "authority"
    BASIS = "basis"
    AUDIENCE = "audience"
    LIMITS = "limits"
    ACCEPTANCE = "acceptance"
    PROCESS = "process"
    ONLINE = "online"
    VISITS = "visits"
    MATERIALS = "materials"
    FEES = "fees"
    RESULT = "result"
    DELIVERY = "delivery"
    WINDOWS = "windows"
    CONTACT = "contact"
    REDRESS = "redress"
    RIGHTS = "rights"
    INTERMEDIARY = "intermediary"
    QUESTIONS = "questions"
    VALIDITY = "validity"

    @property
    def chinese(self) -> str:
        return _GROUPS[self][0]

    @property
    def english(self) -> str:
        return _GROUPS[self][1]


_GROUPS: Final = {
    Group.IDENTITY: ("基本信息", "The item"),
    Group.AUTHORITY: ("实施主体", "Who handles it"),
    Group.BASIS: ("设定依据", "Legal basis"),
    Group.AUDIENCE: ("服务对象与主题", "For whom, and about what"),
    Group.LIMITS: ("办结时限", "Limits"),
    Group.ACCEPTANCE: ("受理条件", "Conditions"),
    Group.PROCESS: ("办理流程", "Procedure"),
    Group.ONLINE: ("网上办理", "Online"),
    Group.VISITS: ("到现场", "Visits"),
    Group.MATERIALS: ("申请材料", "Materials"),
    Group.FEES: ("收费", "Fees"),
    Group.RESULT: ("办理结果", "Result"),
    Group.DELIVERY: ("预约、快递与支付", "Appointment, courier and payment"),
    Group.WINDOWS: ("办理窗口", "Windows"),
    Group.CONTACT: ("咨询与投诉", "Questions and complaints"),
    Group.REDRESS: ("救济渠道", "Redress"),
    Group.RIGHTS: ("权利与义务", "Rights and duties"),
    Group.INTERMEDIARY: ("中介服务", "Intermediary services"),
    Group.QUESTIONS: ("常见问题", "Common questions"),
    Group.VALIDITY: ("生效与取消", "Validity"),
}


@dataclass(frozen=True)
class Need:
    """When a field must have a value: in words, and as a check of what else is said."""

    title: str
    english: str
    holds: Callable[[Mapping[str, Any]], bool]


ALWAYS: Final = Need("必填", "Required", lambda said: True)
OPTIONAL: Final = Need("选填", "Optional", lambda said: False)


def when(key: str, *values: str, title: str, english: str) -> Need:
    """Needed once the field `key` has one of `values`."""
    return Need(title, english, lambda said: said.get(key) in values)


@dataclass(frozen=True)
class Field:
    """One field. `column` is its place in the national exchange tables; `fact` where a guide's facts keep it.

    `fact` is the fact's key and the part of it: ("legal_limit", "days"). `joint` is what the words of several
    codes are joined by in a fact ("市、县"); without it they are a list there. `open_set` names codes that
    are the city's own data (topics, functions); whoever checks a value brings them along.
    """

    key: str
    title: str
    english: str
    group: Group
    kind: Kind = Kind.TEXT
    codes: CodeSet | None = None
    open_set: str = ""
    unit: str = ""
    longest: int = 300
    most: int = 9999
    need: Need = OPTIONAL
    standard: str = TABLE_4
    column: str = ""
    levels: frozenset[Level] = HERE
    fact: tuple[str, str] = ("", "value")
    joint: str = ""
    hint: str = ""
    hint_english: str = ""
    is_derived: bool = False
    pattern: str = ""

    @property
    def fact_key(self) -> str:
        return self.fact[0] or self.key


@dataclass(frozen=True)
class Table:
    """A field that is a list of rows, each with columns of its own: materials, fees, windows.

    `single` names the only column of a plain list (受理条件), which facts keep as a list of texts;
    `as_pairs` marks the comparison that facts keep as {what: [before, after]}.
    """

    key: str
    title: str
    english: str
    group: Group
    columns: tuple[Field, ...]
    need: Need = OPTIONAL
    standard: str = TABLE_4
    column: str = ""
    levels: frozenset[Level] = HERE
    single: str = ""
    as_pairs: bool = False
    by_key: Mapping[str, Field] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    @property
    def fact_key(self) -> str:
        return self.key
