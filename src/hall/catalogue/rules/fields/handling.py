"""How an item is handled: limits, conditions, procedure, online, visits, materials."""

from __future__ import annotations

from typing import Final

from hall.catalogue.rules.fields import codes
from hall.catalogue.rules.fields.field import (
    ALWAYS,
    ANYWHERE,
    DEPLOYED,
    OWN,
    Field,
    Group,
    Kind,
    Need,
    Table,
    when,
)
from hall.standards.code_sets import HandleForm, ProjectType, SpecialProcedure

__all__ = ["ACCEPTANCE", "LIMITS", "MATERIALS", "ONLINE", "PROCESS", "VISITS"]

_PERMIT: Final = when("type", "行政许可", title="行政许可必填", english="Required for permits")
_ONLINE: Final = when("online", "是", title="可网办时必填", english="Required when online")
_VISITED: Final = Need("要到现场时必填", "Required when one must come", lambda said: bool(said.get("visits")))

LIMITS: Final = (
    Field(
        "legal_limit", "法定办结时限", "Statutory limit", Group.LIMITS, Kind.NUMBER, most=999, need=_PERMIT,
        column="basic.anticipate_day", fact=("legal_limit", "days"), levels=ANYWHERE,
    ),
    Field(
        "legal_limit_unit", "法定时限单位", "Unit of the statutory limit", Group.LIMITS, Kind.CODE,
        codes.LimitUnit, column="basic.anticipate_type", fact=("legal_limit", "unit"), levels=ANYWHERE,
        need=Need("有法定时限时必填", "Required with a limit",
        lambda said: said.get("legal_limit") is not None),
    ),
    Field(
        "legal_limit_note", "法定时限说明", "On the statutory limit", Group.LIMITS, Kind.LONG, longest=4000,
        column="basic.anticipate_explain", fact=("legal_limit", "note"), levels=ANYWHERE,
        hint="写法律条文的规定。", hint_english="What the law says.",
    ),
    Field(
        "promise_limit", "承诺办结时限", "Promised limit", Group.LIMITS, Kind.NUMBER, most=999, need=ALWAYS,
        column="basic.promise_day", fact=("promise_limit", "days"),
    ),
    Field(
        "promise_limit_unit", "承诺时限单位", "Unit of the promise", Group.LIMITS, Kind.CODE, codes.LimitUnit,
        column="basic.promise_type", fact=("promise_limit", "unit"), need=ALWAYS,
    ),
    Field(
        "promise_limit_note", "承诺时限说明", "On the promise", Group.LIMITS, Kind.LONG, longest=4000,
        column="basic.promise_explain", fact=("promise_limit", "note"),
    ),
)  # fmt: skip

ACCEPTANCE: Final = (
    Table(
        "conditions", "受理条件", "Conditions", Group.ACCEPTANCE,
        (Field("condition", "条件", "Condition", Group.ACCEPTANCE, Kind.LONG, longest=8000, need=ALWAYS),),
        need=ALWAYS, column="basic.accept_condition", single="condition", levels=ANYWHERE,
    ),
    Field(
        "project_type", "办件类型", "On the spot or in time", Group.ACCEPTANCE, Kind.CODE, ProjectType,
        need=ALWAYS, column="basic.project_type",
    ),
    Field(
        "quantity_limit", "数量限制", "Limit of number", Group.ACCEPTANCE, Kind.LONG, longest=2000,
        column="extend.limit_explain",
    ),
)  # fmt: skip

PROCESS: Final = (
    Table(
        "flow", "办理流程", "Steps", Group.PROCESS,
        (Field("step", "步骤", "Step", Group.PROCESS, Kind.LONG, longest=8000, need=ALWAYS),),
        need=ALWAYS, column="basic.handle_flow", single="step", levels=ANYWHERE,
    ),
    Field(
        "handle_form", "办理形式", "Ways to apply", Group.PROCESS, Kind.CODES, HandleForm,
        column="basic.handle_type",
    ),
    Field(
        "window_flow", "窗口办理流程说明", "How at a window", Group.PROCESS, Kind.LONG, longest=8000,
        standard=DEPLOYED,
    ),
    Field(
        "online_flow", "网上办理流程说明", "How online", Group.PROCESS, Kind.LONG, longest=8000,
        standard=DEPLOYED,
    ),
    Field(
        "special_procedure", "是否有特别程序", "Special procedures", Group.PROCESS, Kind.YES_NO,
        column="basic.special_procedure", levels=ANYWHERE,
    ),
    Table(
        "special_procedures", "特别程序", "Special procedures", Group.PROCESS,
        (
            Field("kind", "种类", "Kind", Group.PROCESS, Kind.CODE, SpecialProcedure, need=ALWAYS),
            Field("name", "名称", "Name", Group.PROCESS, longest=200, need=ALWAYS,
                  hint="如“现场核查”“专家评审”“听证”。", hint_english="Such as an inspection or a hearing."),
            Field("days", "时限", "Limit", Group.PROCESS, Kind.NUMBER, most=999),
            Field("unit", "时限单位", "Unit", Group.PROCESS, Kind.CODE, codes.LimitUnit),
            Field("basis", "依据", "Basis", Group.PROCESS, Kind.LONG, longest=2000),
        ),
        need=when("special_procedure", "是", title="有特别程序时必填",
        english="Required with special procedures"),
        column="basic.special_procedure", levels=ANYWHERE,
    ),
    Table(
        "before_after", "合并前后对比", "Before and after merging", Group.PROCESS,
        (
            Field("aspect", "方面", "Aspect", Group.PROCESS, longest=40, need=ALWAYS),
            Field("before", "合并前", "Before", Group.PROCESS, Kind.NUMBER, need=ALWAYS),
            Field("after", "合并后", "After", Group.PROCESS, Kind.NUMBER, need=ALWAYS),
        ),
        standard=DEPLOYED, as_pairs=True,
    ),
)  # fmt: skip

