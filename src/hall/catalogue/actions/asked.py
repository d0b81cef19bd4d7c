"""What somebody says beside a deed: why, and from which day on."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from hall.foundation.public import Invalid, today

__all__ = ["LONGEST_REASON", "first_day", "given_reason"]

LONGEST_REASON = 300


def given_reason(said: str) -> str:
    """The reason as it is kept. Raises: Invalid when there is none, or too long a one."""
    reason = said.strip()
    if not 2 <= len(reason) <= LONGEST_REASON:
        raise Invalid(
            _("请写明原因（2 至 300 字）。"),
            remedy=_("原因会留在版本历史里，编辑的人看得到。"),
            errors={"reason": _("请写明原因（2 至 300 字）。")},
        )
    return reason


def first_day(said: str) -> date:
    """The day from which a version holds, today when none is named. Raises: Invalid when it has passed."""
    try:
        day = date.fromisoformat(said) if said else today()
    except ValueError:
        day = date.min
    if day < today():
        raise Invalid(
            _("生效日期不对，或者已经过去。"),
            remedy=_("请填今天或以后的日期，如 2026-03-01。"),
            errors={"begins": _("生效日期不对，或者已经过去。")},
        )
    return day
