"""What the pages of imports show: one's files, and what each would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from hall.catalogue.models import GuideImport, ImportedGuide, ServiceItem
from hall.catalogue.queries.contents import standing
from hall.catalogue.rules.fields.changes import Changed, changed, merged
from hall.identity.public import Actor

__all__ = ["Preview", "imports_of", "preview"]

PAGE_SIZE = 20
KEPT = 30


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
