"""The way of a draft of a form or of situations: held, kept, offered, given back, inside a deed of its own.

Whoever edits doesn't publish; what has been offered isn't edited; an edit made on an older state is refused.
"""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import orjson
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hall.catalogue.models import Draft
from hall.foundation.public import Conflict, NotFound, now
from hall.identity.public import Actor

__all__ = ["account_of", "digest_of_definition", "give_back", "held", "keep", "must_be_seen", "offer"]

AnyDraft = TypeVar("AnyDraft", bound=Draft)
LONGEST_NOTE = 300


def held(drafts: QuerySet[AnyDraft], state: Draft.State) -> AnyDraft:
    """The draft, locked. Raises: NotFound when there is none, Conflict when it stands elsewhere."""
    draft = drafts.select_for_update().first()
    if draft is None:
        raise NotFound(_("没有正在修改的版本。"), remedy=_("请刷新页面看现在的状态，需要时重新开始修改。"))
    if draft.state != state:
        raise Conflict(
            _("这一版已经送去审核，不能再改。") if state == Draft.State.EDITING else _("这一版还在编辑。"),
            remedy=_("请刷新页面看现在的状态。"),
            code="wrong-state",
        )
    return draft


def must_be_seen(draft: Draft, seen: int) -> None:
    """Raises: Conflict when the draft has changed since version `seen`."""
    if draft.version != seen:
        raise Conflict(
            _("另一位管理员刚刚改过，您这一步没有保存。"),
            remedy=_("请看看现在的样子，再来一次。"),
            code="stale",
        )


def keep(draft: Draft, definition: dict[str, Any], *, seen: int, actor: Actor) -> int:
    """Keep a changed definition, faults and all. Returns: the new version. Raises: Conflict."""
    must_be_seen(draft, seen)
    draft.definition = definition
    draft.version += 1
    draft.editors = sorted({*draft.editors, account_of(actor)})
    draft.edited_by_id, draft.edited_at = account_of(actor), now()
    draft.save(update_fields=["definition", "version", "editors", "edited_by", "edited_at"])
    return draft.version


def offer(draft: Draft, note: str) -> None:
    """Hand it to other eyes."""
    draft.state, draft.note, draft.returned = Draft.State.OFFERED, note.strip()[:LONGEST_NOTE], ""
    draft.save(update_fields=["state", "note", "returned"])


def give_back(draft: Draft, reason: str) -> None:
    """Let it be edited again."""
    draft.state, draft.returned = Draft.State.EDITING, reason.strip()[:LONGEST_NOTE]
    draft.save(update_fields=["state", "returned"])


def digest_of_definition(definition: dict[str, Any]) -> str:
    """What tells two definitions apart."""
    return hashlib.sha256(orjson.dumps(definition, option=orjson.OPT_SORT_KEYS)).hexdigest()


def account_of(actor: Actor) -> int:
    if actor.account_id is None:
        raise ValueError("The system doesn't edit drafts.")
    return actor.account_id
