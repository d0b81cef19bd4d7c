"""The door of documents: issue a paper, find it, hand it out, revoke it."""

from hall.documents.actions import revoke_document
from hall.documents.lifecycle import Kind
from hall.documents.queries import IssuedDocument, document, documents_about, open_document, pdf_response
from hall.documents.rules.letters import NOT_NEEDED, NOT_OURS, OTHER_GROUND
from hall.documents.rules.remedies import remedies
from hall.documents.rules.sheets import Choice, PaperForm, PaperRow, PaperSection
from hall.documents.tasks.forms import form_docx, form_pdf
from hall.documents.tasks.issuing import issue_document

__all__ = [
    "NOT_NEEDED",
    "NOT_OURS",
    "OTHER_GROUND",
    "Choice",
    "IssuedDocument",
    "Kind",
    "PaperForm",
    "PaperRow",
    "PaperSection",
    "document",
    "documents_about",
    "form_docx",
    "form_pdf",
    "issue_document",
    "open_document",
    "pdf_response",
    "remedies",
    "revoke_document",
]
