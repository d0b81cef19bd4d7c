"""Boxes for answers of several parts. All of them are plain inputs: script only makes them quicker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext

from hall.applications.http.widgets import DateParts
from hall.applications.queries.regions import children_of, steps_to
from hall.applications.queries.words import shown
from hall.applications.rules.asked import Field
from hall.applications.rules.composed import MOST_ROWS, part_of
from hall.standards.field_types import PARTS

Data = Mapping[str, Any]
_PLAIN = {"autocomplete": "off", "spellcheck": "false"}
_INPUTS: Mapping[str, Callable[[], forms.Widget]] = {
    "text": lambda: forms.TextInput(attrs=dict(_PLAIN)),
    "number": lambda: forms.TextInput(attrs=_PLAIN | {"inputmode": "decimal", "class": "num"}),
    "resident_id": lambda: forms.TextInput(attrs=_PLAIN | {"class": "num"}),
    "credit_code": lambda: forms.TextInput(attrs=_PLAIN | {"class": "num"}),
    "phone": lambda: forms.TextInput(attrs=_PLAIN | {"inputmode": "tel", "class": "num"}),
    "date": DateParts,
}


class WorkedOut(forms.Widget):
    """What follows from other answers: shown, never typed."""

    template_name = "applications/parts/worked_out.html"

    def __init__(self, asked: Field) -> None:
        super().__init__()
        self.asked = asked

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["shown"] = shown(self.asked, value)
        return context

    def value_from_datadict(self, data: Data, files: Any, name: str) -> Any:
        return data.get(name, "")

    def value_omitted_from_data(self, data: Data, files: Any, name: str) -> bool:
        return True


class Parts(forms.Widget):
    """A box a part, under one legend."""

    template_name = "applications/parts/composed.html"
    use_fieldset = True

    def __init__(self, asked: Field) -> None:
        super().__init__()
        self.asked = asked
        self.inputs = {
            key: (label, required, part_of(asked, key), _INPUTS.get(kind, _INPUTS["text"])())
            for key, (label, kind, required) in PARTS[asked.type].items()
        }

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        values = value if isinstance(value, Mapping) else {}
        marks = {"aria-invalid": "true"} if "aria-invalid" in own else {}
        context["widget"]["parts"] = [
            {
                "id": f"{own.get('id', name)}-{key}",
                "label": gettext(label),
                "optional": not required,
                "several": isinstance(box, DateParts),
                "html": box.render(
                    f"{name}-{key}",
                    values.get(key, ""),
                    {"id": f"{own.get('id', name)}-{key}", **box.attrs, **marks},
                ),
            }
            for key, (label, required, _, box) in self.inputs.items()
        ]
        context["widget"]["typed"] = "" if isinstance(value, Mapping) else value
        return context

    def value_from_datadict(self, data: Data, files: Any, name: str) -> Any:
        if isinstance(data.get(name), Mapping):
            return data[name]
        parts = {
            key: box.value_from_datadict(data, files, f"{name}-{key}")
            for key, (_, _, _, box) in self.inputs.items()
        }
        return {key: "" if part is None else part for key, part in parts.items()}

    def value_omitted_from_data(self, data: Data, files: Any, name: str) -> bool:
        return all(
            box.value_omitted_from_data(data, files, f"{name}-{key}")
            for key, (_, _, _, box) in self.inputs.items()
        )

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-{next(iter(self.inputs))}" if id_ else id_


class MapPoint(Parts):
    """Longitude and latitude; a phone that knows where it is may fill them in."""

    template_name = "applications/parts/map_point.html"


class Signature(Parts):
    """A typed name is a signature; where there is a pen or a finger, one may write it as well."""

    template_name = "applications/parts/signature.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        known = value if isinstance(value, Mapping) else {}
        context["widget"] |= {
            "name_part": context["widget"]["parts"][0],
            "strokes": known.get("strokes", ""),
            "at": str(known.get("at", ""))[:16].replace("T", " "),
            "by": known.get("by", ""),
        }
        return context


class AddressTree(forms.Widget):
    """From the province down as far as the list goes, then the street. Without script a button goes down."""

    template_name = "applications/parts/address_tree.html"
    use_fieldset = True

    def __init__(self, asked: Field) -> None:
        super().__init__()
        self.asked = asked

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        known = value if isinstance(value, Mapping) else {}
        code = str(known.get("division", ""))
        steps = steps_to(code)
        levels: list[dict[str, Any]] = [
            {"number": at, "chosen": step, "choices": children_of(steps[at - 1] if at else "")}
            for at, step in enumerate(steps)
        ]
        below = children_of(steps[-1] if steps else "")
        if below and len(levels) < 5:
            levels.append({"number": len(levels), "chosen": "", "choices": below})
        names = [gettext(each) for each in ("省", "市", "县（区）", "乡镇（街道）", "村（社区）")]
        for level in levels:
            level["label"] = names[level["number"]]
        context["widget"] |= {"levels": levels, "detail": known.get("detail", ""), "deeper": bool(below)}
        return context

    def value_from_datadict(self, data: Data, files: Any, name: str) -> Any:
        if isinstance(data.get(name), Mapping):
            return data[name]
        code = ""
        for at, end in enumerate((2, 4, 6, 9, 12)):
            step = str(data.get(f"{name}-{at}", ""))
            kin = (0, 2, 4, 6, 9)[at]
            if len(step) != 12 or not step.isdecimal() or step[:kin] != code[:kin] or set(step[end:]) - {"0"}:
                break
            code = step
        return {"division": code, "detail": str(data.get(f"{name}-detail", ""))}

    def value_omitted_from_data(self, data: Data, files: Any, name: str) -> bool:
        return f"{name}-detail" not in data and f"{name}-0" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0" if id_ else id_


class Rows(forms.Widget):
    """A table: one fieldset a row, so that a phone can show it, and always one empty row to go on with."""

    template_name = "applications/parts/rows.html"
    use_fieldset = True

    def __init__(self, asked: Field, cells: Sequence[tuple[Field, forms.Widget]]) -> None:
        super().__init__()
        self.asked, self.cells = asked, cells

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        blank = len(rows) < (self.asked.max_rows or MOST_ROWS)
        least = max(self.asked.min_rows - len(rows), 1) if blank else 0
        own = context["widget"]["attrs"].get("id", name)
        context["widget"] |= {
            "rows": [self._row(name, own, at, row) for at, row in enumerate([*rows, *[{}] * least])],
            "more": blank,
        }
        return context

    def _row(self, name: str, own: str, at: int, row: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "number": at + 1,
            "cells": [
                {
                    "id": f"{own}-{at}-{column.key}",
                    "label": column.label,
                    "unit": column.unit,
                    "is_tick": column.type == "checkbox" and not column.options,
                    "worked_out": column.formula is not None,
                    "html": box.render(
                        f"{name}-{at}-{column.key}",
                        row.get(column.key, ""),
                        {"id": f"{own}-{at}-{column.key}", **box.attrs},
                    ),
                }
                for column, box in self.cells
            ],
        }

    def value_from_datadict(self, data: Data, files: Any, name: str) -> Any:
        if isinstance(data.get(name), list):
            return data[name]
        sent = str(data.get(f"{name}-rows", ""))
        count = min(int(sent), MOST_ROWS + 1) if sent.isdecimal() and len(sent) < 6 else 0
        return [
            {
                column.key: box.value_from_datadict(data, files, f"{name}-{at}-{column.key}") or ""
                for column, box in self.cells
                if column.formula is None
            }
            for at in range(count)
        ]

    def value_omitted_from_data(self, data: Data, files: Any, name: str) -> bool:
        return f"{name}-rows" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0-{self.asked.columns[0].key}" if id_ and self.asked.columns else id_


class FileBox(forms.Widget):
    """Where a question asks for a file: the papers of the draft keep it."""

    template_name = "applications/parts/file_box.html"
    needs_multipart_form = True
    files: Sequence[Any] = ()

    def __init__(self, asked: Field) -> None:
        super().__init__()
        self.asked = asked

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"files": self.files, "field_name": f"files-form-{name}"}
        return context

    def value_from_datadict(self, data: Data, files: Any, name: str) -> Any:
        return ""

    def value_omitted_from_data(self, data: Data, files: Any, name: str) -> bool:
        return True


COMPOSED: Mapping[str, Callable[[Field], forms.Widget]] = {
    "person": Parts,
    "legal_person": Parts,
    "date_range": Parts,
    "map_point": MapPoint,
    "signature": Signature,
    "address_tree": AddressTree,
    "file": FileBox,
}
