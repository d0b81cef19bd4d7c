"""The attributes the two registers answer for, and which department each comes from (一数一源).

Names are `person.…` and `firm.…`; forms name them to have an answer filled in, so they stay as they are.
"""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["FIELDS", "FIRM", "PERSON", "RegisterField", "columns_of"]

PERSON: Final = "person"
FIRM: Final = "firm"

_POLICE: Final = "公安局"
_CIVIL_AFFAIRS: Final = "民政局"
_EDUCATION: Final = "教育局"
_MARKET: Final = "市场监督管理局"
_DATA: Final = "数据资源管理局"


class RegisterField(NamedTuple):
    """One attribute: its name, its label, and the department that answers for it."""

    name: str
    label: str
    department: str

    @property
    def register(self) -> str:
        """`person` or `firm`."""
        return self.name.partition(".")[0]

    @property
    def column(self) -> str:
        """Where the register keeps the attribute."""
        own = self.name.partition(".")[2]
        return "firm_type" if self.name == "firm.type" else own


_ALL: Final = (
    RegisterField("person.name", "姓名", _POLICE),
    RegisterField("person.id_number", "公民身份号码", _POLICE),
    RegisterField("person.sex", "性别", _POLICE),
    RegisterField("person.birth_date", "出生日期", _POLICE),
    RegisterField("person.ethnicity", "民族", _POLICE),
    RegisterField("person.address", "户籍地址", _POLICE),
    RegisterField("person.division", "户籍所在区划", _POLICE),
    RegisterField("person.household_no", "户号", _POLICE),
    RegisterField("person.household_head", "户主姓名", _POLICE),
    RegisterField("person.relation_to_head", "与户主关系", _POLICE),
    RegisterField("person.marital_status", "婚姻状况", _CIVIL_AFFAIRS),
    RegisterField("person.education", "文化程度", _EDUCATION),
    RegisterField("person.phone", "联系电话", _DATA),
    RegisterField("firm.name", "名称", _MARKET),
    RegisterField("firm.credit_code", "统一社会信用代码", _MARKET),
    RegisterField("firm.type", "类型", _MARKET),
    RegisterField("firm.legal_representative", "法定代表人（负责人）", _MARKET),
    RegisterField("firm.legal_representative_id", "法定代表人（负责人）身份号码", _MARKET),
    RegisterField("firm.address", "住所（经营场所）", _MARKET),
    RegisterField("firm.division", "住所所在区划", _MARKET),
    RegisterField("firm.registered_capital", "注册资本（元）", _MARKET),
    RegisterField("firm.founded_on", "成立日期", _MARKET),
    RegisterField("firm.business_scope", "经营范围", _MARKET),
    RegisterField("firm.phone", "联系电话", _MARKET),
)

FIELDS: Final = {entry.name: entry for entry in _ALL}


def columns_of(register: str, names: list[str]) -> list[RegisterField]:
    """Of the wanted attributes, those this register has, in the order wanted; names it lacks are left out."""
    return [FIELDS[name] for name in names if name in FIELDS and FIELDS[name].register == register]
