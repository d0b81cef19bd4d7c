"""From facts to a sealed file in storage, and only then a row: what is registered is there."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from hall.documents.actions import FinishedFile, register_document
from hall.documents.lifecycle import Kind
from hall.documents.ports import Seal
from hall.documents.queries import document_by_dedupe, verify_url
from hall.documents.rules import codes
from hall.documents.rules.letters import facts, in_words
from hall.documents.tasks.typesetting import typeset
from hall.foundation.public import now, port
from hall.identity.public import Actor
from hall.standards import person_name


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
    `holder_name` is printed; the public page shows it masked for natural persons.
    Takes up to a second: call it from reactions and tasks, never inside a transaction.
    """
    if (known := document_by_dedupe(dedupe)) is not None:
        return known
    stamp, issued_at, code = port(Seal), now(), codes.new_code()
    letter = {
        "title": title,
        "number": number,
        "issuer": issuer,
        "seal": seal or issuer,
        "holder": holder_name,
        "city": settings.HALL_CITY,
        "issued_on": in_words(timezone.localdate(issued_at)),
        "verify_url": verify_url(code),
        "verify_code": codes.display(code),
        "is_demo": stamp.is_demo,
        "facts": facts(template or kind, data),
    }
    pdf = typeset(template or kind, letter, at=issued_at)
    sealed = stamp.seal(pdf, owner=seal or issuer, reason=title)
    paper_id = uuid.uuid4()
    key = default_storage.save(f"documents/{issued_at:%Y/%m}/{paper_id}.pdf", ContentFile(sealed.content))
    finished = FinishedFile(
        id=paper_id,
        kind=Kind(kind),
        number=number,
        title=title,
        issuer=issuer,
        holder_shown=person_name.mask(holder_name) if holder_kind == "natural" else holder_name,
        about=about,
        dedupe=dedupe,
        verify_code=code,
        issued_at=issued_at,
        storage_key=key,
        sha256=hashlib.sha256(sealed.content).hexdigest(),
        size=len(sealed.content),
        signer=sealed.signer,
        signature_level=sealed.level,
        is_demo=stamp.is_demo,
    )
    standing = UUID(register_document(finished, actor=actor))
    if standing != paper_id:
        default_storage.delete(key)
    return standing
