"""Whose data a file holds: `sources.json` beside it must say, or the file isn't loaded."""

from __future__ import annotations

import json
from pathlib import Path

from hall.catalogue.rules.facts import Origin
from hall.catalogue.rules.limits import LawLimit
from hall.foundation.public import LoadReport, NotLoaded, read_rows

__all__ = ["beside", "law_limits", "origin_of"]

SOURCES = "sources.json"
LIMIT_COLUMNS = ("items", "law", "version_date", "article", "days", "unit", "sentence")


def beside(path: Path, name: str, report: LoadReport) -> Path:
    """The file `name` in the directory of `path`. Raises: NotLoaded when it isn't there."""
    found = path.with_name(name)
    if not found.is_file():
        raise NotLoaded(
            f"{path.name} 旁边没有 {name}。",
            report,
            remedy=f"请把 {name} 放在 {path.parent} 里，再载入一次。",
        )
    return found


def origin_of(path: Path, report: LoadReport, *, kind: str = "data") -> Origin:
    """The source, place and date of what `path` says. Raises: NotLoaded when nobody says."""
    known = json.loads(beside(path, SOURCES, report).read_text(encoding="utf-8"))
    if path.name not in known:
        raise NotLoaded(
            f"{SOURCES} 没有说明 {path.name} 的来源。",
            report,
            remedy=f'请在 {SOURCES} 中加上 "{path.name}": {{"source": …, "place": …, "as_of": …}}。'
            "办事指南的每个数据都要注明出处。",
        )
    said = known[path.name]
    return Origin(said["source"], said["place"], said["as_of"], kind)


def law_limits(path: Path, report: LoadReport) -> list[tuple[str, LawLimit]]:
    """(which item names, the limit that a law sets for them), from the file of limits beside `path`."""
    rows = read_rows(beside(path, "statutory_limits.csv", report), LIMIT_COLUMNS, report)
    return [
        (
            row["items"],
            LawLimit(
                int(row["days"]),
                row["unit"],
                row["law"],
                row["article"],
                row["version_date"],
                row["sentence"],
            ),
        )
        for _, row in rows
    ]
