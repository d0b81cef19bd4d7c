"""`hall load topics FILE` and `hall load synonyms FILE`: how items are ordered, and what people call them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hall.catalogue.models import Audience, LifeEvent, Synonym, Topic
from hall.catalogue.search.indexing import reindex, reindex_places
from hall.foundation.public import Doer, LoadReport, action, conclude_load, read_rows, upsert_rows

__all__ = ["load_life_events", "load_synonyms", "load_topics"]

TOPIC_COLUMNS = ("audience", "code", "name")
EVENT_COLUMNS = ("code", "audience", "name", "meant")
SYNONYM_COLUMNS = ("spoken", "official", "reason")
LONGEST_SAYING = 40


@action("catalogue.topics.load")
def load_topics(path: Path, *, actor: Doer) -> LoadReport:
    """Put the topics of `path` in place, in the file's order. Raises: NotLoaded, every bad row named."""
    report = LoadReport("topics")
    names = ["code", "audience", "name", "position"]
    report.count(*upsert_rows(Topic, names, _topics(path, report), key=["code"]))
    return _indexed(report, path, actor)


def _topics(path: Path, report: LoadReport) -> Iterator[tuple[str, str, str, int]]:
    seen: set[str] = set()
    for line, row in read_rows(path, TOPIC_COLUMNS, report):
        code = f"{row['audience']}/{row['code']}"
        if row["audience"] not in Audience.values:
            report.reject(path.name, line, f"应为 {'、'.join(Audience.values)} 之一", "audience")
        elif len(row["code"]) != 3 or not row["code"].isdigit() or code in seen:
            report.reject(path.name, line, f"主题代码应为三位数字且不重复：{row['code']}", "code")
        elif not row["name"]:
            report.reject(path.name, line, "名称为空", "name")
        else:
            seen.add(code)
            yield code, row["audience"], row["name"], len(seen)


@action("catalogue.events.load")
def load_life_events(path: Path, *, actor: Doer) -> LoadReport:
    """Let `path` be all the life events there are, in its order. Raises: NotLoaded, every bad row named."""
    report = LoadReport("life-events")
    rows = list(_life_events(path, report))
    report.count(*upsert_rows(LifeEvent, (*EVENT_COLUMNS, "position"), rows, key=["code"]))
    gone, _ = LifeEvent.objects.exclude(code__in=[row[0] for row in rows]).delete()
    report.count(0, gone, 0)
    if (report.added or report.changed) and not report.rejected:
        reindex_places()
    return conclude_load(report, [path], actor=actor)


def _life_events(path: Path, report: LoadReport) -> Iterator[tuple[str, str, str, str, int]]:
    seen: set[str] = set()
    for line, row in read_rows(path, EVENT_COLUMNS, report):
        if row["audience"] not in Audience.values:
            report.reject(path.name, line, f"应为 {'、'.join(Audience.values)} 之一", "audience")
        elif not re.fullmatch(r"[a-z0-9-]{1,40}", row["code"]) or row["code"] in seen:
            report.reject(path.name, line, f"代码应为小写字母、数字和 - 且不重复：{row['code']}", "code")
        elif not row["name"] or not all(one.strip() for one in row["meant"].split("|")):
            report.reject(path.name, line, "名称和所指事项都不能为空", "meant")
        else:
            seen.add(row["code"])
            yield row["code"], row["audience"], row["name"], row["meant"], len(seen)


@action("catalogue.synonyms.load")
def load_synonyms(path: Path, *, actor: Doer) -> LoadReport:
    """Let `path` be all the synonyms there are but for those of the desk. Raises: NotLoaded.

    Several sayings of one meaning stand in one row, apart by 、.
    """
    report = LoadReport("synonyms")
    pairs: set[tuple[str, str]] = set()
    kept = set(Synonym.objects.filter(is_from_desk=True).values_list("spoken", "official"))
    rows = [row for row in _synonyms(path, report, pairs) if row[:2] not in kept]
    report.count(*upsert_rows(Synonym, SYNONYM_COLUMNS, rows, key=["spoken", "official"]))
    for known in Synonym.objects.filter(is_from_desk=False):
        if (known.spoken, known.official) not in pairs:
            known.delete()
            report.count(0, 1, 0)
    return _indexed(report, path, actor)


def _synonyms(path: Path, report: LoadReport, pairs: set[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for line, row in read_rows(path, SYNONYM_COLUMNS, report):
        if not all(row[name] for name in SYNONYM_COLUMNS):
            report.reject(path.name, line, "说法、正式名称、理由都不能为空", "reason")
            continue
        for spoken in row["spoken"].split("、"):
            pair = spoken.strip(), row["official"]
            if pair in pairs:
                report.reject(path.name, line, f"重复：{pair[0]} → {pair[1]}", "spoken")
            elif not 0 < len(pair[0]) <= LONGEST_SAYING:
                report.reject(path.name, line, f"说法应为 1 到 {LONGEST_SAYING} 个字", "spoken")
            else:
                pairs.add(pair)
                yield *pair, row["reason"]


def _indexed(report: LoadReport, path: Path, actor: Doer) -> LoadReport:
    if (report.added or report.changed) and not report.rejected:
        reindex()
    return conclude_load(report, [path], actor=actor)
