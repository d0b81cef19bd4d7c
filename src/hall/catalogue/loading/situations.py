"""`hall load situations FILE…`: decision tables of guides (情形引导), one JSON file each.

A table is published only when it is whole: no gap, no overlap, nothing pointless, every paper and field it
names in the guide that is current. A changed table becomes a new version; a draft keeps its own.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from jsonschema import Draft202012Validator

from hall.catalogue.models import Guide, ServiceItem, SituationTable
from hall.catalogue.queries.filing import newest_form
from hall.catalogue.rules.situations.checks import Finding, findings, misfits
from hall.catalogue.rules.situations.table import Situations, situations_of
from hall.foundation.public import Doer, LoadReport, NotLoaded, action, conclude_load, now, today

__all__ = ["load_situations", "wrong_with"]

SCHEMA = Path(__file__).with_name("situations.schema.json")


@action("catalogue.situations.load")
def load_situations(path: Path, *, actor: Doer) -> LoadReport:
    """Make the table of `path` current for its guide's item.

    Raises: NotLoaded, every flaw named with the combination of answers it concerns.
    """
    report = LoadReport("situations")
    definition = _read(path, report)
    if not report.rejected:
        _publish(path, definition, report)
    return conclude_load(report, [path], actor=actor)


def wrong_with(situations: Situations, guide: Guide) -> list[Finding]:
    """Everything that keeps a table from being published with `guide`."""
    papers = dict(guide.materials.values_list("key", "title"))
    fields = [field.key for section in newest_form(guide).sections for field in section.fields]
    return [*findings(situations), *misfits(situations, papers, fields)]


def _read(path: Path, report: LoadReport) -> dict[str, Any]:
    try:
        definition = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise NotLoaded(
            f"{path.name} 不是 UTF-8 的 JSON：{error}",
            report,
            remedy="请改正后重新载入；写法见 docs/guides/situations.md。",
        ) from error
    for flaw in _validator().iter_errors(definition):
        report.reject(path.name, 0, flaw.message, "/".join(str(step) for step in flaw.absolute_path))
    return dict(definition) if isinstance(definition, dict) else {}


def _publish(path: Path, definition: dict[str, Any], report: LoadReport) -> None:
    code = definition["guide"]
    item = ServiceItem.objects.filter(code=code).first()
    guide = _guide_today(item) if item else None
    if item is None or guide is None:
        report.reject(path.name, 0, f"没有载入过这份指南：{code}（先载入 guides）", "guide")
        return
    for finding in wrong_with(situations_of(definition), guide):
        report.reject(path.name, 0, str(finding), finding.code)
    if not report.rejected:
        _store(item, definition, report)


def _guide_today(item: ServiceItem) -> Guide | None:
    return Guide.objects.in_force(today()).select_related("form").filter(item=item).first()


def _store(item: ServiceItem, definition: dict[str, Any], report: LoadReport) -> None:
    digest = hashlib.sha256(orjson.dumps(definition, option=orjson.OPT_SORT_KEYS)).hexdigest()
    latest = SituationTable.objects.filter(item=item).order_by("-version").first()
    if latest and latest.is_current and latest.digest == digest:
        report.count(0, 0, 1)
        return
    SituationTable.objects.filter(item=item, is_current=True).update(is_current=False)
    SituationTable.objects.create(
        item=item,
        version=latest.version + 1 if latest else 1,
        is_current=True,
        published_at=now(),
        definition=definition,
        digest=digest,
    )
    report.count(0 if latest else 1, 1 if latest else 0, 0)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
