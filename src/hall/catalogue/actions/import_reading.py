"""Read a file of guides whole, and compare it with what stands: what is wrong, or what it would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Count

from hall.catalogue.actions.progress import Tell, hold, silent
from hall.catalogue.models import GuideImport, ImportedGuide, ImportedPart
from hall.catalogue.policies import Permission, Reach, reach_of
from hall.catalogue.queries.contents import AT_A_TIME, Standing, open_sets, standing
from hall.catalogue.rules.fields.changes import changed, merged
from hall.catalogue.rules.fields.content import troubles_of
from hall.catalogue.rules.fields.reading import OpenSets
from hall.catalogue.rules.fields.registry import FIXED
from hall.catalogue.rules.sheets.as_json import read_json
from hall.catalogue.rules.sheets.flaws import FileFlaw, Unreadable
from hall.catalogue.rules.sheets.reading import open_workbook
from hall.catalogue.rules.sheets.rows import Given, Part, ReadPart, given_by
from hall.foundation.public import Doer, action, now
from hall.identity.public import actor_for

__all__ = ["read_import"]

MOST_FLAWS = 500
ROWS = 1000


@action("catalogue.import.read")
def read_import(import_id: UUID, *, actor: Doer, tell: Tell = silent) -> str:
    """Read a kept file whole and compare it with what stands. Doing it again comes to the same.

    The file itself is deleted by whoever calls, once this holds: a transaction that fails must find it again.
    """
    hold(import_id)
    taken = GuideImport.objects.get(pk=import_id)
    if taken.state != GuideImport.State.WAITING:
        return str(taken.state)
    flaws = _Flaws()
    sets = open_sets()
    with default_storage.open(taken.stored_as) as file:
        try:
            parts, taken.tables = _parts(taken, file, sets)
            _stage(taken, parts, flaws, tell)
        except Unreadable as error:
            flaws.add(error.flaw)
    if not flaws.count:
        _compare(taken, flaws, reach_of(actor_for(taken.account), Permission.EDIT), tell)
    taken.parts.all().delete()
    if flaws.count:
        taken.guides.all().delete()
    taken.flaws, taken.flaw_count = [flaw.as_dict() for flaw in flaws.kept], flaws.count
    taken.state = GuideImport.State.FLAWED if flaws.count else GuideImport.State.READ
    taken.read_at, taken.stage, taken.stopped = now(), "", ""
    taken.save()
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


def _stage(taken: GuideImport, parts: Iterable[ReadPart], flaws: _Flaws, tell: Tell) -> None:
    """Good rows to the table, some thousand at a time; nothing of a file lies in memory whole."""
    rows: list[ImportedPart] = []
    for number, part in enumerate(parts):
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
        if not number % AT_A_TIME:
            tell(GuideImport.Stage.READING, number, 0)
    ImportedPart.objects.bulk_create(rows)


def _compare(taken: GuideImport, flaws: _Flaws, reach: Reach, tell: Tell) -> None:
    """Each guide of the file beside what stands of its item: four queries for some hundred guides."""
    done, total = 0, taken.parts.aggregate(codes=Count("code", distinct=True))["codes"]
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
        done += len(batch)
        tell(GuideImport.Stage.COMPARING, done, total)


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
