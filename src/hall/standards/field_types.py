"""The kinds of question a form can ask, and what each is made of.

The designer, the pages, the API, the papers and the checks all read this one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

__all__ = [
    "CHOICES",
    "COLUMN_TYPES",
    "FORMULA_TYPES",
    "HELD_PARTS",
    "NUMBERS",
    "PARTS",
    "TYPE_LABELS",
    "FieldType",
]


class FieldType(StrEnum):
    """One kind of question; `.label` is its Chinese name."""

    label: str

    def __new__(cls, value: str, label: str) -> FieldType:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    TEXT = "text", "单行文字"
    TEXTAREA = "textarea", "多行文字"
    NUMBER = "number", "数字"
    MONEY = "money", "金额（元）"
    PERCENT = "percent", "百分比"
    DATE = "date", "日期"
    DATE_RANGE = "date_range", "起止日期"
    TIME = "time", "时间"
    SELECT = "select", "下拉单选"
    RADIO = "radio", "平铺单选"
    CHECKBOX = "checkbox", "勾选（有选项时可多选）"
    RESIDENT_ID = "resident_id", "居民身份证号码"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    PHONE = "phone", "电话号码"
    EMAIL = "email", "电子邮箱"
    PERSON = "person", "自然人"
    LEGAL_PERSON = "legal_person", "法人或其他组织"
    DIVISION = "division", "本市乡镇（街道）、村（社区）"
    ADDRESS = "address", "地址（一行）"
    ADDRESS_TREE = "address_tree", "地址（逐级选到村）"
    MAP_POINT = "map_point", "地图位置（经纬度）"
    TABLE = "table", "表格（可加行）"
    FILE = "file", "上传文件"
    SIGNATURE = "signature", "签名"


TYPE_LABELS: Mapping[str, str] = MappingProxyType({kind.value: kind.label for kind in FieldType})
CHOICES = frozenset({"select", "radio"})
NUMBERS = frozenset({"number", "money", "percent"})
#: What a column of a table may be: one value, one box.
COLUMN_TYPES = (
    *("text", "number", "money", "percent", "date", "time", "select", "checkbox"),
    *("resident_id", "credit_code", "phone", "email"),
)
#: What can be worked out from other answers.
FORMULA_TYPES = frozenset({"number", "money", "percent", "text", "date"})

#: The parts of a composed answer: key → (label, kind of question, whether it must be given).
PARTS: Mapping[str, Mapping[str, tuple[str, str, bool]]] = MappingProxyType(
    {
        "person": {
            "name": ("姓名", "text", True),
            "id_number": ("身份证号码", "resident_id", True),
            "phone": ("联系电话", "phone", False),
        },
        "legal_person": {
            "name": ("名称", "text", True),
            "credit_code": ("统一社会信用代码", "credit_code", True),
            "representative": ("法定代表人（负责人）", "text", False),
            "phone": ("联系电话", "phone", False),
        },
        "address_tree": {"division": ("所在地区", "division", True), "detail": ("详细地址", "text", True)},
        "date_range": {"start": ("开始日期", "date", True), "end": ("结束日期", "date", True)},
        "map_point": {"lng": ("经度", "number", True), "lat": ("纬度", "number", True)},
        "signature": {"name": ("签名人姓名", "text", True), "strokes": ("手写笔迹", "text", False)},
    }
)

#: Which register fields answer the parts of a composed question that is `held` as `person` or `firm`.
HELD_PARTS: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType(
    {
        ("person", "person"): {
            "name": "person.name",
            "id_number": "person.id_number",
            "phone": "person.phone",
        },
        ("legal_person", "firm"): {
            "name": "firm.name",
            "credit_code": "firm.credit_code",
            "representative": "firm.legal_representative",
            "phone": "firm.phone",
        },
        ("address_tree", "person"): {"division": "person.division", "detail": "person.address"},
        ("address_tree", "firm"): {"division": "firm.division", "detail": "firm.address"},
    }
)
