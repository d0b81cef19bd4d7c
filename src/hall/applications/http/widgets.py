"""Boxes to answer in that Django doesn't have: a date in three parts, a place in two steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from hall.applications.queries.regions import towns_of_city, villages_of


class DateParts(forms.Widget):
    """Year, month and day to type in: quicker and surer than any calendar when the date is known."""

    template_name = "applications/parts/date.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = [*re.split(r"\D+", str(value or "")), "", "", ""][:3]
        keys = (("y", gettext("年"), 4), ("m", gettext("月"), 2), ("d", gettext("日"), 2))
        context["widget"]["parts"] = [
            {"name": f"{name}-{key}", "label": label, "size": size, "value": part}
            for (key, label, size), part in zip(keys, parts, strict=True)
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        if name in data:
            return str(data[name])
        parts = [str(data.get(f"{name}-{part}", "")).strip() for part in "ymd"]
        return "-".join(parts) if any(parts) else ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}-y" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-y" if id_ else id_


class Place(forms.Widget):
    """A township, then a village if one likes. Without script a button fetches the villages."""

    template_name = "applications/parts/place.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        code = str(value or "")
        town = f"{code[:9]}000" if len(code) == 12 else ""
        counties = towns_of_city()
        known = {each.code for county in counties for each in county.towns}
        context["widget"] |= {
            "counties": counties,
            "town": town,
            "foreign": code if code and town not in known else "",
            "village": code if code != town else "",
            "villages": villages_of(town) if town in known else [],
        }
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        town, village = str(data.get(name, "")), str(data.get(f"{name}-village", ""))
        return village if village and len(town) == 12 and village[:9] == town[:9] else town

    def id_for_label(self, id_: str) -> str:
        return id_
