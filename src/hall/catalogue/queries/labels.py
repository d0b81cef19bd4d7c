"""What pages call the facts of a guide, and the words that sources write in them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hall.catalogue.rules.latitude import FIELD_OF_FACT

__all__ = ["LABELS", "UNITS", "label_of"]

LABELS = {
    "name": _("事项名称"),
    "type": _("事项类型"),
    "code": _("事项编码"),
    "catalog_code": _("基本编码"),
    "yw_code": _("业务办理项编码"),
    "department": _("办理部门"),
    "dept": _("主管部门"),
    "handler": _("实施主体"),
    "lead_dept": _("牵头部门"),
    "cooperate": _("配合部门"),
    "area": _("适用地区"),
    "topics": _("主题"),
    "serve_object": _("服务对象"),
    "levels": _("行使层级"),
    "legal_limit": _("法定办结时限"),
    "law_limit": _("法律规定的时限"),
    "promise_limit": _("承诺办结时限"),
    "visits": _("到现场次数"),
    "online_depth": _("网办深度"),
    "online": _("是否网办"),
    "handle_form": _("办理形式"),
    "scope": _("通办范围"),
    "fee": _("收费"),
    "quantity_limit": _("数量限制"),
    "special_procedure": _("特别程序"),
    "result": _("办理结果"),
    "conditions": _("申请条件"),
    "legal_basis": _("办理依据"),
    "flow": _("办理步骤"),
    "before_after": _("合并前后"),
    "reviews": _("审查部门"),
}
UNITS = {"工作日": _("个工作日"), "日": _("日"), "月": _("个月")}


def label_of(key: str) -> Any:
    """What a page calls a fact: in our own words, or as the registry of fields does."""
    if key in LABELS:
        return LABELS[key]
    field = FIELD_OF_FACT.get(key)
    if field is None:
        return key
    return field.title if (get_language() or "zh").startswith("zh") else field.english
