"""The door of the catalogue: items, guides as filing needs them, and search."""

from hall.catalogue.models import FormDefinition, Guide, GuideMaterial, ServiceItem, Topic
from hall.catalogue.policies import may_see_forms
from hall.catalogue.queries.describing import linked_services
from hall.catalogue.queries.filing import (
    DepartmentRef,
    Field,
    FilingGuide,
    Form,
    MaterialNeeded,
    Section,
    filing_guide,
    filing_guide_of,
    form_of,
    item_title,
    standing_edition,
)
from hall.catalogue.queries.forms import form_in_the_making, form_version
from hall.catalogue.queries.links import unchecked_links
from hall.catalogue.queries.linting import ToLint, guides_to_lint
from hall.catalogue.queries.quality import lint_functions
from hall.catalogue.queries.situations import Asking, asking, given_in, in_address
from hall.catalogue.rules.linked.shapes import as_turtle as linked_shapes
from hall.catalogue.rules.linked.terms import CONTEXT as LINKED_CONTEXT
from hall.catalogue.rules.lint.rule import Flaw, Rule
from hall.catalogue.rules.lint.table import RULES
from hall.catalogue.rules.situations.combinations import in_words, next_question
from hall.catalogue.rules.situations.outcome import Need, Outcome
from hall.catalogue.rules.situations.table import Question
from hall.catalogue.search.finding import Filters, Found, FoundItem, How, search, suggest
from hall.catalogue.search.indexing import index_places
from hall.catalogue.search.judging import Judged, judge, labelled
from hall.catalogue.search.placing import region_places
from hall.catalogue.search.question import asked_lexemes

__all__ = [
    "LINKED_CONTEXT",
    "RULES",
    "Asking",
    "DepartmentRef",
    "Field",
    "FilingGuide",
    "Filters",
    "Flaw",
    "Form",
    "FormDefinition",
    "Found",
    "FoundItem",
    "Guide",
    "GuideMaterial",
    "How",
    "Judged",
    "MaterialNeeded",
    "Need",
    "Outcome",
    "Question",
    "Rule",
    "Section",
    "ServiceItem",
    "ToLint",
    "Topic",
    "asked_lexemes",
    "asking",
    "filing_guide",
    "filing_guide_of",
    "form_in_the_making",
    "form_of",
    "form_version",
    "given_in",
    "guides_to_lint",
    "in_address",
    "in_words",
    "index_places",
    "item_title",
    "judge",
    "labelled",
    "linked_services",
    "linked_shapes",
    "lint_functions",
    "may_see_forms",
    "next_question",
    "region_places",
    "search",
    "standing_edition",
    "suggest",
    "unchecked_links",
]
