"""What the city offers: items, the guides that tell how to get them, the forms that ask for them."""

from hall.catalogue.models.changes import VersionChange
from hall.catalogue.models.drafts import Draft
from hall.catalogue.models.finding import SearchEntry, SearchNote, SearchPlace, SearchTerm
from hall.catalogue.models.findings import LintFinding
from hall.catalogue.models.forms import FormDefinition, FormDraft, chain_of_form
from hall.catalogue.models.guides import Guide, GuideMaterial
from hall.catalogue.models.implementing import ImplementingItem, LoadedPart, LocalVersion, Office
from hall.catalogue.models.imports import GuideExport, GuideImport, ImportedGuide, ImportedPart
from hall.catalogue.models.items import Audience, LifeEvent, ServiceItem, Synonym, Topic
from hall.catalogue.models.links import CheckedLink
from hall.catalogue.models.situations import SituationDraft, SituationTable

__all__ = [
    "Audience",
    "CheckedLink",
    "Draft",
    "FormDefinition",
    "FormDraft",
    "Guide",
    "GuideExport",
    "GuideImport",
    "GuideMaterial",
    "ImplementingItem",
    "ImportedGuide",
    "ImportedPart",
    "LifeEvent",
    "LintFinding",
    "LoadedPart",
    "LocalVersion",
    "Office",
    "SearchEntry",
    "SearchNote",
    "SearchPlace",
    "SearchTerm",
    "ServiceItem",
    "SituationDraft",
    "SituationTable",
    "Synonym",
    "Topic",
    "VersionChange",
    "chain_of_form",
]
