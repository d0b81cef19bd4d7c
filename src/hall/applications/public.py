"""The door of filing: what was filed, for the rooms that handle it."""

from __future__ import annotations

from hall.applications.lifecycle import State
from hall.applications.models import Application
from hall.applications.queries import (
    FiledAnswer,
    FiledApplication,
    FiledFile,
    FiledMaterial,
    FiledSection,
    HeldPaper,
    filed,
)

__all__ = [
    "Application",
    "FiledAnswer",
    "FiledApplication",
    "FiledFile",
    "FiledMaterial",
    "FiledSection",
    "HeldPaper",
    "State",
    "filed",
]
