"""Code sets of the implementing list that the national standard only names, and the words sources use.

GB/T 39046-2020 table 4 names these fields without codes; unless a class says otherwise the numbers are ours,
in the order in which the source lists the words. `WORDS` gives for each set what published guides write
instead of the label: "个人" for 自然人, "省" for 省级/直属.
"""

from __future__ import annotations

from typing import Final

from hall.standards.code_sets import (
    CodedEnum,
    DepartmentType,
    HandleForm,
    ItemType,
    ProjectType,
    ServiceObject,
    SpecialProcedure,
    UseLevel,
    YesNo,
)

__all__ = ["WORDS", "CodeSet", "codes_of", "labels"]


class PowerSource(CodedEnum):
    """权力来源: 行政许可法 第二十二条 (法定), 第二十三条 (授权), 第二十四条 (委托)."""

    LAW = "1", "法定本级行使"
    AUTHORISED = "2", "法律、法规授权"
    ENTRUSTED = "3", "委托行使"
    DELEGATED = "4", "上级下放"


class LimitUnit(CodedEnum):
    """办结时限单位; 日 are calendar days (行政许可法 第八十二条 makes those of licensing working days)."""

    WORKING_DAY = "1", "工作日"
    DAY = "2", "日"
    MONTH = "3", "月"
    YEAR = "4", "年"
    HOUR = "5", "小时"


class OnlineDepth(CodedEnum):
    """网上办理深度, the four grades provinces publish: 四级 is without any visit."""

    ONE = "1", "一级标准"
    TWO = "2", "二级标准"
    THREE = "3", "三级标准"
    FOUR = "4", "四级标准"


class Scope(CodedEnum):
    """通办范围 (table 4 no. 33: 全国, 跨省, 跨市, 跨县); 跨市 is all of a province, 跨县 all of a city."""

    NATION = "1", "全国"
    PROVINCES = "2", "跨省"
    CITIES = "3", "全省"
    COUNTIES = "4", "全市"
    TOWNS = "5", "全县"
    NONE = "0", "不可通办"


class ResultType(CodedEnum):
    """审批结果类型, with the codes of a deployed city platform."""

    LICENCE = "10", "证照"
    DOCUMENT = "20", "批文"
    OTHER = "30", "其他"
    NONE = "99", "无"


class ResultDelivery(CodedEnum):
    """结果领取方式."""

    WINDOW = "1", "窗口领取"
    COURIER = "2", "邮寄"
    DOWNLOAD = "3", "网上下载"
    TERMINAL = "4", "自助终端打印"


class MaterialKind(CodedEnum):
    """材料类型."""

    FORM = "1", "申请表"
    LICENCE = "2", "证照"
    PROOF = "3", "证明材料"
    OTHER = "9", "其他"


class MaterialMust(CodedEnum):
    """材料必要性; 容缺后补 may follow after acceptance, the last is spared on good credit."""

    REQUIRED = "1", "必要"
    CONDITIONAL = "2", "非必要"
    LATER = "3", "容缺后补"
    WAIVED = "4", "信用免交、信用后补"


class MaterialOriginal(CodedEnum):
    """材料形式."""

    ORIGINAL = "1", "原件"
    COPY = "2", "复印件"
    BOTH = "6", "原件和复印件"


class MaterialMedium(CodedEnum):
    """材料介质, with the codes of a deployed city platform."""

    PAPER = "01", "纸质"
    FILE = "02", "电子"
    EITHER = "03", "纸质或电子"
    BOTH = "04", "纸质和电子"


class MaterialSource(CodedEnum):
    """来源渠道."""

    APPLICANT = "10", "申请人自备"
    GOVERNMENT = "20", "政府部门核发"
    OTHER = "99", "其他"


CodeSet = type[CodedEnum]

#: What sources write for one code or several of a set.
WORDS: Final[dict[CodeSet, dict[str, tuple[str, ...]]]] = {
    ItemType: {
        "其他行政权力": ("10",),
        "公共服务": ("20",),
        "高效办成一件事": ("20",),
        "其他类别事项": ("10",),
    },
    UseLevel: {
        "国家": ("1",),
        "省": ("2",),
        "市": ("3",),
        "县": ("4",),
        "镇": ("5",),
        "乡": ("5",),
        "村": ("6",),
        "国家级": ("1",),
        "省级": ("2",),
        "市级": ("3",),
        "镇级": ("5",),
        "村级": ("6",),
    },
    ServiceObject: {"个人": ("1",), "法人": ("2", "3", "4"), "企业": ("2",), "其他": ("6",)},
    HandleForm: {
        "网上办理": ("2",),
        "电脑端网上申请": ("2",),
        "移动端网上办理": ("3",),
        "现场办理": ("1",),
        "窗口": ("1",),
    },
    OnlineDepth: {"一级": ("1",), "二级": ("2",), "三级": ("3",), "四级": ("4",), "全程网办": ("4",)},
    Scope: {"跨市": ("3",), "跨县": ("4",), "全省通办": ("3",), "全市通办": ("4",), "无": ("0",)},
    LimitUnit: {"个工作日": ("1",), "自然日": ("2",), "天": ("2",), "个月": ("3",)},
    YesNo: {"有": ("1",), "无": ("0",), "支持": ("1",), "不支持": ("0",), "Y": ("1",), "N": ("0",)},
    ProjectType: {"即办": ("1",), "承诺": ("2",)},
    SpecialProcedure: {"延长": ("1",), "其他": ("2",)},
    DepartmentType: {"法定": ("1",), "授权": ("2",), "委托": ("3",)},
    MaterialSource: {"自备": ("10",), "政府核发": ("20",)},
}


def labels(codes: CodeSet) -> list[str]:
    """What a person chooses from, in the order of the standard."""
    return [member.label for member in codes]


def codes_of(codes: CodeSet, word: str) -> tuple[str, ...]:
    """The codes `word` stands for: a label, a word sources use, or a code; empty when it is none."""
    if member := codes.of_label(word):
        return (member.value,)
    if known := WORDS.get(codes, {}).get(word):
        return known
    return (word,) if word in {member.value for member in codes} else ()
