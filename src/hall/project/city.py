"""The loading of a city: which data there are, in which order, who reads them. For `hall load` and the demo.

A loader is a room's function `(path, *, actor) -> LoadReport`: idempotent, and it refuses to half-load.
Another city is data: a folder of its own, in the data directory (HALL_DATA_DIR) or anywhere. A file there
goes before the one of the same name that all cities share. `hall city new` writes a folder to begin with.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hall.foundation.public import LoadReport
from hall.identity.public import SYSTEM
from hall.places.public import Hall, halls
from hall.project.cli.tongue import say

__all__ = ["DEFAULT_CITY", "SOURCES", "Source", "folder_of", "load", "name_of_city", "told"]

Loader = Callable[..., LoadReport]
DEFAULT_CITY = "bozhou"
DIVISIONS = "divisions.csv"
#: What each city has of its own; without its divisions file, `divisions_NAME.csv` beside the shared ones.
OWN = frozenset({DIVISIONS, "halls.csv", "department_functions.csv", "demo_accounts.csv"})


@dataclass(frozen=True)
class Source:
    """One kind of data: what an operator calls it, the files of it, the function that reads one.

    Files named in OWN are each city's; of the others there is one for all, unless a city has its own.
    """

    what: str
    files: tuple[str, ...]
    loader: str

    def paths(self, shared: Path, city: Path) -> Iterator[Path]:
        """The files of this kind for the city of that folder; a name with * stands for all that fit."""
        for name in self.files:
            if "*" in name:
                found = {path.name: path for folder in (shared, city) for path in folder.glob(name)}
                yield from (found[each] for each in sorted(found))
            elif name == DIVISIONS and not (city / name).is_file():
                yield shared / f"divisions_{city.name}.csv"
            elif name in OWN or (city / name).is_file():
                yield city / name
            else:
                yield shared / name

    def read(self, path: Path) -> LoadReport:
        module, function = self.loader.split(":")
        loader: Loader = getattr(importlib.import_module(module), function)
        return loader(path, actor=SYSTEM)


# In the order of need: what stands below refers to what stands above.
SOURCES = (
    Source("calendar", ("workdays_cn_2024_2026.csv",), "hall.foundation.loading.calendar:load_calendar"),
    Source(
        "divisions",
        ("divisions_china_county.csv", DIVISIONS),
        "hall.places.loading.divisions:load_divisions",
    ),
    Source("halls", ("halls.csv",), "hall.places.loading.halls:load_halls"),
    Source("departments", ("department_functions.csv",), "hall.places.loading.halls:load_departments"),
    Source("topics", ("service_topics.csv",), "hall.catalogue.loading.words:load_topics"),
    Source("life-events", ("life_events.csv",), "hall.catalogue.loading.words:load_life_events"),
    Source("synonyms", ("synonyms.csv",), "hall.catalogue.loading.words:load_synonyms"),
    Source("forms", ("forms/*.json",), "hall.catalogue.loading.forms:load_form"),
    Source("items", ("service_items_sc_guangan.csv",), "hall.catalogue.loading.items:load_items"),
    Source("guides", ("service_guides.json",), "hall.catalogue.loading.guides:load_guides"),
    Source("situations", ("situations/*.json",), "hall.catalogue.loading.situations:load_situations"),
    Source("licences", ("licence_types.csv",), "hall.licences.loading.types:load_licence_types"),
    Source("rating-tags", ("rating_tags.csv",), "hall.ratings.loading.tags:load_rating_tags"),
    Source("people", ("demo_people.json",), "hall.registers.loading.people:load_people_file"),
    Source("accounts", ("demo_accounts.csv",), "hall.project.demo_accounts:load_demo_accounts"),
)


def folder_of(city: str) -> Path:
    """The folder of a city, named or found by its path. It may not be there."""
    named: Path = settings.HALL_DATA_DIR / city
    return named if named.is_dir() else Path(city)


def load(
    what: str | None = None, files: Sequence[Path] = (), *, city: str = DEFAULT_CITY
) -> Iterator[LoadReport]:
    """Load everything of a city, or one kind of it, or one kind from `files`.

    Raises: NotLoaded, with every bad row named, at the first file that can't be taken.
    """
    for source in SOURCES:
        if what in {None, source.what}:
            for path in files or source.paths(settings.HALL_DATA_DIR, folder_of(city)):
                yield source.read(path)


def name_of_city() -> str:
    """What the city is called, by its own hall; empty when none is loaded."""
    return next((hall.place for hall in halls() if hall.kind == Hall.Kind.CITY), "")


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
