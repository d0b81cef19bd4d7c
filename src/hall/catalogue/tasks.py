"""What the catalogue does by the clock and behind the scenes: look at all guides, read long files."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from hall.catalogue.actions.importing import read_import
from hall.catalogue.actions.linting import lint_guides
from hall.identity.public import SYSTEM

__all__ = ["lint_guides_nightly", "read_long_import"]


@app.task(name="catalogue.read_import")
def read_long_import(import_id: str) -> str:
    """Read an uploaded file that would take longer than somebody should wait before a page."""
    return read_import(UUID(import_id), actor=SYSTEM)


@app.periodic(cron="30 17 * * *")  # 01:30 in Asia/Shanghai; the worker counts in UTC
@app.task(name="catalogue.lint_guides", queueing_lock="catalogue.lint_guides")
def lint_guides_nightly(timestamp: int = 0) -> dict[str, int]:
    """A source grows old overnight, a rule comes with an upgrade: findings follow without anybody's doing."""
    return lint_guides(actor=SYSTEM)
