"""Keep what the rules find: open what is new, mark what has gone as mended, touch nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from django.db import connection
from django.db.models import Q

from hall.catalogue.models import LintFinding
from hall.catalogue.queries.linting import ToLint, guides_to_lint
from hall.catalogue.rules.lint.rule import DAYS_TO_MEND, Flaw, Severity
from hall.catalogue.rules.lint.table import flaws_of
from hall.foundation.public import Doer, action, calendar, now, record, today

__all__ = ["CHAIN", "lint_guides", "renew_findings"]

#: The history of all findings: one entry whenever some were opened, changed or mended.
CHAIN = uuid5(NAMESPACE_URL, "openhall:catalogue:lint")
AT_A_TIME = 1000
KEPT = ["severity", "message", "function", "guide_version", "due_on", "due_provisional"]


@action("catalogue.guides.lint")
def lint_guides(*, actor: Doer) -> dict[str, int]:
    """Look at every current guide and keep what is found. Returns: how many opened, changed, mended."""
    return renew_findings(actor=actor)


def renew_findings(*, actor: Doer, items: Sequence[int] | None = None) -> dict[str, int]:
    """As `lint_guides`, inside the caller's transaction: a loader's, or an edit of a few `items`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('catalogue.lint'))")
    count: Counter[str] = Counter()
    day = today()
    for batch in _batches(guides_to_lint(on=day, items=items)):
        count += _renew(batch, day)
    unguided = ~Q(item__guides__is_current=True)
    if items is not None:
        unguided &= Q(item__in=items)
    count["mended"] += LintFinding.objects.filter(unguided, resolved_at=None).update(resolved_at=now())
    changed = {name: count[name] for name in ("opened", "changed", "mended")}
    if any(changed.values()):
        record(chain=CHAIN, actor=actor, action="catalogue.guides.lint", summary=changed)
    return changed


def _batches(guides: Iterator[ToLint]) -> Iterator[list[ToLint]]:
    while batch := list(islice(guides, AT_A_TIME)):
        yield batch


def _renew(batch: Sequence[ToLint], day: date) -> Counter[str]:
    """Bring the findings of some guides up to the day: four statements, however many there are."""
    open_now = LintFinding.objects.filter(item_id__in=[guide.item_id for guide in batch], resolved_at=None)
    known = {(row.item_id, row.rule, row.about): row for row in open_now}
    opened, changed, seen = [], [], []
    for guide in batch:
        for flaw in flaws_of(guide.view):
            row = known.pop((guide.item_id, flaw.rule, flaw.about), None)
            fresh = _finding(guide, flaw, row.first_seen if row else day, day)
            if row is None:
                opened.append(fresh)
                continue
            seen.append(row.pk)
            if any(getattr(row, name) != getattr(fresh, name) for name in KEPT):
                fresh.pk = row.pk
                changed.append(fresh)
    LintFinding.objects.bulk_create(opened, batch_size=AT_A_TIME)
    LintFinding.objects.bulk_update(changed, KEPT, batch_size=AT_A_TIME)
    LintFinding.objects.filter(pk__in=seen, last_seen__lt=day).update(last_seen=day)
    LintFinding.objects.filter(pk__in=[row.pk for row in known.values()]).update(resolved_at=now())
    return Counter(opened=len(opened), changed=len(changed), mended=len(known))


def _finding(guide: ToLint, flaw: Flaw, first_seen: date, day: date) -> LintFinding:
    due = _due(first_seen, flaw.severity)
    return LintFinding(
        item_id=guide.item_id,
        rule=flaw.rule,
        about=flaw.about,
        severity=flaw.severity,
        message=flaw.message,
        function=guide.function,
        guide_version=guide.version,
        first_seen=first_seen,
        last_seen=day,
        due_on=due[0],
        due_provisional=due[1],
    )


def _due(first_seen: date, severity: Severity) -> tuple[date, bool]:
    """The day by which the owner mends it, counted in working days from the day it was first seen."""
    due = calendar().due_date(first_seen, DAYS_TO_MEND[severity])
    return due.on, due.provisional
