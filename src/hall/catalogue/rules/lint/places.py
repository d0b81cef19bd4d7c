"""Which field each rule is about, so that a finding is shown beside the field that it asks to mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["FIELD_OF_RULE"]

_RULES_OF: Final = {
    "name": "G001 G002 G003 G008 G009 G010 G011 G012",
    "catalog_code": "G004 G005 G006",
    "topics": "G007",
    "legal_limit": "G101 G104 G105 G106 G107 G109 G110 G113",
    "promise_limit": "G102 G103 G108 G111",
    "special_procedure": "G112",
    "special_procedures": "G912",
    "materials": "G201 G202 G203 G204 G205 G206 G207 G208 G209 G210 G211 G212 G213 G214 G215 G216 G217 G218"
    " G219 G221 G222 G223 G224 G225 G226 G402",
    "fee": "G301",
    "fee_basis": "G302",
    "fee_note": "G303",
    "fees": "G304",
    "flow": "G305 G601 G602 G603 G604 G605",
    "online": "G401",
    "online_url": "G411",
    "visits": "G701 G708 G709",
    "handle_form": "G702 G703 G704 G705",
    "online_depth": "G706 G707",
    "conditions": "G501 G502",
    "legal_basis": "G503 G504 G505 G506",
    "result": "G801 G802 G803 G804",
    "dept": "G901",
    "handler": "G902 G903",
    "phone": "G904",
    "windows": "G905 G913",
    "scope": "G906 G907",
    "levels": "G908",
    "serve_object": "G909 G910",
    "quantity_limit": "G911",
}
FIELD_OF_RULE: Final[Mapping[str, str]] = {
    rule: field for field, rules in _RULES_OF.items() for rule in rules.split()
}
