"""The loading of a city: which data there are, in which order, who reads them. For `hall load` and the demo.

A loader is a room's function `(path, *, actor) -> LoadReport`: idempotent, and it refuses to half-load.
Another city is another data directory (HALL_DATA_DIR) with the same file names.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hall.foundation.public import LoadReport, RowNote
from hall.identity.public import SYSTEM
from hall.project.cli.tongue import say

__all__ = ["SOURCES", "Source", "load", "told"]

Loader = Callable[..., LoadReport]
MOST_NOTES_TOLD = 20


@dataclass(frozen=True)
class Source:
    """One kind of data: what an operator calls it, the city's files of it, the function that reads one."""

    what: str
    files: tuple[str, ...]
    loader: str

    def paths(self, directory: Path) -> Iterator[Path]:
        """The city's files of this kind; a name with * stands for all that fit."""
        for name in self.files:
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
        ("divisions_china_county.csv", "divisions_bozhou.csv"),
        "hall.places.loading.divisions:load_divisions",
    ),
    Source("halls", ("bozhou/halls.csv",), "hall.places.loading.halls:load_halls"),
    Source("departments", ("bozhou/department_functions.csv",), "hall.places.loading.halls:load_departments"),
    Source("topics", ("service_topics.csv",), "hall.catalogue.loading.words:load_topics"),
    Source("synonyms", ("synonyms.csv",), "hall.catalogue.loading.words:load_synonyms"),
    Source("forms", ("forms/*.json",), "hall.catalogue.loading.forms:load_form"),
    Source("items", ("service_items_sc_guangan.csv",), "hall.catalogue.loading.items:load_items"),
    Source("guides", ("service_guides.json",), "hall.catalogue.loading.guides:load_guides"),
    Source("people", ("demo_people.json",), "hall.registers.loading.people:load_people_file"),
    Source("accounts", ("bozhou/demo_accounts.csv",), "hall.project.demo_accounts:load_demo_accounts"),
)


def load(what: str | None = None, files: Sequence[Path] = ()) -> Iterator[LoadReport]:
    """Load everything of the data directory, or one kind from there, or one kind from `files`.

    Raises: NotLoaded, with every bad row named, at the first file that can't be taken.
    """
    for source in SOURCES:
        if what in {None, source.what}:
            for path in files or source.paths(settings.HALL_DATA_DIR):
                yield source.read(path)


def told(report: LoadReport) -> str:
    """A report as an operator reads it: one line, and below it the rows that were left out or are odd."""
    counts = say(
        f"新增 {report.added}，更新 {report.changed}，未变 {report.unchanged}",
        f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged",
    )
    lines = [f"{report.step}: {counts}"]
    for title, notes in (
        (say("未装载", "left out"), report.rejected),
        (say("需留意", "odd"), report.remarks),
    ):
        shown = notes[:MOST_NOTES_TOLD]
        lines += [f"  {title} {note.source}:{note.line} {_where(note)}{note.reason}" for note in shown]
        if len(notes) > len(shown):
            lines.append(
                say(f"  …另有 {len(notes) - len(shown)} 条", f"  … and {len(notes) - len(shown)} more")
            )
    return "\n".join(lines)


def _where(note: RowNote) -> str:
    return f"[{note.column}] " if note.column else ""
