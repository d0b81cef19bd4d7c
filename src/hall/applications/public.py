"""The door of filing: what was filed, its files, and the few deeds that other rooms ask for."""

from __future__ import annotations

from hall.applications.actions.filing import conclude, conclude_application
from hall.applications.actions.supplements import open_supplement
from hall.applications.lifecycle import State
from hall.applications.models import Application
from hall.applications.ports import ScannerUnavailable
from hall.applications.queries import (
    FiledAnswer,
    FiledApplication,
    FiledFile,
    FiledMaterial,
    FiledSection,
    HeldPaper,
    application_for,
    filed,
    material_response,
    mine,
    open_material,
)
from hall.applications.rules.supplement import Wanted

__all__ = [
    "Application",
    "FiledAnswer",
    "FiledApplication",
    "FiledFile",
    "FiledMaterial",
    "FiledSection",
    "HeldPaper",
    "ScannerUnavailable",
    "State",
    "Wanted",
    "application_for",
    "conclude",
    "conclude_application",
    "filed",
    "material_response",
    "mine",
    "open_material",
    "open_supplement",
]
