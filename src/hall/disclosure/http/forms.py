"""What one may look for among published decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.disclosure.models import PublishedDecision
from hall.disclosure.queries import Wanted
from hall.places.public import Department

#: The choice that filters nothing.
ALL = "all"


class FilterForm(forms.Form):
    """Filters as a form: it works without script and its address can be shared."""

    department = forms.ChoiceField(label=_("部门"))
    outcome = forms.ChoiceField(label=_("结果"))
    month = forms.ChoiceField(label=_("月份"))

    def __init__(
        self, data: Any, *, departments: Sequence[Department], months: Sequence[date], **more: Any
    ) -> None:
        super().__init__({name: data.get(name) or ALL for name in self.base_fields}, **more)
        self.use_required_attribute = False
        grouped = [
            (hall, [(str(each.pk), each.name) for each in group])
            for hall, group in groupby(departments, key=lambda each: each.hall.name)
        ]
        self._choices("department", [(ALL, _("全部部门")), *grouped])
        outcomes = [(value, _(label)) for value, label in PublishedDecision.Outcome.choices]
        self._choices("outcome", [(ALL, _("全部结果")), *outcomes])
        self._choices(
            "month", [(ALL, _("全部月份")), *((f"{each:%Y-%m}", f"{each:%Y-%m}") for each in months)]
        )

    def _choices(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def wanted(self) -> Wanted:
        """What is asked for; a filter that can't be understood filters nothing."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value != ALL}
        return Wanted(
            department_id=int(asked["department"]) if "department" in asked else None,
            outcome=asked.get("outcome", ""),
            month=date.fromisoformat(f"{asked['month']}-01") if "month" in asked else None,
        )
