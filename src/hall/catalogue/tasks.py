"""What the catalogue does by the clock: every night, look at all guides."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hall.catalogue.actions.linting import lint_guides
from hall.identity.public import SYSTEM

__all__ = ["lint_guides_nightly"]


@app.periodic(cron="30 17 * * *")  # 01:30 in Asia/Shanghai; the worker counts in UTC
@app.task(name="catalogue.lint_guides", queueing_lock="catalogue.lint_guides")
def lint_guides_nightly(timestamp: int = 0) -> dict[str, int]:
    """A source grows old overnight, a rule comes with an upgrade: findings follow without anybody's doing."""
    return lint_guides(actor=SYSTEM)
