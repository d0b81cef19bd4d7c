"""Take in a file of guides: keep it, write what it changes into drafts once that is confirmed, or let it be.

Reading it (`import_reading`) changes nothing in the catalogue. With a single flaw nothing can be applied;
what is applied becomes drafts, which go the way of every draft.
"""

from __future__ import annotations

from itertools import islice
from pathlib import PurePath
from typing import IO
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from hall.catalogue.actions.contents import put_content, standing_locked
from hall.catalogue.actions.progress import Tell, hold, silent
from hall.catalogue.models import GuideImport
from hall.catalogue.policies import Permission, require_reach
from hall.catalogue.queries.contents import AT_A_TIME
from hall.catalogue.rules.fields.changes import merged
from hall.foundation.public import Conflict, Doer, Invalid, NotFound, action, now, record
from hall.identity.public import Account, Actor

__all__ = [
    "MOST_BYTES",
    "apply_import",
    "ask_to_apply",
    "discard_import",
    "import_of",
    "note_stopped",
    "read_again",
    "receive_import",
]

MOST_BYTES = 60_000_000
FOLDER = "imports"
STATES = GuideImport.State


@action("catalogue.import.receive")
def receive_import(*, filename: str, file: IO[bytes], size: int, actor: Actor) -> str:
    """Keep an uploaded file. Returns: the import's id. Raises: Refused, Invalid."""
    require_reach(actor, Permission.EDIT)
    kind = PurePath(filename).suffix.lower()
    if kind not in {".xlsx", ".json"}:
        raise Invalid(
            _("只能导入 XLSX 或 JSON 文件。"),
            remedy=_("在 Excel 或 WPS 里另存为“Excel 工作簿（.xlsx）”，再上传。"),
            errors={"file": _("不是 XLSX 或 JSON 文件。")},
        )
    if not 0 < size <= MOST_BYTES:
        raise Invalid(
            _("文件是空的，或者太大。"),
            remedy=_("最大 60 MB。事项很多时，按部门分成几个文件。"),
            errors={"file": _("文件是空的，或者太大。")},
        )
    account = Account.objects.get(pk=actor.account_id or 0)
    taken = GuideImport(account=account, filename=filename[-200:], size=size, uploaded_at=now())
    taken.stored_as = default_storage.save(f"{FOLDER}/{taken.pk}{kind}", File(file))
    taken.save()
    summary = {"file": taken.filename, "size": size}
    record(chain=taken.pk, actor=actor, action="catalogue.import.receive", summary=summary)
    return str(taken.pk)


def import_of(import_id: UUID, actor: Actor) -> GuideImport:
    """The actor's own import. Raises: NotFound."""
    found = GuideImport.objects.filter(pk=import_id, account=actor.account_id).first()
    if found is None:
        raise NotFound(_("没有这次导入。"), remedy=_("请从导入页重新上传。"))
    return found


@action("catalogue.import.ask_to_apply")
def ask_to_apply(import_id: UUID, *, actor: Actor) -> int:
    """Confirm a read file; the worker writes it. Returns: how many guides it changes.

    Raises: Refused, NotFound, Conflict when it can't be applied.
    """
    require_reach(actor, Permission.EDIT)
    taken = _held(import_id, actor)
    if taken.state != STATES.READ:
        raise _not_now()
    taken.state, taken.stopped, taken.done = STATES.APPLYING, "", 0
    taken.total = taken.guides.exclude(changes=[]).count()
    taken.stage = GuideImport.Stage.APPLYING
    taken.save(update_fields=["state", "stopped", "done", "total", "stage"])
    return taken.total


@action("catalogue.import.apply")
def apply_import(import_id: UUID, *, actor: Actor, tell: Tell = silent) -> int:
    """Write everything that a read file changes into drafts, or nothing. Returns: how many drafts.

    Raises: Refused, NotFound, Conflict when a guide was edited since, Invalid.
    """
    taken = _held(import_id, actor)
    if taken.state not in (STATES.READ, STATES.APPLYING):
        raise _not_now()
    count, total = 0, taken.guides.exclude(changes=[]).count()
    rows = taken.guides.exclude(changes=[]).select_related("item").order_by("item_id").iterator(AT_A_TIME)
    while batch := list(islice(rows, AT_A_TIME)):
        stands = standing_locked(row.item.code for row in batch)
        for row in batch:
            require_reach(actor, Permission.EDIT, row.item.function)
            known = stands[row.item.code]
            put_content(
                known, merged(known.content, row.content, row.told), seen=row.base_digest, actor=actor
            )
            count += 1
            tell(GuideImport.Stage.APPLYING, count, total)
    taken.state, taken.applied_at, taken.stage, taken.stopped = STATES.APPLIED, now(), "", ""
    taken.done = taken.total = count
    taken.save(update_fields=["state", "applied_at", "stage", "stopped", "done", "total"])
    taken.guides.all().delete()
    record(chain=taken.pk, actor=actor, action="catalogue.import.apply", summary={"drafts": count})
    return count


@action("catalogue.import.stop")
def note_stopped(import_id: UUID, why: str, *, actor: Doer) -> None:
    """The worker couldn't do it: what was read may be applied again, what couldn't be read has failed."""
    taken = GuideImport.objects.select_for_update().get(pk=import_id)
    if taken.state not in (STATES.WAITING, STATES.APPLYING):
        return
    taken.state = STATES.FAILED if taken.state == STATES.WAITING else STATES.READ
    taken.stopped, taken.stage = why, ""
    taken.save(update_fields=["state", "stopped", "stage"])
    record(chain=taken.pk, actor=actor, action="catalogue.import.stop", summary={"why": why})


@action("catalogue.import.again")
def read_again(import_id: UUID, *, actor: Actor) -> None:
    """Let a file that couldn't be read wait for the worker once more. Raises: NotFound, Conflict."""
    taken = _held(import_id, actor)
    if taken.state != STATES.FAILED:
        raise Conflict(_("这个文件不用再读。"), remedy=_("请刷新页面看现在的状态。"))
    taken.state, taken.stopped, taken.done, taken.total = STATES.WAITING, "", 0, 0
    taken.save(update_fields=["state", "stopped", "done", "total"])


def _held(import_id: UUID, actor: Actor) -> GuideImport:
    hold(import_id)
    return import_of(import_id, actor)


def _not_now() -> Conflict:
    return Conflict(_("这次导入不能再写入。"), remedy=_("请重新上传文件。"))


@action("catalogue.import.discard")
def discard_import(import_id: UUID, *, actor: Actor) -> None:
    """Throw a file away that isn't applied yet. Raises: NotFound, Conflict."""
    taken = _held(import_id, actor)
    if taken.state == STATES.APPLIED:
        raise Conflict(_("这次导入已经写入草稿。"), remedy=_("要撤销的，请逐个丢弃草稿。"))
    taken.state = STATES.DISCARDED
    taken.save(update_fields=["state"])
    taken.guides.all().delete()
    default_storage.delete(taken.stored_as)
    record(chain=taken.pk, actor=actor, action="catalogue.import.discard", summary={})
