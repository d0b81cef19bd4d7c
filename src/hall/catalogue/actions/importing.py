"""Take in a file of guides: keep it, read it whole, say what is wrong or what it would change.

Reading alone changes nothing in the catalogue. With a single flaw nothing can be applied; what is applied
becomes drafts, which go the way of every draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePath
from typing import IO
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from hall.catalogue.actions.contents import put_content, standing_locked
from hall.catalogue.models import GuideImport, ImportedGuide, ImportedPart
from hall.catalogue.policies import Permission, Reach, reach_of, require_reach
from hall.catalogue.queries.contents import AT_A_TIME, Standing, open_sets, standing
from hall.catalogue.rules.fields.changes import changed, merged
from hall.catalogue.rules.fields.content import troubles_of
from hall.catalogue.rules.fields.reading import OpenSets
from hall.catalogue.rules.fields.registry import FIXED
from hall.catalogue.rules.sheets.as_json import read_json
from hall.catalogue.rules.sheets.flaws import FileFlaw, Unreadable
from hall.catalogue.rules.sheets.reading import open_workbook
from hall.catalogue.rules.sheets.rows import Given, Part, ReadPart, given_by
from hall.foundation.public import Conflict, Doer, Invalid, NotFound, action, now, record
from hall.identity.public import Account, Actor, actor_for

__all__ = ["MOST_BYTES", "apply_import", "discard_import", "import_of", "read_import", "receive_import"]

MOST_BYTES = 60_000_000
MOST_FLAWS = 500
ROWS = 1000
FOLDER = "imports"


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


@action("catalogue.import.read")
def read_import(import_id: UUID, *, actor: Doer) -> str:
    """Read a kept file whole and compare it with what stands. Doing it again comes to the same."""
    taken = GuideImport.objects.select_for_update().get(pk=import_id)
    if taken.state != GuideImport.State.WAITING:
        return str(taken.state)
    flaws = _Flaws()
    sets = open_sets()
    with default_storage.open(taken.stored_as) as file:
        try:
            parts, taken.tables = _parts(taken, file, sets)
            _stage(taken, parts, flaws)
        except Unreadable as error:
            flaws.add(error.flaw)
    if not flaws.count:
        _compare(taken, flaws, reach_of(actor_for(taken.account), Permission.EDIT))
    taken.parts.all().delete()
    if flaws.count:
        taken.guides.all().delete()
    taken.flaws, taken.flaw_count = [flaw.as_dict() for flaw in flaws.kept], flaws.count
    taken.state = GuideImport.State.FLAWED if flaws.count else GuideImport.State.READ
    taken.read_at = now()
    taken.save()
    default_storage.delete(taken.stored_as)
    return str(taken.state)


class _Flaws:
    """All are counted, some hundred are kept."""

    def __init__(self) -> None:
        self.count, self.kept = 0, list[FileFlaw]()

    def add(self, flaw: FileFlaw) -> None:
        self.count += 1
        if self.count <= MOST_FLAWS:
            self.kept.append(flaw)


def _parts(taken: GuideImport, file: IO[bytes], sets: OpenSets) -> tuple[Iterator[ReadPart], list[str]]:
    if taken.stored_as.endswith(".json"):
        return read_json(file, sets), []
    book = open_workbook(file, sets)
    return book.parts(), book.tables


def _stage(taken: GuideImport, parts: Iterable[ReadPart], flaws: _Flaws) -> None:
    """Good rows to the table, some thousand at a time; nothing of a file lies in memory whole."""
    rows: list[ImportedPart] = []
    for part in parts:
        if isinstance(part, FileFlaw):
            flaws.add(part)
        elif not flaws.count:
            rows.append(
                ImportedPart(
                    guide_import=taken,
                    code=part.code,
                    table=part.table,
                    number=part.number,
                    said=part.said,
                    told=list(part.told),
                    place=part.place,
                )
            )
        if len(rows) >= ROWS:
            ImportedPart.objects.bulk_create(rows)
            rows = []
    ImportedPart.objects.bulk_create(rows)


def _compare(taken: GuideImport, flaws: _Flaws, reach: Reach) -> None:
    """Each guide of the file beside what stands of its item: four queries for some hundred guides."""
    staged = taken.parts.order_by("code", "table", "number").iterator(ROWS)
    parts = (Part(one.code, one.table, one.number, one.said, tuple(one.told), one.place) for one in staged)
    every = given_by(parts, taken.tables)
    while batch := list(islice(every, AT_A_TIME)):
        known = standing(given.code for given in batch)
        rows = []
        for given in batch:
            stands = known.get(given.code)
            flaw = _stopped(given, stands, reach)
            if flaw or stands is None:
                flaws.add(flaw or _unknown(given))
            else:
                rows.append(_imported(taken, given, stands))
        ImportedGuide.objects.bulk_create(rows)


def _imported(taken: GuideImport, given: Given, stands: Standing) -> ImportedGuide:
    after = merged(stands.content, given.content, given.told)
    return ImportedGuide(
        guide_import=taken,
        item=stands.item,
        content=given.content,
        told=sorted(given.told),
        changes=[one.key for one in changed(stands.content, after)],
        warnings=[trouble.reason for trouble in troubles_of(after)],
        base_digest=stands.digest,
    )


def _unknown(given: Given) -> FileFlaw:
    return FileFlaw(
        given.place,
        given.code,
        "没有这个编码的事项",
        "核对编码；新事项先在工作台里新建。",
        "there is no item of this code",
        "Check the code; begin a new item at the desk first.",
    )


def _stopped(given: Given, stands: Standing | None, reach: Reach) -> FileFlaw | None:
    """Why this guide can't be taken in at all."""
    if stands is None:
        return _unknown(given)
    if not reach.covers(stands.item.function):
        return FileFlaw(
            given.place,
            given.code,
            f"这个事项属于“{stands.item.function}”，不归您的岗位管理",
            "从文件里删去它的各行。",
            "your post doesn't cover this item",
            "Delete its rows from the file.",
        )
    if stands.is_submitted:
        return FileFlaw(
            given.place,
            given.code,
            "这个事项有一份草稿正在审核",
            "等审核发布或退回之后再导入。",
            "a draft of this item is being reviewed",
            "Import again once it is published or sent back.",
        )
    after = merged(stands.content, given.content, given.told)
    fixed = [one for one in changed(stands.content, after) if one.key in FIXED]
    if fixed:
        names = "、".join(one.field.title for one in fixed)
        return FileFlaw(
            given.place,
            given.code,
            f"{names}由基本目录规定，不能在这里改",
            "改回导出时的值。",
            "the basic list fixes this; it can't be changed here",
            "Put back the value that was exported.",
        )
    return None


