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


class FilterForm(forms.Form):
    """Filters as a form: it works without script and its address can be shared."""

    department = forms.ChoiceField(label=_("部门"), required=False)
    outcome = forms.ChoiceField(label=_("结果"), required=False)
    month = forms.ChoiceField(label=_("月份"), required=False)

    def __init__(
        self, data: Any, *, departments: Sequence[Department], months: Sequence[date], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.use_required_attribute = False
        grouped = [
            (hall, [(str(each.pk), each.name) for each in group])
            for hall, group in groupby(departments, key=lambda each: each.hall.name)
        ]
        self._choices("department", [("", _("全部部门")), *grouped])
        outcomes = [(value, _(label)) for value, label in PublishedDecision.Outcome.choices]
        self._choices("outcome", [("", _("全部结果")), *outcomes])
        self._choices(
            "month", [("", _("全部月份")), *((f"{each:%Y-%m}", f"{each:%Y-%m}") for each in months)]
        )

    def _choices(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def wanted(self) -> Wanted:
        """What is asked for; a filter that can't be understood filters nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        department, month = asked.get("department"), asked.get("month")
        return Wanted(
            department_id=int(department) if department else None,
            outcome=asked.get("outcome") or "",
            month=date.fromisoformat(f"{month}-01") if month else None,
        )
