"""Reads of filing: drafts, what was filed, files to open. Typed rows, few queries."""

from hall.applications.queries.drafts import (
    Sheet,
    application_for,
    mine,
    open_draft,
    open_drafts,
    papers_of,
    sheet,
)
from hall.applications.queries.filed import (
    FiledAnswer,
    FiledApplication,
    FiledFile,
    FiledMaterial,
    FiledSection,
    HeldPaper,
    filed,
    paper_of,
)
from hall.applications.queries.files import material_response, open_material
from hall.applications.queries.words import said, shown

__all__ = [
    "FiledAnswer",
    "FiledApplication",
    "FiledFile",
    "FiledMaterial",
    "FiledSection",
    "HeldPaper",
    "Sheet",
    "application_for",
    "filed",
    "material_response",
    "mine",
    "open_draft",
    "open_drafts",
    "open_material",
    "paper_of",
    "papers_of",
    "said",
    "sheet",
    "shown",
]
