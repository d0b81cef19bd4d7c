"""From facts to a sealed file in storage, and only then a row: what is registered is there."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hall.documents.actions import FinishedFile, register_document
from hall.documents.lifecycle import Kind
from hall.documents.ports import Seal, Sealed
from hall.documents.queries import document_by_dedupe, verify_url
from hall.documents.rules import codes
from hall.documents.rules.letters import facts, in_words
from hall.documents.tasks.typesetting import typeset
from hall.foundation.public import day_of, now, port
from hall.identity.public import Actor
from hall.standards import person_name


@dataclass(frozen=True)
class Order:
    """A paper as it was asked for."""

    kind: Kind
    number: str
    title: str
    template: str
    data: Mapping[str, Any]
    about: UUID
    issuer: str
    seal: str
    holder_name: str
    holder_kind: str
    dedupe: str

    @property
    def holder_shown(self) -> str:
        """The holder as the public page names it."""
        return self.holder_name if self.holder_kind == "legal" else person_name.mask(self.holder_name)


def issue_document(
    *,
    kind: str,
    number: str,
    title: str,
    data: Mapping[str, Any],
    about: UUID,
    issuer: str,
    holder_name: str,
    dedupe: str,
    actor: Actor,
    template: str = "",
    seal: str = "",
    holder_kind: str = "natural",
) -> UUID:
    """Set, seal, store and register one paper. The same `dedupe` gives the paper there is already.

    `kind` is one of `documents.lifecycle.Kind`; `template` the letter (the kind's own if empty); `data` what
    the letter needs (`documents.rules.letters.SHAPES`); `seal` the name on the seal (the issuer's if empty).
    `holder_name` is printed; the public page shows it masked unless `holder_kind` is "legal".
    Takes up to a second: call it from reactions and tasks, never inside a transaction.
    """
    known = document_by_dedupe(dedupe)
    if known is not None:
        return known
    names = (template or kind, data, about, issuer, seal or issuer, holder_name, holder_kind, dedupe)
    order, issued_at, code = Order(Kind(kind), number, title, *names), now(), codes.new_code()
    sealed = _make(order, issued_at, code)
    finished = _store(order, sealed, issued_at, code)
    standing = UUID(register_document(finished, actor=actor))
    if standing != finished.id:  # somebody was faster; theirs stands
        default_storage.delete(finished.storage_key)
    return standing


def _make(order: Order, issued_at: datetime, code: str) -> Sealed:
    stamp = port(Seal)
    letter = {
        "title": order.title,
        "number": order.number,
        "issuer": order.issuer,
        "seal": order.seal,
        "holder": order.holder_name,
        "city": settings.HALL_CITY,
        "issued_on": in_words(day_of(issued_at)),
        "verify_url": verify_url(code),
        "verify_code": codes.display(code),
        "is_demo": stamp.is_demo,
        "facts": facts(order.template, order.data),
    }
    pdf = typeset(order.template, letter, at=issued_at)
    return stamp.seal(pdf, owner=order.seal, reason=order.title)


def _store(order: Order, sealed: Sealed, issued_at: datetime, code: str) -> FinishedFile:
    paper_id = uuid.uuid4()
    name = f"documents/{day_of(issued_at):%Y/%m}/{paper_id}.pdf"
    return FinishedFile(
        id=paper_id,
        kind=order.kind,
        number=order.number,
        title=order.title,
        issuer=order.issuer,
        holder_shown=order.holder_shown,
        about=order.about,
        dedupe=order.dedupe,
        verify_code=code,
        issued_at=issued_at,
        storage_key=default_storage.save(name, ContentFile(sealed.content)),
        sha256=hashlib.sha256(sealed.content).hexdigest(),
        size=len(sealed.content),
        signer=sealed.signer,
        signature_level=sealed.level,
        is_demo=port(Seal).is_demo,
    )
