"""What an item is, who answers for it, and for whom it is."""

from __future__ import annotations

from typing import Final

from hall.catalogue.rules.fields.codes import PowerSource
from hall.catalogue.rules.fields.field import (
    ALWAYS,
    ANYWHERE,
    DEPLOYED,
    LIST,
    OWN,
    Field,
    Group,
    Kind,
    Level,
    Need,
    Table,
    when,
)
from hall.standards.code_sets import DepartmentType, ItemType, ServiceObject, UseLevel

__all__ = ["AUDIENCE", "AUTHORITY", "BASIS", "IDENTITY"]

BUNDLE: Final = "高效办成一件事"
_UNLESS_BUNDLE: Final = Need(
    "除“一件事”外必填", "Required but for bundles", lambda said: said.get("type") != BUNDLE
)
_OF_BUNDLE: Final = when("type", BUNDLE, title="“一件事”必填", english="Required for bundles")
_ENTRUSTED: Final = when(
    "power_source", "委托行使", title="委托行使时必填", english="Required when entrusted"
)

IDENTITY: Final = (
    Field(
        "name",
        "事项名称",
        "Name",
        Group.IDENTITY,
        longest=250,
        need=ALWAYS,
        column="basic.task_name",
        levels=frozenset({Level.BASIC, Level.BUSINESS}),
        hint="与基本目录一致；办理项在后面加括号说明，如“（变更）”。",
        hint_english="As in the basic list; a business item adds its case in brackets.",
    ),
    Field(
        "catalog_code",
        "基本编码",
        "Basic code",
        Group.IDENTITY,
        longest=14,
        need=_UNLESS_BUNDLE,
        column="basic.catalog_code",
        levels=LIST,
        pattern=r"[0-9A-Z]{10,14}",
        hint="12 位：省、类型、部门、主项、子项。",
        hint_english="12 characters: province, type, department, item.",
    ),
    Field(
        "local_catalog_code",
        "地方基本编码",
        "Local basic code",
        Group.IDENTITY,
        longest=50,
        column="basic.local_catalog_code",
        levels=LIST,
        pattern=r"[0-9A-Za-z|-]+",
    ),
    Field(
        "implementation_code",
        "实施编码",
        "Implementing code",
        Group.IDENTITY,
        longest=36,
        column="basic.task_code",
        levels=frozenset({Level.IMPLEMENTING}),
        pattern=r"[0-9A-Za-z|-]+",
        hint="31 位：统一社会信用代码、行使层级、基本编码。",
        hint_english="31 characters: credit code, level, basic code.",
    ),
    Field(
        "local_task_code",
        "地方实施编码",
        "Local implementing code",
        Group.IDENTITY,
        longest=50,
        column="basic.local_task_code",
        levels=frozenset({Level.IMPLEMENTING}),
        pattern=r"[0-9A-Za-z|-]+",
    ),
    Field(
        "yw_code",
        "业务办理项编码",
        "Business item code",
        Group.IDENTITY,
        longest=50,
        need=_UNLESS_BUNDLE,
        column="basic.task_handle_item",
        levels=frozenset({Level.BUSINESS}),
        pattern=r"[0-9A-Za-z]+",
    ),
    Field(
        "theme_code",
        "一件事编码",
        "Bundle code",
        Group.IDENTITY,
        longest=30,
        need=_OF_BUNDLE,
        standard=DEPLOYED,
        levels=LIST,
        pattern=r"[0-9A-Za-z]+",
    ),
    Field(
        "type",
        "事项类型",
        "Kind of item",
        Group.IDENTITY,
        Kind.CODE,
        ItemType,
        need=ALWAYS,
        column="basic.task_type",
        levels=LIST,
    ),
    Field(
        "levels",
        "行使层级",
        "Levels that exercise it",
        Group.IDENTITY,
        Kind.CODES,
        UseLevel,
        need=_UNLESS_BUNDLE,
        column="basic.use_level",
        joint="、",
        levels=frozenset({Level.BASIC, Level.IMPLEMENTING}),
    ),
    Field("area", "适用地区", "Where it applies", Group.IDENTITY, standard=DEPLOYED),
    Field(
        "town_name",
        "乡镇（街道）名称",
        "Town",
        Group.IDENTITY,
        column="extend.town_name",
        longest=200,
    ),
    Field(
        "town_code", "乡镇（街道）代码", "Town code", Group.IDENTITY, Kind.DIVISION, column="extend.town_code"
    ),
    Field(
        "village_name",
        "村（社区）名称",
        "Village",
        Group.IDENTITY,
        column="extend.village_name",
        longest=200,
    ),
    Field(
        "village_code",
        "村（社区）代码",
        "Village code",
        Group.IDENTITY,
        Kind.DIVISION,
        column="extend.village_code",
    ),
)

