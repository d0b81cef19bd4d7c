"""Reads of issued papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.translation import gettext as _

from hall.documents.lifecycle import State
from hall.documents.models import Document
from hall.foundation.public import NotFound


@dataclass(frozen=True)
class IssuedDocument:
    """An issued paper, as other rooms and pages see it."""

    id: UUID
    kind: str
    number: str
    title: str
    issuer: str
    holder_shown: str
    about: UUID
    issued_at: datetime
    state: str
    revoked_at: datetime | None
    revocation_reason: str
    sha256: str
    size: int
    verify_code: str
    signer: str
    signature_level: str
    is_demo: bool

    @property
    def url(self) -> str:
        """Where anyone can check this paper."""
        return verify_url(self.verify_code)

    @property
    def is_valid(self) -> bool:
        return self.state == State.VALID


def verify_url(code: str) -> str:
    """The full address of a paper's public page, as printed in its QR code."""
    return f"{settings.HALL_BASE_URL.rstrip('/')}/verify/{code}/"


def document(document_id: UUID) -> IssuedDocument:
    """The paper with this id. Raises: NotFound."""
    found = Document.objects.filter(pk=document_id).first()
    if found is None:
        raise NotFound(_("没有这份文书。"), remedy=_("请核对网址，或回到办件页面重新打开。"))
    return issued(found)


def documents_about(about: UUID) -> list[IssuedDocument]:
    """All papers about one thing (a case, an application), oldest first (one query)."""
    return [issued(row) for row in Document.objects.filter(about=about).order_by("issued_at", "id")]


def document_by_dedupe(dedupe: str) -> UUID | None:
    return Document.objects.filter(dedupe=dedupe).values_list("pk", flat=True).first()


def document_by_code(code: str) -> IssuedDocument | None:
    found = Document.objects.filter(verify_code=code).first()
    return issued(found) if found else None


def open_document(document_id: UUID) -> IO[bytes]:
    """The file of a paper, open for reading. The caller has checked that its actor may see it."""
    key = Document.objects.filter(pk=document_id).values_list("storage_key", flat=True).first()
    if key is None:
        raise NotFound(_("没有这份文书。"), remedy=_("请核对网址，或回到办件页面重新打开。"))
    stream: IO[bytes] = default_storage.open(key, "rb")
    return stream


def pdf_response(document_id: UUID, *, download: bool = False) -> FileResponse:
    """The paper as a PDF answer, never cached by anyone between. The caller has checked permission."""
    paper = document(document_id)
    return FileResponse(
        open_document(document_id),
        as_attachment=download,
        filename=f"{paper.title}-{paper.number}.pdf",
        content_type="application/pdf",
        headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"},
    )


def issued(row: Document) -> IssuedDocument:
    return IssuedDocument(
        **{name: getattr(row, name) for name in IssuedDocument.__dataclass_fields__ if name != "id"},
        id=row.pk,
    )
