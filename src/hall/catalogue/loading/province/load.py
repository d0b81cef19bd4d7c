"""The load itself: city by city, each in one transaction, each streamed; what is in is not loaded again.

A load that was cut off, by whatever, goes on behind the last city that was in, and the index is made when
the last load didn't come so far. Loading again changes nothing;
loading another plan changes what differs and ends the heirs that are no more. What a place says otherwise is
published when it comes in and isn't altered afterwards: another plan leaves it as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.db import connection

from hall.catalogue.lifecycle import State
from hall.catalogue.loading.province import offices as offices_of
from hall.catalogue.loading.province.heirs import Catalogue, Heir, heirs_of
from hall.catalogue.loading.province.plan import Place, Plan
from hall.catalogue.models import ImplementingItem, LoadedPart, LocalVersion, Office
from hall.catalogue.search.indexing import reindex
from hall.foundation.public import (
    Doer,
    LoadReport,
    Refused,
    action,
    chain_of_load,
    now,
    record,
    upsert_rows,
)

__all__ = ["figures", "load_part", "load_province"]

STEP = "province"
#: The last part of every load, which comes after all places.
INDEX = "index"
HEIR_FIELDS = ("code", "item_id", "office_id", "division_id", "name", "changed_at", "ended_at", "is_demo")
VERSION_FIELDS = (
    "implementing_id", "version", "state", "effective_from", "published_at", "digest", "facts", "editors",
    "reason",
)  # fmt: skip


def load_province(path: Path, *, actor: Doer, parts: int | None = None) -> Iterator[LoadReport]:
    """Load the province that `path` describes; a report after each part. `parts` stops after so many.

    Raises: Refused in production, where nothing invented is loaded; NotLoaded when the file can't be taken.
    """
    if settings.HALL_MODE == "production":
        raise Refused("正式环境不载入演示省份。", remedy="请载入本省真实的实施清单。")
    report = LoadReport(STEP)
    plan = Plan.beside(path, report)
    catalogue = Catalogue.read()
    digest = plan.digest(hashlib.sha256(repr(catalogue.items).encode()).hexdigest())
    known = dict(LoadedPart.objects.filter(batch=plan.name).values_list("part", "digest"))
    changed = known.get(INDEX) != digest
    for part, places in list(plan.parts().items())[:parts]:
        if known.get(part) == digest:
            rows = LoadedPart.objects.get(batch=plan.name, part=part).rows
            yield LoadReport(_step(part, places), unchanged=rows)
        else:
            LoadedPart.objects.filter(batch=plan.name, part=INDEX).delete()
            yield load_part(plan, catalogue, part, places, digest, actor=actor)
            changed = True
    if changed:
        yield index_places(plan, digest, actor=actor)


@action("catalogue.province.index")
def index_places(plan: Plan, digest: str, *, actor: Doer) -> LoadReport:
    """Let search know who does what, and what places call it; once, after all parts."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_office, catalogue_implementingitem, catalogue_localversion")
    report = LoadReport("search")
    report.count(*reindex())
    done = {"digest": digest, "rows": 0, "loaded_at": now()}
    LoadedPart.objects.update_or_create(batch=plan.name, part=INDEX, defaults=done)
    return report


@action("catalogue.province.load")
def load_part(
    plan: Plan, catalogue: Catalogue, part: str, places: list[Place], digest: str, *, actor: Doer
) -> LoadReport:
    """One city with its counties, zones, towns and villages, or the province's own departments."""
    report, at = LoadReport(_step(part, places)), now()
    upsert_rows(
        Office,
        offices_of.FIELDS,
        offices_of.office_rows(plan, places, at),
        key=["division_id", "function"],
        ignore=["changed_at"],
    )
    codes = [place.code for place in places]
    offices = {
        (division, function): (pk, credit_code)
        for division, function, pk, credit_code in Office.objects.filter(division__in=codes).values_list(
            "division_id", "function", "pk", "credit_code"
        )
    }
    heirs = list(heirs_of(plan, catalogue, places, offices))
    rows = (_heir_row(heir, at) for heir in heirs)
    counts = upsert_rows(ImplementingItem, HEIR_FIELDS, rows, key=["code"], ignore=["changed_at"])
    report.count(*counts)
    report.changed += _end_others(codes, [heir.code for heir in heirs], at)
    _publish(plan, heirs, codes, at)
    _note(plan, part, digest, len(heirs), at, report, actor)
    return report


