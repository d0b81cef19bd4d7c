"""The door of the catalogue: items, guides as filing needs them, and search."""

from hall.catalogue.models import FormDefinition, Guide, GuideMaterial, ServiceItem, Topic
from hall.catalogue.queries.filing import (
    DepartmentRef,
    Field,
    FilingGuide,
    Form,
    MaterialNeeded,
    Section,
    filing_guide,
    filing_guide_of,
    item_title,
)

__all__ = [
    "DepartmentRef",
    "Field",
    "FilingGuide",
    "Form",
    "FormDefinition",
    "Guide",
    "GuideMaterial",
    "MaterialNeeded",
    "Section",
    "ServiceItem",
    "Topic",
    "filing_guide",
    "filing_guide_of",
    "item_title",
]
