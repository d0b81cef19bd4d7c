"""What an item is called: by the catalogue, by places, by people; and what stands around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from hall.catalogue.models import Guide, ImplementingItem, ServiceItem, Synonym, Topic
from hall.catalogue.search.sayings import Saying, Title
from hall.catalogue.search.words import plain_names

__all__ = ["Names", "Titles", "add_what_people_say", "every_name", "official_names", "sayings"]


@dataclass(frozen=True)
class Names:
    """Everything one item is called.

    `called` are official names, the item's own first; `closely` is what people say for just this item,
    `loosely` what they say for something in its name; `about` is what stands around it.
    """

    item_id: int
    called: list[str]
    result: str
    about: list[str]
    closely: list[str] = field(default_factory=list)
    loosely: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Titles:
    """Every text that sayings are looked for in, each once with the items that bear it: many share one.

    `read` are official names and results, with where their words begin; `around` what stands around items.
    """

    read: list[tuple[Title, str, list[Names]]]
    around: dict[str, list[Names]]

    @classmethod
    def of(cls, items: Iterable[Names]) -> Titles:
        titles: dict[str, list[Names]] = {}
        around: dict[str, list[Names]] = {}
        for names in items:
            for text in filter(None, {*names.called, names.result}):
                titles.setdefault(text, []).append(names)
            for text in filter(None, {*names.about}):
                around.setdefault(text, []).append(names)
        return cls([(Title.of(text), text, bearers) for text, bearers in titles.items()], around)

    def holding(self, saying: Saying) -> list[tuple[Title, str, list[Names]]]:
        return [each for each in self.read if saying.is_within(each[0].text)]


def every_name() -> list[Names]:
    """What every item is called, by the office and by people."""
    found = official_names()
    add_what_people_say(Titles.of(found), sayings())
    return found


def official_names() -> list[Names]:
    """What every item is officially called, with nothing that people say (five queries)."""
    topics = dict(Topic.objects.values_list("code", "name"))
    results = dict(Guide.objects.filter(is_current=True).values_list("item_id", "result_name"))
    twins: dict[int, list[str]] = {}
    for item_id, name in ServiceItem.objects.exclude(same_as=None).values_list("same_as_id", "name"):
        twins.setdefault(item_id, []).append(name)
    columns = ("pk", "name", "main_item", "function", "topics")
    local = ImplementingItem.objects.exclude(name="").values_list("item_id", "name")
    for item_id, name in local.distinct().order_by("item_id", "name"):
        twins.setdefault(item_id, []).append(name)
    found = []
    listed = ServiceItem.objects.filter(same_as=None).order_by("pk").values_list(*columns)
    for pk, name, main, function, codes in listed:
        called = [plain for text in (name, *twins.get(pk, ()), main) if text for plain in plain_names(text)]
        about = [function, *(topics.get(code, "") for code in codes)]
        found.append(Names(pk, called, results.get(pk, ""), about))
    return found


def add_what_people_say(
    titles: Titles, said: Mapping[str, list[str]], only: Collection[int] | None = None
) -> None:
    """Give every item, or `only` some, the sayings that mean it."""
    for official, spoken in said.items():
        saying = Saying.of(official)
        holding = titles.holding(saying)
        meant = [each for each in holding if saying.begins_words_of(each[0])] or holding
        for title, text, bearers in meant:
            for names in bearers:
                if only is None or names.item_id in only:
                    closely = text in names.called and saying.begins(title)
                    (names.closely if closely else names.loosely).extend(spoken)
        for text, bearers in titles.around.items():
            if saying.is_within(text):
                for names in bearers:
                    names.around.extend(spoken)


def sayings() -> dict[str, list[str]]:
    """What is said for each official name (one query)."""
    found: dict[str, list[str]] = {}
    rows = Synonym.objects.filter(is_retired=False).order_by("pk").values_list("spoken", "official")
    for spoken, official in rows:
        found.setdefault(official, []).append(spoken)
    return found