def figures(path: Path) -> dict[str, int]:
    """What the plan has, and what of it is in."""
    plan = Plan.beside(path, LoadReport(STEP))
    kinds = {
        "cities_and_counties": plan.count("city") + plan.count("county"),
        "zones": plan.count("zone"),
        "towns": plan.count("town"),
        "villages": plan.count("village"),
    }
    return kinds | _loaded()


def _loaded() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT
                (SELECT count(*) FROM catalogue_office WHERE is_demo),
                (SELECT count(*) FROM catalogue_office WHERE is_demo AND level = '2'),
                (SELECT count(*) FROM catalogue_implementingitem WHERE is_demo AND ended_at IS NULL),
                (SELECT count(*) FROM catalogue_implementingitem
                 WHERE is_demo AND ended_at IS NULL AND name <> ''),
                (SELECT count(*) FROM catalogue_localversion),
                (SELECT coalesce(max(heirs), 0) FROM (
                    SELECT count(*) AS heirs FROM catalogue_implementingitem
                    WHERE ended_at IS NULL GROUP BY item_id) most)
            """
        )
        names = ("offices", "provincial_departments", "heirs", "own_names", "local_versions", "most_heirs")
        return dict(zip(names, cursor.fetchone(), strict=True))


def _step(part: str, places: list[Place]) -> str:
    named = next((place.name for place in places if place.kind in {"province", "city"}), part)
    return f"{STEP} {named}"


def _heir_row(heir: Heir, at: datetime) -> tuple[Any, ...]:
    return heir.code, heir.item_id, heir.office_id, heir.division, heir.name, at, None, True


def _end_others(places: list[str], codes: list[str], at: datetime) -> int:
    """End the invented heirs of these places that the plan no longer has."""
    others = ImplementingItem.objects.filter(division__in=places, is_demo=True, ended_at=None)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE province_codes (code text PRIMARY KEY) ON COMMIT DROP")
        with cursor.copy("COPY province_codes (code) FROM STDIN") as copy:
            for code in codes:
                copy.write_row([code])
        ended = others.extra(
            where=["NOT EXISTS (SELECT FROM province_codes p WHERE p.code = catalogue_implementingitem.code)"]
        ).update(ended_at=at)
        cursor.execute("DROP TABLE province_codes")
    return ended


def _publish(plan: Plan, heirs: list[Heir], places: list[str], at: datetime) -> None:
    """Give those that say something otherwise, and have said nothing yet, their first version."""
    saying = {heir.code: heir for heir in heirs if heir.facts}
    fresh = ImplementingItem.objects.filter(division__in=places, versions=None)
    known = {code: pk for code, pk in fresh.values_list("code", "pk") if code in saying}
    since = date.fromisoformat(plan.said["in_force_since"])
    upsert_rows(
        LocalVersion,
        VERSION_FIELDS,
        (_version_row(pk, saying[code], since, at) for code, pk in known.items()),
        key=["implementing_id", "version"],
    )


def _version_row(pk: int, heir: Heir, since: date, at: datetime) -> tuple[Any, ...]:
    digest = hashlib.sha256(orjson.dumps(heir.facts, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return pk, 1, State.PUBLISHED.value, since, at, digest, heir.facts, [], ""


def _note(
    plan: Plan, part: str, digest: str, rows: int, at: datetime, report: LoadReport, actor: Doer
) -> None:
    LoadedPart.objects.update_or_create(
        batch=plan.name, part=part, defaults={"digest": digest, "rows": rows, "loaded_at": at}
    )
    record(
        chain=chain_of_load(STEP),
        actor=actor,
        action=f"load.{STEP}",
        summary={"part": part, "rows": rows, "added": report.added, "changed": report.changed},
    )
