"""Rules on names, codes, topics, age, origin and plain writing."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from hall.catalogue.rules.lint.rule import ELEMENTS, INSPECTION, Family, Severity
from hall.catalogue.rules.lint.view import GuideView
from hall.standards.code_sets import ItemType
from hall.standards.item_code import parse_basic

__all__ = ["MONTHS_UNTIL_STALE", "wording"]

wording = Family("名称、编码与文字")

#: How old a source may grow before somebody looks at it again: the hall's own rule.
MONTHS_UNTIL_STALE: Final = 12
LONGEST_NAME: Final = 30
LONGEST_TEXT: Final = 300
_HALF_WIDTH: Final = re.compile(
    r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff“《]|[\u4e00-\u9fff]\([^()]*[\u4e00-\u9fff][^()]*\)"
)
_ODD: Final = re.compile(
    r"[\\^□■★☆◆●※\u200b-\u200f\ufeff\ufffd]|[\ue000-\uf8ff]|\*{2,}|&(?:nbsp|lt|gt|amp);|<[a-z/]+>| {3,}"
)
_TYPES: Final = {kind.value: kind.label for kind in ItemType}
_ASIDE: Final = re.compile(r"[（(][^（）()]*(?:权限|级|普通类|申请类)[）)]")


@wording.guide(
    "G001",
    Severity.NOTE,
    "名称里夹着管理用语",
    "Office words in the name",
    origin=f"{ELEMENTS}：事项名称、行使层级",
    remedy="层级、类别写进各自的栏，名称写老百姓的说法。",
)
def _aside_in_name(guide: GuideView) -> str:
    found = _ASIDE.search(guide.name)
    return f"名称里有“{found[0]}”" if found else ""


@wording.guide(
    "G002",
    Severity.NOTE,
    "名称太长",
    "A long name",
    origin=f"{ELEMENTS}：事项名称；{INSPECTION}：22 % 搜索不可用",
    remedy=f"缩到 {LONGEST_NAME} 个字以内，细节写进办理项或条件。",
)
def _long_name(guide: GuideView) -> str:
    return f"名称有 {len(guide.name)} 个字" if len(guide.name) > LONGEST_NAME else ""


@wording.guide(
    "G003",
    Severity.NOTE,
    "名称里有不该有的标点",
    "Odd punctuation in the name",
    origin=f"{ELEMENTS}：事项名称；{INSPECTION}：22 % 搜索不可用",
    remedy="去掉冒号、逗号、书名号，一个事项一个名称。",
)
def _marks_in_name(guide: GuideView) -> str:
    found = sorted(set(re.findall(r"[：:，,；;。《》]", guide.name)))
    return f"名称里有“{''.join(found)}”" if found else ""


@wording.guide(
    "G004",
    Severity.ERROR,
    "没有事项编码",
    "No item code",
    origin=f"{ELEMENTS}：基本编码（catalog_code）",
    remedy="填写国家基本目录的 12 位编码；没有的，用本省目录的。",
)
def _no_code(guide: GuideView) -> str:
    return "没有基本编码" if not guide.catalog_code else ""


@wording.guide(
    "G005",
    Severity.WARNING,
    "事项编码形式不规范",
    "An item code of odd shape",
    origin=f"{ELEMENTS}：基本编码（省 2、类型 2、部门 2、主项 3、子项 3）",
    remedy="核对编码，12 位数字（子项可有字母）。",
)
def _odd_code(guide: GuideView) -> str:
    odd = bool(guide.catalog_code) and parse_basic(guide.catalog_code) is None
    return f"编码“{guide.catalog_code}”不是 12 位基本编码" if odd else ""


@wording.guide(
    "G006",
    Severity.WARNING,
    "编码里的事项类型与所写不符",
    "The code says another type",
    origin=f"GB/T 39046-2020 附录 A A.1 事项类型；{ELEMENTS}：基本编码、事项类型",
    remedy="核对事项类型，改类型或改编码。",
)
def _type_against_code(guide: GuideView) -> str:
    basic = parse_basic(guide.catalog_code)
    label = _TYPES.get(basic.item_type, "") if basic else ""
    return f"编码里是{label}，写的是{guide.kind}" if label and guide.kind not in label else ""


@wording.guide(
    "G007",
    Severity.WARNING,
    "没有主题",
    "No topic",
    origin=f"{ELEMENTS}：主题分类（user_topic_type、corp_topic_type）；{INSPECTION}：22 % 搜索不可用",
    remedy="选一个办事主题；“其他”不算。",
)
def _no_topic(guide: GuideView) -> str:
    told = [code for code in guide.topics if not code.endswith(("/998", "/999"))]
    return "没有归入任何办事主题" if not told else ""


@wording.guide(
    "G008",
    Severity.WARNING,
    "数据陈旧",
    "A stale source",
    origin=f"{INSPECTION}：内容不更新；政府信息公开条例 第二十六条",
    remedy=f"与原出处核对一遍；满 {MONTHS_UNTIL_STALE} 个月必须核对。",
)
def _stale(guide: GuideView) -> str:
    found = re.match(r"(\d{4})-(\d{2})", guide.as_of)
    if not found:
        return "" if not guide.place else "来源没有日期"
    then = date(int(found[1]), int(found[2]), 1)
    months = (guide.on.year - then.year) * 12 + guide.on.month - then.month
    return f"来源是 {guide.as_of} 的，已有 {months} 个月" if months > MONTHS_UNTIL_STALE else ""


@wording.guide(
    "G009",
    Severity.WARNING,
    "指南来自别的地方",
    "A guide of another place",
    origin="行政许可法 第三十条：本机关公示；国务院令第716号",
    remedy="由本地部门逐项核对后以本地名义公布。",
)
def _of_another_place(guide: GuideView) -> str:
    elsewhere = bool(guide.place) and guide.city not in guide.place
    return f"内容是{guide.place}公布的，不是{guide.city}的" if elsewhere else ""


@wording.guide(
    "G010",
    Severity.NOTE,
    "半角标点夹在汉字里",
    "Half-width punctuation among characters",
    origin="GB/T 15834-2011 标点符号用法",
    remedy="改为全角标点。",
)
def _half_width(guide: GuideView) -> str:
    places = [f"{where}“{found[0]}”" for where, text in guide.texts() if (found := _HALF_WIDTH.search(text))]
    return f"{len(places)} 处，如{places[0][:60]}" if places else ""


@wording.guide(
    "G011",
    Severity.NOTE,
    "有乱码或特殊符号",
    "Stray signs",
    origin=f"{INSPECTION}：内容有错",
    remedy="删去这些符号，用文字说明。",
)
def _stray_signs(guide: GuideView) -> str:
    places = [f"{where}“{found[0]}”" for where, text in guide.texts() if (found := _ODD.search(text))]
    return f"{len(places)} 处，如{places[0]}" if places else ""


@wording.guide(
    "G012",
    Severity.NOTE,
    "一段太长",
    "An overlong paragraph",
    origin="优化营商环境条例 第三十五条：编制并公布办事指南；一段 300 字是本大厅的规定",
    remedy=f"分成几条，每条不超过 {LONGEST_TEXT} 字。",
)
def _overlong(guide: GuideView) -> str:
    places = [f"{where}（{len(text)} 字）" for where, text in guide.texts() if len(text) > LONGEST_TEXT]
    return f"{len(places)} 段超过 {LONGEST_TEXT} 字，如{places[0]}" if places else ""
