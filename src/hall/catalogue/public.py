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
from hall.catalogue.search.finding import Filters, Found, FoundItem, How, search, suggest
from hall.catalogue.search.judging import Judged, judge, labelled

__all__ = [
    "DepartmentRef",
    "Field",
    "FilingGuide",
    "Filters",
    "Form",
    "FormDefinition",
    "Found",
    "FoundItem",
    "Guide",
    "GuideMaterial",
    "How",
    "Judged",
    "MaterialNeeded",
    "Section",
    "ServiceItem",
    "Topic",
    "filing_guide",
    "filing_guide_of",
    "item_title",
    "judge",
    "labelled",
    "search",
    "suggest",
]
