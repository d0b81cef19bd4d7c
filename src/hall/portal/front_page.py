"""What the front page and the masthead show of the rooms below: counted from the catalogue, never claimed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.core.cache import caches
from django.db.models import Count, Q

from hall.catalogue.public import ServiceItem, Topic
from hall.disclosure.public import DecisionRow, Figures, figures_today, latest_decisions
from hall.foundation.public import while_fresh
from hall.places.public import Hall
from hall.places.public import halls as read_halls

# Decisions are published as they are made; a minute is soon enough to see them here.
NEWS_KEPT_SECONDS = 60
# As many topics as a glance takes in; the rest unfold.
AT_A_GLANCE = 12


@dataclass(frozen=True)
class TopicLink:
    """A topic as the front page names it: 社会保障（社会保险、社会救助） is 社会保障 there."""

    code: str
    name: str

    @property
    def short_name(self) -> str:
        return self.name.partition("（")[0]


@dataclass(frozen=True)
class Door:
    """One of the home page's doors: how many items stand behind it, how many can be filed online."""

    items: int
    online: int
    topics: tuple[TopicLink, ...]

    @property
    def first_topics(self) -> tuple[TopicLink, ...]:
        return self.topics[:AT_A_GLANCE]

    @property
    def more_topics(self) -> tuple[TopicLink, ...]:
        return self.topics[AT_A_GLANCE:]


@dataclass(frozen=True)
class FrontPage:
    """The "2" (persons, legal persons) and the counted two of the "3" (approvals, convenience)."""

    natural: Door
    legal: Door
    approvals: Door
    convenience: Door


def front_page() -> FrontPage:
    """Read in two queries, then kept until the catalogue changes."""
    return while_fresh("portal.front_page", _read_front_page)


@dataclass(frozen=True)
class Sunshine:
    """What was decided lately, as disclosure publishes it."""

    figures: Figures
    latest: list[DecisionRow]


def sunshine() -> Sunshine:
    """Read in two queries, then kept for a minute."""
    return cast(Sunshine, caches["pages"].get_or_set("portal.sunshine", _read_sunshine, NEWS_KEPT_SECONDS))


def _read_sunshine() -> Sunshine:
    return Sunshine(figures_today(), latest_decisions())


def halls() -> list[Hall]:
    """Every hall, for the switch in the masthead."""
    return while_fresh("portal.halls", read_halls)


def _read_front_page() -> FrontPage:
    natural, legal = Q(audiences__contains=["natural_person"]), Q(audiences__contains=["legal_person"])
    convenience = Q(item_type=ServiceItem.Kind.PUBLIC)
    doors = {"natural": natural, "legal": legal, "approvals": ~convenience, "convenience": convenience}
    counted: dict[str, Any] = {}
    for name, condition in doors.items():
        counted[f"{name}_items"] = Count("pk", filter=condition)
        counted[f"{name}_online"] = Count("pk", filter=condition & Q(is_online=True))
    counts = ServiceItem.objects.filter(same_as=None).aggregate(**counted)
    topics = _topics_in_use()
    return FrontPage(
        **{
            name: Door(
                counts[f"{name}_items"],
                counts[f"{name}_online"],
                tuple(
                    TopicLink(topic.code, topic.name)
                    for topic in topics
                    if topic.audience == f"{name}_person"
                ),
            )
            for name in doors
        }
    )


def _topics_in_use() -> list[Topic]:
    """Topics that lead to at least one item, in their standard order."""
    return list(
        Topic.objects.raw(
            "SELECT t.* FROM catalogue_topic t WHERE EXISTS"
            " (SELECT 1 FROM catalogue_serviceitem i"
            " WHERE i.topics @> ARRAY[t.code] AND i.same_as_id IS NULL)"
            " ORDER BY t.position"
        )
    )
