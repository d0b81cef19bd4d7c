"""A list of items as its page shows it: filters with counts, what is chosen, the pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hall.catalogue.http.region import EVERYWHERE, guide_query, near_query, region_of
from hall.catalogue.models import Audience, ServiceItem, Topic
from hall.catalogue.queries.browsing import life_events
from hall.catalogue.search.finding import PAGE_SIZE, Filters, Found, FoundItem
from hall.catalogue.search.words import pairs, words

__all__ = ["Choice", "Listing", "page_of", "parts_of", "wanted"]

#: The filters, by the keys of the address that name them.
KEYS = ("audience", "online", "depth", "event", "topic", "level", "type", "department")
SHOWN_AT_ONCE = 8
LAST_PAGE = 500
LEVELS = frozenset("23456")
DEPTHS = frozenset("1234")


def wanted(request: HttpRequest) -> Filters:
    """The filters that the address names; what it names wrongly is no filter."""
    get = request.GET
    audience = get.get("audience", "")
    kind = get.get("type", "")
    return Filters(
        audience=audience if audience in Audience.values else "",
        topic=get.get("topic", "")[:20],
        type=kind if kind in ServiceItem.Kind.values else "",
        department=get.get("department", "")[:60],
        online=get.get("online") == "1",
        event=get.get("event", "")[:40],
        level=get.get("level", "") if get.get("level", "") in LEVELS else "",
        depth=int(get["depth"]) if get.get("depth", "") in DEPTHS else 0,
        region=region_of(request),
    )


def page_of(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return min(int(number), LAST_PAGE) if number.isascii() and number.isdigit() and len(number) < 6 else 1


@dataclass(frozen=True)
class Choice:
    """One choice of a filter: its words, how many it leaves, where it leads, whether it is taken."""

    label: str
    count: int
    address: str
    is_chosen: bool
    is_data: bool = True


@dataclass(frozen=True)
class Group:
    """One filter: its key in the address, a name, the choices at hand and those that unfold."""

    key: str
    name: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True)
class Part:
    """A piece of a name; `is_found` when the query has it."""

    text: str
    is_found: bool


@dataclass(frozen=True)
class Line:
    """One item of the list, its name cut where the query's words stand in it."""

    item: FoundItem
    parts: tuple[Part, ...]
    query: str = ""  # what the guide's address carries: the hall or the region


def parts_of(name: str, meant: str) -> tuple[Part, ...]:
    """The name in pieces, those marked that the query has: its words and its pairs of characters."""
    wanted = {*words(meant), *pairs(meant)}
    found = [False] * len(name)
    for word in wanted:
        at = name.find(word)
        while at >= 0:
            found[at : at + len(word)] = [True] * len(word)
            at = name.find(word, at + 1)
    pieces = groupby(zip(name, found, strict=True), key=lambda each: each[1])
    return tuple(Part("".join(character for character, _ in piece), is_found) for is_found, piece in pieces)


