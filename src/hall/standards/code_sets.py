"""Code sets of the national service data standard, as enums whose members carry their Chinese label.

GB/T 39046-2020 annex A and tables 4, 7 and 9 unless a class says otherwise. The values are what the national
exchange tables expect, so they are stored as they stand.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = [
    "ApplicantKind",
    "CodedEnum",
    "CrossRegionScope",
    "DepartmentType",
    "HandleForm",
    "ItemType",
    "LicenceState",
    "ProcessAction",
    "ProcessStepState",
    "ProjectType",
    "RatingChannel",
    "Satisfaction",
    "ServiceObject",
    "SpecialProcedure",
    "UseLevel",
    "YesNo",
]


class CodedEnum(StrEnum):
    """A code and its label: `ItemType.PERMIT == "01"`, `ItemType.PERMIT.label == "行政许可"`."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """A string equal to the code, with the label beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(code, label) pairs in the standard's order, as form fields and models want them."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def label_of(cls, code: str) -> str:
        """The label of `code`; the code itself when the standard doesn't know it."""
        return next((member.label for member in cls if member.value == code), code)

    @classmethod
    def of_label(cls, label: str) -> Self | None:
        """The member with this label, or None."""
        return next((member for member in cls if member.label == label), None)


class ItemType(CodedEnum):
    """事项类型 (A.1)."""

    POWER = "00", "行政权力事项"
    PERMIT = "01", "行政许可"
    PENALTY = "02", "行政处罚"
    COERCION = "03", "行政强制"
    LEVY = "04", "行政征收"
    PAYMENT = "05", "行政给付"
    INSPECTION = "06", "行政检查"
    CONFIRMATION = "07", "行政确认"
    REWARD = "08", "行政奖励"
    ADJUDICATION = "09", "行政裁决"
    OTHER_POWER = "10", "其他类别事项（其他行政权力）"
    PUBLIC_SERVICE = "20", "公共服务事项"


class UseLevel(CodedEnum):
    """行使层级 (A.2)."""

    NATIONAL = "1", "国家级/局(署、会)"
    PROVINCE = "2", "省级/直属"
    CITY = "3", "市级/隶属"
    COUNTY = "4", "县级"
    TOWN = "5", "镇(乡、街道)级"
    VILLAGE = "6", "村(社区)级"
    SHARED = "7", "分级管理"


class DepartmentType(CodedEnum):
    """实施主体性质 (A.3)."""

    STATUTORY = "1", "法定机关"
    AUTHORISED = "2", "授权组织"
    ENTRUSTED = "3", "受委托组织"
    OTHER = "9", "其他"


class ServiceObject(CodedEnum):
    """服务对象 (A.4)."""

    NATURAL_PERSON = "1", "自然人"
    ENTERPRISE = "2", "企业法人"
    INSTITUTION = "3", "事业法人"
    SOCIAL_ORGANISATION = "4", "社会组织法人"
    STATE_ORGAN = "5", "行政机关"
    OTHER = "6", "其他组织"


class HandleForm(CodedEnum):
    """办理形式 (A.5)."""

    WINDOW = "1", "窗口办理"
    COMPUTER = "2", "电脑端网上办理"
    MOBILE = "3", "移动端网上申请"
    COURIER = "4", "快递申请"
    OTHER = "9", "其他"


class ProjectType(CodedEnum):
    """办件类型 (A.6): decided on the spot, or within a promised time."""

    IMMEDIATE = "1", "即办件"
    PROMISED = "2", "承诺件"
    OTHER = "9", "其他"


class SpecialProcedure(CodedEnum):
    """特别程序种类 (A.7)."""

    EXTENSION = "1", "延长审批"
    OTHER = "2", "除延长审批之外的情况"


class Satisfaction(CodedEnum):
    """满意度 (A.8), five grades; the last two are a bad rating, 差评."""

    VERY_SATISFIED = "1", "非常满意"
    SATISFIED = "2", "满意"
    FAIRLY_SATISFIED = "3", "基本满意"
    DISSATISFIED = "4", "不满意"
    VERY_DISSATISFIED = "5", "非常不满意"

    @property
    def is_bad(self) -> bool:
        """Whether the grade is a 差评 that must be followed up (国办发〔2019〕51号)."""
        return self in (Satisfaction.DISSATISFIED, Satisfaction.VERY_DISSATISFIED)


class RatingChannel(CodedEnum):
    """评价渠道 (table 9 names them without codes; the numbers are ours, in its order)."""

    COMPUTER = "1", "PC端"
    MOBILE = "2", "移动服务端"
    QR_CODE = "3", "二维码"
    HALL_TABLET = "4", "政务大厅平板电脑"
    HALL_TERMINAL = "5", "政务大厅其他终端"
    TELEPHONE = "6", "电话"
    TEXT_MESSAGE = "7", "短信"


class ProcessAction(CodedEnum):
    """业务动作 (table 7 names them without codes; the numbers are ours, in its order)."""

    PASS = "1", "通过"
    RETURN = "2", "退回"
    OTHER = "3", "其他"


class ProcessStepState(CodedEnum):
    """办理环节状态 (table 7)."""

    WAITING = "1", "待办"
    DONE = "2", "已办"


class CrossRegionScope(CodedEnum):
    """通办范围 (table 4 no. 33 names them without codes; the numbers are ours, in its order)."""

    NATION = "1", "全国"
    PROVINCES = "2", "跨省"
    CITIES = "3", "跨市"
    COUNTIES = "4", "跨县"


class YesNo(CodedEnum):
    """是否."""

    YES = "1", "是"
    NO = "0", "否"


class LicenceState(CodedEnum):
    """电子证照状态, as a housing ministry interface lists them; no national list was found."""

    VALID = "01", "有效"
    SUSPENDED = "02", "暂扣"
    REVOKED = "03", "撤销"
    CANCELLED = "04", "注销"
    LAPSED = "05", "失效"
    TRANSFERRED = "06", "办理转出"
    WITHDRAWN = "07", "吊销"
    OTHER = "99", "其他"


class ApplicantKind(CodedEnum):
    """申请人类型: the two faces of a hall, as the topic lists divide them."""

    PERSON = "natural_person", "自然人"
    ORGANISATION = "legal_person", "法人"
