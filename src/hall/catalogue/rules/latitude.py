"""Which way a place may move what the catalogue says. Every fact not named here is free where the registry
lets a place set it (rules/fields), and fixed where it doesn't.

What the law fixes is the same everywhere; what it leaves to the office may only be moved in the applicant's
favour:

- 行政许可法 第十六条: lower rules may make a condition of the law concrete, not add one;
- 行政许可法 第三十一条 and 优化营商环境条例 第三十四条: no paper and no step without a basis in law;
- 行政许可法 第五十八条: no fee but by law or administrative regulation;
- 行政许可法 第四十二条 and 优化营商环境条例 第三十六条: within the legal limit; a promise may be shorter;
- 四级四同: name, code, basis and type of one item are the same from the nation to the county.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from hall.catalogue.rules.fields.field import Field, Level, Table
from hall.catalogue.rules.fields.registry import FIELDS

__all__ = ["FIELD_OF_FACT", "FROM_WORST_TO_BEST", "Latitude", "latitude_of"]


class Latitude(StrEnum):
    """How far a place may go."""

    FIXED = "fixed"
    FREE = "free"
    SHORTER = "shorter"
    FEWER = "fewer"
    BETTER = "better"
    MORE = "more"
    NAMED_WITHIN = "named_within"
    LESS_TO_BRING = "less_to_bring"


_L = Latitude
_NAMED: Final[Mapping[str, Latitude]] = MappingProxyType(
    {
        "name": _L.NAMED_WITHIN,
        "type": _L.FIXED,
        "code": _L.FIXED,
        "yw_code": _L.FIXED,
        "implementation_code": _L.FIXED,
        "serve_object": _L.FIXED,
        "topics": _L.FIXED,
        "reviews": _L.FIXED,
        "lead_dept": _L.FIXED,
        "cooperate": _L.FIXED,
        "area": _L.FIXED,
        "before_after": _L.FIXED,
        "legal_basis": _L.MORE,
        "legal_limit": _L.FIXED,
        "law_limit": _L.FIXED,
        "promise_limit": _L.SHORTER,
        "conditions": _L.FIXED,
        "quantity_limit": _L.FIXED,
        "special_procedure": _L.FIXED,
        "special_procedures": _L.FIXED,
        "project_type": _L.BETTER,
        "materials": _L.LESS_TO_BRING,
        "fee": _L.BETTER,
        "fee_basis": _L.FIXED,
        "fees": _L.FIXED,
        "visits": _L.FEWER,
        "online": _L.BETTER,
        "online_depth": _L.BETTER,
        "handle_form": _L.MORE,
        "scope": _L.BETTER,
        "terminals": _L.BETTER,
        "express": _L.BETTER,
        "express_materials": _L.BETTER,
        "express_result": _L.BETTER,
        "pay_online": _L.BETTER,
        "appointment": _L.BETTER,
        "entry_center": _L.BETTER,
        "intermediary": _L.BETTER,
        "intermediary_service": _L.FIXED,
        "result": _L.FIXED,
        "result_type": _L.FIXED,
        "licence_type": _L.FIXED,
        "result_delivery": _L.MORE,
        "rights": _L.FIXED,
        "duties": _L.FIXED,
    }
)

_NO_YES: Final = ("否", "是")
_OWN_ORDER: Final = {
    "project_type": ("其他", "承诺件", "即办件"),
    "fee": ("是", "否"),
    "intermediary": ("是", "否"),
    "online_depth": ("一级标准", "二级标准", "三级标准", "四级标准"),
    "scope": ("不可通办", "全县", "全市", "全省", "跨省", "全国"),
}
#: The words of what may be bettered, from the worst for an applicant on.
FROM_WORST_TO_BEST: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {key: _NO_YES for key, latitude in _NAMED.items() if latitude is _L.BETTER} | _OWN_ORDER
)

#: The field that a fact's value stands in; of a limit, the one with its days.
FIELD_OF_FACT: Final[Mapping[str, Field | Table]] = MappingProxyType(
    {field.fact_key: field for field in reversed(FIELDS)}
)


def latitude_of(key: str) -> Latitude | None:
    """How far a place may go with this fact; None when there is no such fact."""
    if key in _NAMED:
        return _NAMED[key]
    field = FIELD_OF_FACT.get(key)
    if field is None:
        return None
    return _L.FREE if field.levels - {Level.BASIC} else _L.FIXED
