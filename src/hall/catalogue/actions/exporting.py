"""Ask for a workbook of a list of items, keep it for some days, and forget it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import IO, Final
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import gettext as _

from hall.catalogue.models import GuideExport, GuideImport
from hall.catalogue.policies import Permission, require_reach
from hall.foundation.public import Doer, NotFound, action, now, record
from hall.identity.public import Account, Actor

__all__ = ["ask_for_export", "export_of", "forget_old_files", "keep_export", "note_not_made"]

KEPT_FOR: Final = timedelta(days=7)
#: A read file that nobody has confirmed is let be after as long.
IMPORTS_WAIT: Final = timedelta(days=30)
FOLDER: Final = "exports"


@action("catalogue.export.ask")
def ask_for_export(sought: Mapping[str, str], *, count: int, actor: Actor) -> str:
    """Begin a workbook of the items that `sought` narrows the list to. Who asks twice gets the same one.

    Returns: its id. Raises: Refused.
    """
    require_reach(actor, Permission.SEE)
    account = Account.objects.select_for_update().get(pk=actor.account_id or 0)
    waiting = GuideExport.objects.filter(
        account=account, sought=dict(sought), state=GuideExport.State.WAITING
    ).first()
    if waiting:
        return str(waiting.pk)
    made = GuideExport.objects.create(
        account=account,
        sought=dict(sought),
        stage=GuideExport.Stage.MAKING,
        total=count,
        asked_at=now(),
        kept_until=now() + KEPT_FOR,
    )
    record(chain=made.pk, actor=actor, action="catalogue.export.ask", summary={"items": count})
    return str(made.pk)


def export_of(export_id: UUID, actor: Actor) -> GuideExport:
    """The actor's own workbook, while it is kept. Raises: NotFound."""
    found = GuideExport.objects.filter(pk=export_id, account=actor.account_id, kept_until__gt=now()).first()
    if found is None:
        raise NotFound(_("没有这份导出，或者已经过期删除。"), remedy=_("请从事项列表重新导出。"))
    return found


@action("catalogue.export.keep")
def keep_export(export_id: UUID, *, file: IO[bytes], size: int, count: int, actor: Doer) -> None:
    """Keep a workbook that is written whole. A second one of the same takes the place of the first."""
    made = GuideExport.objects.select_for_update().get(pk=export_id)
    name = f"{FOLDER}/{made.pk}.xlsx"
    default_storage.delete(name)
    made.stored_as = default_storage.save(name, File(file))
    made.state, made.ready_at, made.stage, made.stopped = GuideExport.State.READY, now(), "", ""
    made.size, made.done, made.total = size, count, count
    made.kept_until = now() + KEPT_FOR
    made.save()
    record(chain=made.pk, actor=actor, action="catalogue.export.keep", summary={"items": count, "size": size})


@action("catalogue.export.stop")
def note_not_made(export_id: UUID, why: str, *, actor: Doer) -> None:
    """The worker couldn't make it."""
    GuideExport.objects.filter(pk=export_id, state=GuideExport.State.WAITING).update(
        state=GuideExport.State.FAILED, stopped=why, stage=""
    )
    record(chain=export_id, actor=actor, action="catalogue.export.stop", summary={"why": why})


@action("catalogue.files.forget")
def forget_old_files(*, actor: Doer) -> dict[str, int]:
    """Delete workbooks whose days are over, and let read files be that nobody has confirmed for a month."""
    old = list(GuideExport.objects.filter(kept_until__lte=now()))
    for one in old:
        if one.stored_as:
            default_storage.delete(one.stored_as)
        one.delete()
    state = GuideImport.State
    stale = GuideImport.objects.filter(
        Q(state__in=[state.READ, state.FAILED, state.WAITING]), uploaded_at__lte=now() - IMPORTS_WAIT
    )
    count = 0
    for taken in stale:
        taken.guides.all().delete()
        taken.parts.all().delete()
        default_storage.delete(taken.stored_as)
        taken.state = state.DISCARDED
        taken.save(update_fields=["state"])
        record(chain=taken.pk, actor=actor, action="catalogue.import.discard", summary={"after_days": 30})
        count += 1
    return {"exports": len(old), "imports": count}
