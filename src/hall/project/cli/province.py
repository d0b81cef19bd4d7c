"""`hall load province`: a line after each part, and the figures of what is in."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import click

from hall.project.cli.tongue import say

__all__ = ["load_province"]

MEGABYTE = 1024


def load_province(path: Path | None, as_json: bool) -> None:
    """Load, and tell as it goes on: what a part brought, how long it has taken so far."""
    from hall.catalogue.loading.province.load import figures
    from hall.foundation.public import HallError
    from hall.project import city, province

    described, begun = province.province_file(path), time.monotonic()
    try:
        for report in province.load(described):
            elapsed = time.monotonic() - begun
            if as_json:
                click.echo(json.dumps(report.as_dict() | {"seconds": round(elapsed, 1)}, ensure_ascii=False))
            else:
                click.echo(f"{elapsed:6.1f} s  {city.told(report)}")
            sys.stdout.flush()
    except HallError as refused:
        raise click.ClickException(f"{refused.message}{refused.remedy}") from refused
    found = figures(described) | {
        "seconds": round(time.monotonic() - begun),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE,
    }
    click.echo(json.dumps(found) if as_json else _sentence(found))


def _sentence(found: dict[str, int]) -> str:
    return say(
        "演示省份：{cities_and_counties} 个市县、{zones} 个功能区、{towns} 个乡镇、{villages} 个村，"
        "{offices} 个机构（其中省级部门 {provincial_departments} 个），{heirs} 份实施清单，"
        "其中 {local_versions} 份有本地规定、{own_names} 份有本地名称；一个基本事项最多 {most_heirs} 份；"
        "用时 {seconds} 秒，内存峰值 {peak_memory_mb} MB。",
        "A demonstration province: {cities_and_counties} cities and counties, {zones} zones, {towns} towns, "
        "{villages} villages; {offices} offices ({provincial_departments} of the province), "
        "{heirs} implementing lists, {local_versions} with facts and {own_names} with names of their own; "
        "at most {most_heirs} of one basic item; {seconds} s, peak memory {peak_memory_mb} MB.",
    ).format(**found)
