"""Why somebody was or wasn't satisfied: ready-made remarks of the grade, and words of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hall.ratings.models import RatingTag
from hall.ratings.rules.grades import LONGEST_COMMENT, is_bad


class RateForm(forms.Form):
    grade = forms.IntegerField(widget=forms.HiddenInput)
    tags = forms.MultipleChoiceField(label=_("哪些方面"), required=False, widget=forms.CheckboxSelectMultiple)
    comment = forms.CharField(
        label=_("意见和建议"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_COMMENT}),
    )

    def __init__(self, data: Any, *, grade: int, tags: Sequence[RatingTag]) -> None:
        super().__init__(data, initial={"grade": grade})
        self.use_required_attribute = False
        english = get_language() == "en"
        offered = self.fields["tags"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = [(tag.code, tag.label_en if english else tag.label) for tag in tags]
        hint = _("最多 500 字，请不要写身份证号、电话等个人信息。")
        if is_bad(grade):
            hint = _(
                "请至少选一个标签或写下原因，大厅会回访整改。最多 500 字，请不要写身份证号、电话等个人信息。"
            )
        self.fields["comment"].help_text = hint
