"""Answers and faults in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from hall.applications.rules.answers import is_empty
from hall.applications.rules.asked import Field
from hall.applications.rules.faults import Fault
from hall.places.public import region_name


def shown(field: Field, value: Any) -> str:
    """An answer as people read it: labels of options, names of places, units, several choices joined."""
    if is_empty(value):
        return ""
    labels = dict(field.options)
    if isinstance(value, list):
        return "、".join(labels.get(str(each), str(each)) for each in value)
    if value is True:
        return "是"
    if field.type == "division":
        return region_name(str(value)) or str(value)
    text = labels.get(str(value), str(value))
    return f"{text} {field.unit}" if field.unit else text


def said(fault: Fault) -> str:
    """The sentence of a fault in the reader's language, with its parts filled in."""
    text = gettext(fault.message)
    return text % fault.parts if fault.parts else text