@dataclass(frozen=True)
class Listing:
    """The filters of one answer."""

    request: HttpRequest
    filters: Filters
    found: Found
    page: int = 1
    fixed: str = ""  # the filter that the page itself is: a department's own list has no other department

    @cached_property
    def lines(self) -> list[Line]:
        here = guide_query(self.filters.region)
        return [
            Line(item, parts_of(item.name, self.found.meant), here if not item.is_near else near_query(item))
            for item in self.found.items
        ]

    @cached_property
    def groups(self) -> list[Group]:
        topics = self._topics()
        kinds = dict(ServiceItem.Kind.choices)
        depth = str(self.filters.depth or "")
        handled = self.found.counts.get("department", {})
        every = [
            self._group(_("办理对象"), "audience", self.filters.audience, _audiences(), own_words=True),
            self._group(
                _("办理方式"), "online", "1" if self.filters.online else "", {"1": _("可网上办")}, True
            ),
            self._group(_("网办深度"), "depth", depth, _depths(), own_words=True),
            self._group(_("生活和经营中的事"), "event", self.filters.event, self._events()),
            self._group(_("主题"), "topic", self.filters.topic, topics),
            self._group(_("办理层级"), "level", self.filters.level, _levels(), own_words=True),
            self._group(_("事项类型"), "type", self.filters.type, kinds),
            self._group(
                _("部门"),
                "department",
                self.filters.department,
                {name: name for name in sorted(handled, key=lambda one: -handled[one])},
            ),
        ]
        shown = [group for group in every if group.key != self.fixed]
        return [group for group in (self._places(), *shown) if self._narrows(group)]

    def _places(self) -> Group:
        """The places one may go to from here, in the order of their codes."""
        names = {place.code: place.name for place in self.found.around.choices}
        return self._group(_("地区"), "region", "", names)

    @property
    def chosen(self) -> list[Choice]:
        """What narrows the list now; each leads to the list without it."""
        return [
            Choice(choice.label, 0, self._address(group.key, ""), True, choice.is_data)
            for group in self.groups
            if group.key != "region"
            for choice in (*group.first, *group.more)
            if choice.is_chosen
        ]

    @property
    def without_filters(self) -> str:
        query = self.request.GET.copy()
        for key in (*KEYS, "page"):
            query.pop(key, None)
        return self._with(query.urlencode())

    @property
    def everywhere(self) -> str:
        """The same list, whatever the region."""
        return self._address("region", EVERYWHERE)

    @property
    def first_number(self) -> int:
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def previous_page(self) -> str:
        return self._address("page", str(self.page - 1)) if self.page > 1 else ""

    @property
    def next_page(self) -> str:
        return self._address("page", str(self.page + 1)) if self.page < min(self.pages, LAST_PAGE) else ""

    @property
    def pages(self) -> int:
        return -(-self.found.total // PAGE_SIZE)

    def _narrows(self, group: Group) -> bool:
        """Whether the filter could leave fewer, or does already: one item can't be narrowed to less."""
        choices = (*group.first, *group.more)
        return any(choice.is_chosen or choice.count < self.found.total for choice in choices)

    def _group(
        self, name: str, key: str, chosen: str, labels: dict[str, str], own_words: bool = False
    ) -> Group:
        counts = self.found.counts.get(key, {})
        choices = tuple(
            Choice(
                label,
                counts.get(value, 0),
                self._address(key, "" if value == chosen else value),
                value == chosen,
                not own_words,
            )
            for value, label in labels.items()
            if counts.get(value) or value == chosen
        )
        first = choices[:SHOWN_AT_ONCE]
        more = choices[SHOWN_AT_ONCE:]
        return Group(key, name, first, more, any(choice.is_chosen for choice in more))

    def _events(self) -> dict[str, str]:
        """The life events of the audience that is looked at, the fullest first."""
        counts = self.found.counts.get("event", {})
        audience = self.filters.audience
        rows = [event for event in life_events() if audience in {"", event.audience}]
        return {event.code: event.name for event in sorted(rows, key=lambda one: -counts.get(one.code, 0))}

    def _topics(self) -> dict[str, str]:
        """The topics of the audience that is looked at, the fullest first; of two alike each says whose."""
        counts = self.found.counts.get("topic", {})
        codes = [*counts, self.filters.topic]
        rows = [
            (code, name, audience)
            for code, name, audience in Topic.objects.filter(code__in=codes).values_list(
                "code", "name", "audience"
            )
            if self.filters.audience in {"", audience}
        ]
        alike = Counter(name for _code, name, _audience in rows)
        rows.sort(key=lambda row: -counts.get(row[0], 0))
        return {
            code: f"{name}（{Audience(audience).label}）" if alike[name] > 1 else name
            for code, name, audience in rows
        }

    def _address(self, key: str, value: str) -> str:
        query = self.request.GET.copy()
        query.pop("page", None)
        query.pop(key, None)
        if value:
            query[key] = value
        if key == "audience":
            query.pop("topic", None)  # a topic belongs to one audience, as does an event
            query.pop("event", None)
        return self._with(query.urlencode())

    def _with(self, encoded: str) -> str:
        return f"{self.request.path}?{encoded}" if encoded else self.request.path


def _depths() -> dict[str, str]:
    return {"4": _("全程网上办"), "3": _("最多跑一次"), "2": _("网上预审"), "1": _("网上查指南")}


def _levels() -> dict[str, str]:
    return {"2": _("省级"), "3": _("市级"), "4": _("县级"), "5": _("乡镇（街道）"), "6": _("村（社区）")}


def _audiences() -> dict[str, str]:
    return {Audience.NATURAL.value: _("个人"), Audience.LEGAL.value: _("法人")}
