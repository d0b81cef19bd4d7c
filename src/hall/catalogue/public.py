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
from hall.catalogue.search.finding import Found, FoundItem, find, nearest
from hall.catalogue.search.query import Filters, Query


def search(q: str, filters: Filters | None = None, page: int = 1) -> Found:
    """One page of what `q` finds, with counts beside each filter; all items when `q` is empty (one query)."""
    return find(Query(q), filters or Filters(), page)


def search_nearest(q: str) -> tuple[FoundItem, ...]:
    """What sounds most like a `q` that found nothing (one query)."""
    return nearest(Query(q))


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
    "MaterialNeeded",
    "Section",
    "ServiceItem",
    "Topic",
    "filing_guide",
    "filing_guide_of",
    "item_title",
    "search",
    "search_nearest",
]
