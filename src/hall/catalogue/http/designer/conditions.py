"""Rows of conditions in a form of the designer: which answer, how, with what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from hall.catalogue.rules.building import COMPARISONS, Built, Row, condition_of, read_condition


class Conditional(forms.Form):
    """A form with rows of conditions: `group` is `show` or `require`."""

    use_required_attribute = False

    def build_condition(self, group: str, expression: Any, names: Mapping[str, tuple[str, str]]) -> None:
        """Add the rows of a condition, with an empty one to go on with."""
        built = read_condition(expression)
        if built is None:
            self.fields[f"{group}_clear"] = forms.BooleanField(
                label=_("清除这个条件，改用下面的方式设定"),
                help_text=json.dumps(expression, ensure_ascii=False),
                required=False,
            )
            built = Built("and", ())
        self.fields[f"{group}_join"] = forms.ChoiceField(
            label=_("几个条件之间"),
            choices=[("and", _("都要满足")), ("or", _("满足一个即可"))],
            initial=built.join,
            required=False,
        )
        choices = [("", "—"), *((name, label) for name, (label, _kind) in names.items())]
        for at, row in enumerate([*built.rows, Row("", "eq")]):
            number = {"number": at + 1}
            self.fields[f"{group}_{at}_name"] = forms.ChoiceField(
                label=_("条件 %(number)s：哪一项") % number, choices=choices, initial=row.name, required=False
            )
            self.fields[f"{group}_{at}_how"] = forms.ChoiceField(
                label=_("怎样"),
                choices=[(how, _(text)) for how, text in COMPARISONS.items()],
                initial=row.how,
                required=False,
            )
            self.fields[f"{group}_{at}_value"] = forms.CharField(
                label=_("什么"), initial=row.value, required=False, max_length=200
            )

    def rows_of(self, group: str) -> list[list[BoundField]]:
        """The boxes of a condition, a list a row."""
        return [
            [self[f"{group}_{at}_{part}"] for part in ("name", "how", "value")]
            for at in range(20)
            if f"{group}_{at}_name" in self.fields
        ]

    def condition(self, group: str, before: Any, names: Mapping[str, tuple[str, str]]) -> Any:
        """What was built; an expression of another shape stays until it is cleared."""
        told = self.cleaned_data
        if f"{group}_clear" in self.fields and not told[f"{group}_clear"]:
            return before
        rows = [
            Row(told[f"{group}_{at}_name"], told[f"{group}_{at}_how"] or "eq", told[f"{group}_{at}_value"])
            for at in range(20)
            if f"{group}_{at}_name" in self.fields
        ]
        kinds = {name: kind for name, (_label, kind) in names.items()}
        return condition_of(Built(told[f"{group}_join"] or "and", tuple(rows)), kinds)
