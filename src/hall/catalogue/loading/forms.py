"""`hall load forms FILE…`: online forms, one JSON file each. A changed form becomes a new version."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import orjson

from hall.catalogue.models import FormDefinition
from hall.catalogue.rules.form_findings import findings
from hall.catalogue.rules.form_shape import misshapen
from hall.foundation.public import Doer, LoadReport, NotLoaded, action, conclude_load

__all__ = ["load_form"]


@action("catalogue.forms.load")
def load_form(path: Path, *, actor: Doer) -> LoadReport:
    """Make the form of `path` current. Applications keep the version they were begun with.

    Raises: NotLoaded, every flaw named, when the file is no form definition.
    """
    report = LoadReport("forms")
    definition = _read(path, report)
    if not report.rejected:
        _store(definition, report)
    return conclude_load(report, [path], actor=actor)


def _read(path: Path, report: LoadReport) -> dict[str, Any]:
    try:
        definition = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise NotLoaded(
            f"{path.name} 不是 UTF-8 的 JSON：{error}", report, remedy="请改正后重新载入；写法见 data/forms。"
        ) from error
    for place, flaw in misshapen(definition):
        report.reject(path.name, 0, flaw, place)
    if not report.rejected:
        _check_fields(path, definition, report)
    return dict(definition) if isinstance(definition, dict) else {}


def _check_fields(path: Path, definition: dict[str, Any], report: LoadReport) -> None:
    """What a schema can't say: names that lead nowhere, circles, questions that never come."""
    for finding in findings(definition):
        if finding.stops:
            report.reject(path.name, 0, finding.text, finding.place)
        else:
            report.remark(path.name, 0, finding.text)


def _store(definition: dict[str, Any], report: LoadReport) -> None:
    digest = hashlib.sha256(orjson.dumps(definition, option=orjson.OPT_SORT_KEYS)).hexdigest()
    latest = FormDefinition.objects.filter(slug=definition["slug"]).order_by("-version").first()
    if latest and latest.digest == digest:
        report.count(0, 0, 1)
        return
    FormDefinition.objects.create(
        slug=definition["slug"],
        version=latest.version + 1 if latest else 1,
        title=definition["title"],
        definition=definition,
        digest=digest,
    )
    report.count(0 if latest else 1, 1 if latest else 0, 0)
