"""Reads of the documents room."""

from hall.documents.queries.checking import Finding, finding_of, standing_of
from hall.documents.queries.papers import (
    IssuedDocument,
    document,
    document_by_code,
    document_by_dedupe,
    documents_about,
    open_document,
    pdf_response,
    verify_url,
)

__all__ = [
    "Finding",
    "IssuedDocument",
    "document",
    "document_by_code",
    "document_by_dedupe",
    "documents_about",
    "finding_of",
    "open_document",
    "pdf_response",
    "standing_of",
    "verify_url",
]