@action("catalogue.import.apply")
def apply_import(import_id: UUID, *, actor: Actor) -> int:
    """Write everything that a read file changes into drafts, or nothing. Returns: how many drafts.

    Raises: Refused, NotFound, Conflict when a guide was edited since, Invalid.
    """
    taken = import_of(import_id, actor)
    taken = GuideImport.objects.select_for_update().get(pk=taken.pk)
    if taken.state != GuideImport.State.READ:
        raise Conflict(_("这次导入不能再写入。"), remedy=_("请重新上传文件。"))
    count = 0
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
    taken.state, taken.applied_at = GuideImport.State.APPLIED, now()
    taken.save(update_fields=["state", "applied_at"])
    taken.guides.all().delete()
    record(chain=taken.pk, actor=actor, action="catalogue.import.apply", summary={"drafts": count})
    return count


@action("catalogue.import.discard")
def discard_import(import_id: UUID, *, actor: Actor) -> None:
    """Throw a file away that isn't applied yet. Raises: NotFound, Conflict."""
    taken = import_of(import_id, actor)
    if taken.state == GuideImport.State.APPLIED:
        raise Conflict(_("这次导入已经写入草稿。"), remedy=_("要撤销的，请逐个丢弃草稿。"))
    taken.state = GuideImport.State.DISCARDED
    taken.save(update_fields=["state"])
    taken.guides.all().delete()
    default_storage.delete(taken.stored_as)
    record(chain=taken.pk, actor=actor, action="catalogue.import.discard", summary={})