AUTHORITY: Final = (
    Field(
        "dept", "主管部门", "Department", Group.AUTHORITY, longest=200, need=_UNLESS_BUNDLE,
        standard=DEPLOYED,
        levels=frozenset({Level.BASIC, Level.IMPLEMENTING}),
        hint="按全国统一的叫法，如“公安部门”。", hint_english="By the name used nationwide.",
    ),
    Field(
        "handler", "实施主体", "Deciding body", Group.AUTHORITY, longest=200, need=_UNLESS_BUNDLE,
        column="basic.dept_name", hint="作出决定的机关的全称。",
        hint_english="The full name of the body that decides.",
    ),
    Field(
        "dept_code", "实施主体编码", "Credit code of the body", Group.AUTHORITY, Kind.CREDIT_CODE,
        column="basic.dept_code",
    ),
    Field(
        "dept_type", "实施主体性质", "Kind of body", Group.AUTHORITY, Kind.CODE, DepartmentType,
        column="basic.dept_type",
    ),
    Field(
        "power_source", "权力来源", "Source of the power", Group.AUTHORITY, Kind.CODE, PowerSource,
        column="basic.power_source",
    ),
    Field(
        "entrusted", "委托部门", "Entrusted by", Group.AUTHORITY, longest=100, need=_ENTRUSTED,
        column="basic.entrust_name",
    ),
    Table(
        "joint", "联办机构", "Joint bodies", Group.AUTHORITY,
        (Field("department", "机构", "Body", Group.AUTHORITY, need=ALWAYS, longest=200),),
        column="extend.other_dept", single="department",
    ),
    Field(
        "lead_dept", "牵头部门", "Leading department", Group.AUTHORITY, longest=200, need=_OF_BUNDLE,
        standard=DEPLOYED,
    ),
    Field(
        "reviews", "审查部门", "Reviewing functions", Group.AUTHORITY, Kind.CODES, open_set="functions",
        standard=OWN, hint="并联审查的各部门职能，主办在前。",
        hint_english="Functions that review in parallel, the leading one first.",
    ),
    Field(
        "reviews_note", "审查部门说明", "Why these review", Group.AUTHORITY, Kind.LONG, standard=OWN,
        fact=("reviews", "note"), longest=600,
    ),
    Table(
        "cooperate", "配合部门", "Cooperating departments", Group.AUTHORITY,
        (Field("department", "部门", "Department", Group.AUTHORITY, need=ALWAYS, longest=200),),
        standard=DEPLOYED, single="department",
    ),
)  # fmt: skip

BASIS: Final = (
    Table(
        "legal_basis", "设定依据", "Legal basis", Group.BASIS,
        (
            Field("law", "法律、法规、文件", "Law or document", Group.BASIS, Kind.LONG, longest=2000,
                  need=ALWAYS),
            Field("article", "条款", "Article", Group.BASIS, longest=2000),
            Field("text", "条款内容", "Wording", Group.BASIS, Kind.LONG, longest=10000),
        ),
        need=_UNLESS_BUNDLE, column="basic.by_law", levels=ANYWHERE,
    ),
)  # fmt: skip

AUDIENCE: Final = (
    Field(
        "serve_object", "服务对象", "For whom", Group.AUDIENCE, Kind.CODES, ServiceObject, need=ALWAYS,
        column="basic.server_type", joint="/", levels=ANYWHERE,
    ),
    Field(
        "topics", "主题", "Topics", Group.AUDIENCE, Kind.CODES, open_set="topics",
        column="extend.user_topic_type, extend.corp_topic_type", levels=ANYWHERE,
    ),
    Field(
        "local_person_topics", "面向自然人的地方特色主题", "Local topics for people", Group.AUDIENCE,
        column="extend.user_character_topic_type", longest=100,
    ),
    Field(
        "local_firm_topics", "面向法人的地方特色主题", "Local topics for firms", Group.AUDIENCE,
        column="extend.corp_character_topic_type", longest=100,
    ),
)  # fmt: skip
