"""The item managers' list: which items, which of them are being changed, what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from hall.catalogue.lifecycle import State
from hall.catalogue.models import Guide, LintFinding, ServiceItem
from hall.catalogue.policies import visible_to
from hall.identity.public import Actor

__all__ = ["STANDINGS", "ItemLine", "Sought", "functions_seen", "items_sought", "lines_of"]

PAGE_SIZE = 50
#: What a list may be narrowed to.
STANDINGS = ("draft", "submitted", "published", "none", "errors")


@dataclass(frozen=True)
class Sought:
    """What a manager looks for."""

    words: str = ""
    function: str = ""
    standing: str = ""

    @classmethod
    def of(cls, asked: Any) -> Sought:
        """From the address or a form; what isn't known is left out."""
        standing = asked.get("standing", "")
        return cls(
            words=asked.get("q", "").strip()[:80],
            function=asked.get("function", "")[:60],
            standing=standing if standing in STANDINGS else "",
        )

    def as_query(self) -> dict[str, str]:
        said = {"q": self.words, "function": self.function, "standing": self.standing}
        return {key: value for key, value in said.items() if value}


@dataclass(frozen=True)
class ItemLine:
    """One row: the item, its version in force, its version being worked on, its findings."""

    item: ServiceItem
    version: int | None
    open_version: int | None
    open_state: str
    errors: int
    warnings: int

    @property
    def open_label(self) -> str:
        return State(self.open_state).label if self.open_state else ""


def items_sought(actor: Actor, sought: Sought) -> QuerySet[ServiceItem]:
    """The items that match, in the order of their functions and names."""
    items = visible_to(actor).filter(same_as=None)
    if sought.words:
        items = items.filter(Q(name__icontains=sought.words) | Q(code__icontains=sought.words))
    if sought.function:
        items = items.filter(function=sought.function)
    return _of_standing(items, sought.standing).order_by("function", "name", "pk")


def _of_standing(items: QuerySet[ServiceItem], standing: str) -> QuerySet[ServiceItem]:
    mine = Guide.objects.filter(item=OuterRef("pk"))
    wrong = LintFinding.objects.filter(item=OuterRef("pk"), severity="error", resolved_at=None)
    match standing:
        case "draft" | "submitted":
            return items.filter(Exists(mine.filter(state=standing)))
        case "published":
            return items.filter(Exists(mine.filter(is_current=True)))
        case "none":
            return items.filter(~Exists(mine))
        case "errors":
            return items.filter(Exists(wrong))
    return items


def lines_of(items: QuerySet[ServiceItem], page: str | int | None) -> Page[ItemLine]:
    """One page of the list (four queries, however many items)."""
    mine = Guide.objects.filter(item=OuterRef("pk"))
    being_changed = mine.filter(state__in=[State.DRAFT.value, State.SUBMITTED.value])
    told = items.annotate(
        current=Subquery(mine.filter(is_current=True).values("version")[:1]),
        opened=Subquery(being_changed.values("version")[:1]),
        opened_state=Subquery(being_changed.values("state")[:1]),
    )
    shown: Page[Any] = Paginator(told, PAGE_SIZE).get_page(page)
    found = _findings([item.pk for item in shown])
    shown.object_list = [
        ItemLine(
            item,
            item.current,
            item.opened,
            item.opened_state or "",
            *found.get(item.pk, (0, 0)),
        )
        for item in shown.object_list
    ]
    return shown


def _findings(items: list[int]) -> dict[int, tuple[int, int]]:
    rows = (
        LintFinding.objects.filter(item__in=items, resolved_at=None)
        .values_list("item")
        .annotate(
            errors=Count("pk", filter=Q(severity="error")), warnings=Count("pk", filter=Q(severity="warning"))
        )
    )
    return {item: (errors, warnings) for item, errors, warnings in rows}


def functions_seen(actor: Actor) -> list[str]:
    """The functions whose items the actor deals with."""
    return list(visible_to(actor).order_by("function").values_list("function", flat=True).distinct())
