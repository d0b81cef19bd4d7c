"""The loading of a city: which data there are, in which order, who reads them. For `hall load` and the demo.

A loader is a room's function `(path, *, actor) -> LoadReport`: idempotent, and it refuses to half-load.
Another city is data: its own directory beside `bozhou`, or another data directory (HALL_DATA_DIR).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hall.foundation.public import LoadReport
from hall.identity.public import SYSTEM
from hall.project.cli.tongue import say

__all__ = ["DEFAULT_CITY", "SOURCES", "Source", "load", "told"]

Loader = Callable[..., LoadReport]
DEFAULT_CITY = "bozhou"


@dataclass(frozen=True)
class Source:
    """One kind of data: what an operator calls it, the city's files of it, the function that reads one."""

    what: str
    files: tuple[str, ...]
    loader: str

    def paths(self, directory: Path, city: str) -> Iterator[Path]:
        """The city's files of this kind; a name with * stands for all that fit."""
        for name in (pattern.format(city=city) for pattern in self.files):
            yield from sorted(directory.glob(name)) if "*" in name else [directory / name]

    def read(self, path: Path) -> LoadReport:
        module, function = self.loader.split(":")
        loader: Loader = getattr(importlib.import_module(module), function)
        return loader(path, actor=SYSTEM)


# In the order of need: what stands below refers to what stands above.
SOURCES = (
    Source("calendar", ("workdays_cn_2024_2026.csv",), "hall.foundation.loading.calendar:load_calendar"),
    Source(
        "divisions",
        ("divisions_china_county.csv", "divisions_{city}.csv"),
        "hall.places.loading.divisions:load_divisions",
    ),
    Source("halls", ("{city}/halls.csv",), "hall.places.loading.halls:load_halls"),
    Source("departments", ("{city}/department_functions.csv",), "hall.places.loading.halls:load_departments"),
    Source("topics", ("service_topics.csv",), "hall.catalogue.loading.words:load_topics"),
    Source("synonyms", ("synonyms.csv",), "hall.catalogue.loading.words:load_synonyms"),
    Source("forms", ("forms/*.json",), "hall.catalogue.loading.forms:load_form"),
    Source("items", ("service_items_sc_guangan.csv",), "hall.catalogue.loading.items:load_items"),
    Source("guides", ("service_guides.json",), "hall.catalogue.loading.guides:load_guides"),
    Source("licences", ("licence_types.csv",), "hall.licences.loading.types:load_licence_types"),
    Source("rating-tags", ("rating_tags.csv",), "hall.ratings.loading.tags:load_rating_tags"),
    Source("people", ("demo_people.json",), "hall.registers.loading.people:load_people_file"),
    Source("accounts", ("{city}/demo_accounts.csv",), "hall.project.demo_accounts:load_demo_accounts"),
)


def load(
    what: str | None = None, files: Sequence[Path] = (), *, city: str = DEFAULT_CITY
) -> Iterator[LoadReport]:
    """Load everything of the data directory, or one kind from there, or one kind from `files`.

    Raises: NotLoaded, with every bad row named, at the first file that can't be taken.
    """
    for source in SOURCES:
        if what in {None, source.what}:
            for path in files or source.paths(settings.HALL_DATA_DIR, city):
                yield source.read(path)


def told(report: LoadReport) -> str:
    """A report in one line. `hall load` adds the rows concerned as a table."""
    parts = [
        say(
            f"新增 {report.added}，更新 {report.changed}，未变 {report.unchanged}",
            f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged",
        )
    ]
    if report.rejected:
        parts.append(say(f"不能采用 {len(report.rejected)} 行", f"{len(report.rejected)} rows refused"))
    if report.remarks:
        parts.append(say(f"需留意 {len(report.remarks)} 行", f"{len(report.remarks)} rows odd"))
    return f"{report.step}: {say('，', ', ').join(parts)}"
