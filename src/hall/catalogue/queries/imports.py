"""What the pages of imports show: one's files, and what each would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from hall.catalogue.models import GuideExport, GuideImport, ImportedGuide, ServiceItem
from hall.catalogue.queries.contents import standing
from hall.catalogue.rules.fields.changes import Changed, changed, merged
from hall.foundation.public import now
from hall.identity.public import Actor

__all__ = ["Preview", "changes_of", "exports_of", "forgotten", "imports_of", "preview"]

#: So long after a file was taken in, and after anything was told of it, somebody should be at work on it.
QUIET = timedelta(minutes=10)
PAGE_SIZE = 20
KEPT = 30
AT_A_TIME = 100


@dataclass(frozen=True)
class ToChange:
    """One guide of the file and what it changes. `is_stale`: somebody has edited it since it was read."""

    item: ServiceItem
    changes: list[Changed]
    warnings: list[str]
    is_stale: bool


@dataclass(frozen=True)
class Preview:
    """A page of what an import would change, those that change nothing left out."""

    guides: int
    changed: int
    page: Page[Any]
    shown: list[ToChange]


def imports_of(actor: Actor) -> QuerySet[GuideImport]:
    """One's latest files."""
    return GuideImport.objects.filter(account=actor.account_id).order_by("-uploaded_at")[:KEPT]


def exports_of(actor: Actor) -> QuerySet[GuideExport]:
    """One's latest workbooks that are still kept."""
    mine = GuideExport.objects.filter(account=actor.account_id, kept_until__gt=now())
    return mine.order_by("-asked_at")[:KEPT]


def forgotten(kind: type[GuideImport] | type[GuideExport], state: str) -> list[UUID]:
    """Files in `state` that nobody has told anything of for a while."""
    taken = "asked_at" if kind is GuideExport else "uploaded_at"
    quiet_since = now() - QUIET
    untold = Q(told_at=None) | Q(told_at__lt=quiet_since)
    files = kind._default_manager.filter(untold, state=state, **{f"{taken}__lt": quiet_since})
    return list(files.values_list("pk", flat=True)[:AT_A_TIME])


def changes_of(taken: GuideImport) -> int:
    """How many guides the file changes."""
    return taken.guides.exclude(changes=[]).count()


def preview(taken: GuideImport, page: str | int | None) -> Preview:
    """What the file would change, some guides at a time (six queries)."""
    counted = taken.guides.aggregate(guides=Count("pk"), changed=Count("pk", filter=~Q(changes=[])))
    every = taken.guides.exclude(changes=[]).select_related("item").order_by("pk")
    shown: Page[ImportedGuide] = Paginator(every, PAGE_SIZE).get_page(page)
    stands = standing(guide.item.code for guide in shown)
    return Preview(
        guides=counted["guides"],
        changed=counted["changed"],
        page=shown,
        shown=[_to_change(guide, stands[guide.item.code]) for guide in shown],
    )


def _to_change(guide: ImportedGuide, stands: Any) -> ToChange:
    after = merged(stands.content, guide.content, guide.told)
    return ToChange(
        guide.item, changed(stands.content, after), guide.warnings, stands.digest != guide.base_digest
    )
