"""Faults of the law in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from hall.applications.rules.faults import Fault


def said(fault: Fault) -> str:
    """The sentence of a fault, translated, with its parts filled in."""
    text = gettext(fault.message)
    return text % fault.parts if fault.parts else text