ONLINE: Final = (
    Field("online", "是否网办", "Online", Group.ONLINE, Kind.YES_NO, column="extend.is_online"),
    Field(
        "online_depth", "网上办理深度", "Online depth", Group.ONLINE, Kind.CODE, codes.OnlineDepth,
        column="extend.online_handle_depth", need=_ONLINE,
    ),
    Field("online_url", "网办地址", "Address online", Group.ONLINE, Kind.URL,
          column="extend.online_handle_url"),
    Field(
        "computer_url", "计算机端跳转地址", "Address for computers", Group.ONLINE, Kind.URL,
        column="basic.link_addr",
    ),
    Field(
        "mobile_url", "移动端办理地址", "Address for phones", Group.ONLINE, Kind.URL,
        column="basic.mobile_terminal_url",
    ),
    Field(
        "single_login", "计算机端对接单点登录", "Single sign-on, computers", Group.ONLINE, Kind.YES_NO,
        column="basic.is_single_login",
    ),
    Field(
        "mobile_single_login", "移动端对接单点登录", "Single sign-on, phones", Group.ONLINE, Kind.YES_NO,
        column="basic.app_is_single_login",
    ),
    Field("scope", "通办范围", "Where one may apply", Group.ONLINE, Kind.CODE, codes.Scope,
          column="extend.handle_area"),
    Field(
        "terminals", "支持自助终端办理", "At terminals", Group.ONLINE, Kind.YES_NO,
        column="extend.is_service_terminals",
    ),
)  # fmt: skip

VISITS: Final = (
    Field(
        "visits", "到办事现场次数", "Visits", Group.VISITS, Kind.NUMBER, most=9, unit="次", need=ALWAYS,
        column="basic.limit_scene_num",
    ),
    Field(
        "visits_reason", "必须到现场的原因", "Why one must come", Group.VISITS, Kind.LONG, longest=1000,
        column="extend.limit_scene_explain", need=_VISITED,
    ),
)  # fmt: skip

_PAPER: Final = Group.MATERIALS
MATERIALS: Final = (
    Table(
        "materials", "申请材料", "Materials", _PAPER,
        (
            Field("title", "材料名称", "Material", _PAPER, Kind.LONG, longest=400, need=ALWAYS,
                  column="material.material_name"),
            Field("must", "必要性", "Need", _PAPER, Kind.CODE, codes.MaterialMust, need=ALWAYS,
                  column="material.is_need"),
            Field("kind", "材料类型", "Kind", _PAPER, Kind.CODE, codes.MaterialKind, need=ALWAYS,
                  column="material.material_type"),
            Field("original", "材料形式", "Original or copy", _PAPER, Kind.CODE, codes.MaterialOriginal,
                  need=ALWAYS, column="material.material_format"),
            Field("copies", "份数", "Copies", _PAPER, Kind.NUMBER, most=99, column="material.page_num"),
            Field("medium", "介质", "Medium", _PAPER, Kind.CODE, codes.MaterialMedium, standard=DEPLOYED),
            Field("paper_format", "纸质规格", "Paper format", _PAPER, longest=200,
                  column="material.page_format"),
            Field("source", "来源渠道", "Source", _PAPER, Kind.CODE, codes.MaterialSource, need=ALWAYS,
                  column="material.source_type"),
            Field("source_note", "来源渠道说明", "On the source", _PAPER, Kind.LONG, longest=500,
                  column="material.source_explain"),
            Field("replaced_by", "免提交方式", "Spared by", _PAPER, longest=40, standard=DEPLOYED,
                  hint="如“电子证照代替”。", hint_english="Such as an e-licence."),
            Field("held_as", "本市已有的数据", "Held by the city as", _PAPER, longest=60, standard=OWN),
            Field("filled_online", "由在线表单代替", "Replaced by the online form", _PAPER, Kind.YES_NO,
                  standard=OWN),
            Field("blank_form", "空白表格", "Blank form", _PAPER, Kind.LONG, longest=400,
                  column="material.form_guid"),
            Field("sample", "示例样表", "Filled sample", _PAPER, Kind.LONG, longest=400,
                  column="material.example_guid"),
            Field("fill_note", "填报须知", "How to fill it in", _PAPER, Kind.LONG, longest=4000,
                  column="material.fill_explain"),
            Field("accept_standard", "受理标准", "When it is accepted", _PAPER, Kind.LONG, longest=4000,
                  column="material.accept_stand"),
            Field("law", "要求提供的依据", "Basis", _PAPER, Kind.LONG, longest=8000,
                  column="material.by_law"),
            Field("note", "备注", "Note", _PAPER, Kind.LONG, longest=8000, column="material.remark"),
        ),
        column="up_task_general_material", levels=ANYWHERE,
    ),
)  # fmt: skip
