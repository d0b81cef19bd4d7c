"""What the catalogue does by the clock and behind the scenes: look at all guides, read long files."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from hall.catalogue.actions.importing import read_import
from hall.catalogue.actions.linting import lint_guides
from hall.catalogue.actions.noting import forget_old_notes
from hall.catalogue.actions.turning import turn_versions
from hall.catalogue.search.indexing import reindex
from hall.identity.public import SYSTEM

__all__ = [
    "forget_searches_nightly",
    "lint_guides_nightly",
    "read_long_import",
    "reindex_words",
    "turn_versions_at_midnight",
]


@app.task(name="catalogue.reindex_words", queueing_lock="catalogue.reindex_words")
def reindex_words() -> None:
    """Let what was changed at the desk of words be found by; no process has to begin anew."""
    with transaction.atomic():
        reindex()


@app.periodic(cron="10 18 * * *")  # 02:10 in Asia/Shanghai
@app.task(name="catalogue.forget_searches", queueing_lock="catalogue.forget_searches")
def forget_searches_nightly(timestamp: int = 0) -> int:
    """Delete what was typed into search longer ago than the setting allows."""
    return forget_old_notes()


@app.task(name="catalogue.read_import")
def read_long_import(import_id: str) -> str:
    """Read an uploaded file that would take longer than somebody should wait before a page."""
    return read_import(UUID(import_id), actor=SYSTEM)


@app.periodic(cron="1 16 * * *")  # 00:01 in Asia/Shanghai; the worker counts in UTC
@app.task(name="catalogue.turn_versions", queueing_lock="catalogue.turn_versions")
def turn_versions_at_midnight(timestamp: int = 0) -> dict[str, int]:
    """Lists and search follow the versions that begin or end today; pages and filing do so by themselves."""
    return turn_versions(actor=SYSTEM)


@app.periodic(cron="30 17 * * *")  # 01:30 in Asia/Shanghai; the worker counts in UTC
@app.task(name="catalogue.lint_guides", queueing_lock="catalogue.lint_guides")
def lint_guides_nightly(timestamp: int = 0) -> dict[str, int]:
    """A source grows old overnight, a rule comes with an upgrade: findings follow without anybody's doing."""
    return lint_guides(actor=SYSTEM)
