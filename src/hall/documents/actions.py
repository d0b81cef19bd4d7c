"""Deeds of the documents room: a finished file is registered; a paper is revoked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hall.documents.events import DocumentIssued, DocumentRevoked
from hall.documents.lifecycle import Move, State, after
from hall.documents.models import Document
from hall.documents.policies import Permission, may
from hall.foundation.public import Conflict, Invalid, NotFound, Refused, action, now, record
from hall.identity.public import Actor


@dataclass(frozen=True)
class FinishedFile:
    """A sealed file that lies in storage and waits for its row."""

    id: UUID
    kind: str
    number: str
    title: str
    issuer: str
    holder_shown: str
    about: UUID
    dedupe: str
    verify_code: str
    issued_at: datetime
    storage_key: str
    sha256: str
    size: int
    signer: str
    signature_level: str
    is_demo: bool


@action("documents.document.register")
def register_document(finished: FinishedFile, *, actor: Actor) -> str:
    """Register a finished file; when another was registered under the same `dedupe`, that one stands.

    Returns: the id of the paper that stands.
    """
    values = asdict(finished)
    dedupe = values.pop("dedupe")
    paper, made = Document.objects.get_or_create(dedupe=dedupe, defaults=values)
    if made:
        record(
            chain=finished.about,
            actor=actor,
            action="documents.document.register",
            event=DocumentIssued(paper.pk, paper.kind, paper.number, paper.about, paper.sha256),
        )
    return str(paper.pk)


@action("documents.document.revoke")
def revoke_document(*, document_id: UUID, reason: str, actor: Actor) -> None:
    """Declare a paper no longer valid, with the reason that the verification page will show."""
    if not may(actor, Permission.REVOKE):
        raise Refused(_("您没有撤销文书的权限。"), remedy=_("请联系作出决定的部门。"))
    if not reason.strip():
        raise Invalid(_("请写明撤销原因。"), errors={"reason": _("撤销原因会在核验页面公示，不能为空。")})
    paper = Document.objects.select_for_update().filter(pk=document_id).first()
    if paper is None:
        raise NotFound(_("没有这份文书。"))
    new = after(State(paper.state), Move.REVOKE)
    if new is None:
        raise Conflict(_("这份文书已经撤销。"), remedy=_("无需再次操作。"), code="revoked")
    paper.state, paper.revoked_at, paper.revocation_reason = new, now(), reason.strip()
    paper.save(update_fields=["state", "revoked_at", "revocation_reason"])
    record(
        chain=paper.about,
        actor=actor,
        action="documents.document.revoke",
        event=DocumentRevoked(paper.pk, paper.kind, paper.number, paper.about, paper.revocation_reason),
    )
