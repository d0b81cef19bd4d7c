"""Making the index from the items: what an item is called, what people call it, what it is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import astuple, dataclass, field, replace
from functools import lru_cache
from typing import Any

from django.db import connection, transaction

from hall.catalogue.models import (
    Guide,
    ImplementingItem,
    SearchEntry,
    SearchTerm,
    ServiceItem,
    Synonym,
    Topic,
)
from hall.catalogue.search.narrowing import NOWHERE_SAID, Narrowed, depth_and_events, narrowed_items
from hall.catalogue.search.readings import (
    first_letters,
    initial_lexemes,
    pinyin,
    sound_lexemes,
    whole_lexemes,
)
from hall.catalogue.search.sayings import Saying, Title
from hall.catalogue.search.words import lexemes, plain_names
from hall.foundation.public import upsert_rows

__all__ = ["EVERY_ITEM", "index_places", "reindex", "reindex_items", "reindex_places"]

#: The term that stands for the number of items in the index.
EVERY_ITEM = "*"
_NARROWED = ("places", "levels", "heirs", "depth", "events")
_FIELDS = ("item_id", "pinyin", "initials", *_NARROWED)
#: What a lexeme is worth in the item's own names, in its other names, in its result, in what is around it.
OWN, OTHER, RESULT, AROUND = 1.0, 0.75, 0.4, 0.12
#: What a piece of a saying is worth beside the whole: 孩子 alone doesn't mean 孩子上户口.
PART = 0.5


@dataclass(frozen=True)
class _Entry:
    """One item's lexemes, each in the weightiest place; its names read aloud; what it is narrowed by."""

    item_id: int
    lexemes: dict[str, float]
    pinyin: str
    initials: str
    narrowed: Narrowed = NOWHERE_SAID


@dataclass(frozen=True)
class _Names:
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


def reindex() -> tuple[int, int, int]:
    """Make the whole index anew from what is in the catalogue. Must run in the loader's transaction.

    Returns: entries added, changed, unchanged.
    """
    narrowed = narrowed_items()
    entries = [
        replace(_entry(names), narrowed=narrowed.get(names.item_id, NOWHERE_SAID)) for names in _named()
    ]
    counts = upsert_rows(SearchEntry, _FIELDS, map(_row, entries), key=["item_id"])
    SearchEntry.objects.exclude(item_id__in=[entry.item_id for entry in entries]).delete()
    terms = {term[0]: term for term in _turn_over(entries)}
    upsert_rows(SearchTerm, ("lexeme", "items", "item_ids", "shares"), terms.values(), key=["lexeme"])
    gone = set(SearchTerm.objects.values_list("lexeme", flat=True)) - terms.keys()
    SearchTerm.objects.filter(lexeme__in=gone).delete()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_searchentry, catalogue_searchterm, catalogue_serviceitem")
    return counts


def reindex_places() -> tuple[int, int, int]:
    """Make anew only what lists are narrowed by, as after a change of who does what. In a transaction.

    Returns: entries added (none), changed, unchanged.
    """
    narrowed = narrowed_items()
    known = SearchEntry.objects.values_list("item_id", "pinyin", "initials")
    rows = [(*row, *astuple(narrowed.get(row[0], NOWHERE_SAID))) for row in known]
    return upsert_rows(SearchEntry, _FIELDS, rows, key=["item_id"])


def reindex_items(item_ids: Collection[int]) -> None:
    """Bring the index up to what some items are called now, as after a new version. In a transaction.

    Comes to the same as `reindex`, but writes only what these items' words touch; where they are done, which
    for an item with thousands of heirs is the long part, a new version doesn't change.
    """
    if SearchEntry.objects.filter(item__in=item_ids).count() < len(item_ids):
        reindex()
        return
    entries = [_entry(names) for names in _named()]
    said = depth_and_events(item_ids)
    touched = set(
        SearchTerm.objects.filter(item_ids__overlap=list(item_ids)).values_list("lexeme", flat=True)
    )
    for entry in entries:
        if entry.item_id in item_ids:
            touched |= entry.lexemes.keys()
            depth, events = said[entry.item_id]
            SearchEntry.objects.filter(item=entry.item_id).update(
                pinyin=entry.pinyin, initials=entry.initials, depth=depth, events=events
            )
    terms = [term for term in _turn_over(entries) if term[0] in touched]
    upsert_rows(SearchTerm, ("lexeme", "items", "item_ids", "shares"), terms, key=["lexeme"])
    SearchTerm.objects.filter(lexeme__in=touched - {term[0] for term in terms}).delete()


@transaction.atomic
def index_places() -> tuple[int, int, int]:
    """`reindex_places` in a transaction of its own."""
    return reindex_places()


def _named() -> list[_Names]:
    topics = dict(Topic.objects.values_list("code", "name"))
    results = dict(Guide.objects.filter(is_current=True).values_list("item_id", "result_name"))
    twins: dict[int, list[str]] = {}
    for item_id, name in ServiceItem.objects.exclude(same_as=None).values_list("same_as_id", "name"):
        twins.setdefault(item_id, []).append(name)
    columns = ("pk", "name", "main_item", "function", "topics")
    found = []
    for item_id, name in ImplementingItem.objects.exclude(name="").values_list("item_id", "name").distinct():
        twins.setdefault(item_id, []).append(name)
    listed = ServiceItem.objects.filter(same_as=None).order_by("pk").values_list(*columns)
    for pk, name, main, function, codes in listed:
        called = [plain for text in (name, *twins.get(pk, ()), main) if text for plain in plain_names(text)]
        about = [function, *(topics.get(code, "") for code in codes)]
        found.append(_Names(pk, called, results.get(pk, ""), about))
    _add_what_people_say(found)
    return found


def _add_what_people_say(items: list[_Names]) -> None:
    """Give every item the sayings that mean it: many items share a title, so each title is asked once."""
    titles: dict[str, list[_Names]] = {}
    around: dict[str, list[_Names]] = {}
    for names in items:
        for text in filter(None, {*names.called, names.result}):
            titles.setdefault(text, []).append(names)
        for text in filter(None, {*names.about}):
            around.setdefault(text, []).append(names)
    read = [(Title.of(text), text, bearers) for text, bearers in titles.items()]
    for official, spoken in _sayings().items():
        saying = Saying.of(official)
        holding = [each for each in read if saying.is_within(each[0].text)]
        meant = [each for each in holding if saying.begins_words_of(each[0])] or holding
        for title, text, bearers in meant:
            for names in bearers:
                closely = text in names.called and saying.begins(title)
                (names.closely if closely else names.loosely).extend(spoken)
        for text, bearers in around.items():
            if saying.is_within(text):
                for names in bearers:
                    names.around.extend(spoken)


def _sayings() -> dict[str, list[str]]:
    """What is said for each official name."""
    found: dict[str, list[str]] = {}
    for spoken, official in (
        Synonym.objects.filter(is_retired=False).order_by("pk").values_list("spoken", "official")
    ):
        found.setdefault(official, []).append(spoken)
    return found


def _entry(names: _Names) -> _Entry:
    own, *others = names.called
    found: dict[str, float] = {}
    _add(found, lexemes_of([own]), OWN)
    for share, sayings in ((OWN, names.closely), (OTHER, names.loosely), (RESULT, names.around)):
        _add(found, (lexeme for saying in sayings for lexeme in whole_lexemes(saying)), share)
    _add(found, lexemes_of(others), OTHER)
    _add(found, lexemes_of([names.result]), RESULT)
    _add(found, lexemes_of(names.closely), OWN * PART)
    _add(found, lexemes_of(names.loosely), OTHER * PART)
    for text in names.about:
        _add(found, lexemes(text), AROUND)
    spoken = [own, *names.closely, *others, *names.loosely]
    return _Entry(names.item_id, found, _read(pinyin, spoken), _read(first_letters, spoken))


def _add(found: dict[str, float], lexemes: Iterable[str], share: float) -> None:
    for lexeme in lexemes:
        found[lexeme] = max(share, found.get(lexeme, 0.0))


def lexemes_of(texts: Iterable[str]) -> Iterator[str]:
    """Everything a name can be found by: its words, its sounds, its first letters."""
    for text in texts:
        yield from _lexemes_of(text)


@lru_cache(maxsize=16384)
def _lexemes_of(text: str) -> frozenset[str]:
    """Of one text; many items share a saying."""
    return frozenset({*lexemes(text), *sound_lexemes(text), *initial_lexemes(text)})


def _read(reading: Callable[[str], str], texts: Iterable[str]) -> str:
    """Each text read aloud, once, apart by blanks."""
    return " ".join(dict.fromkeys(reading(text) for text in texts if text))


def _row(entry: _Entry) -> tuple[Any, ...]:
    return entry.item_id, entry.pinyin, entry.initials, *astuple(entry.narrowed)


def _turn_over(entries: list[_Entry]) -> Iterator[tuple[str, int, list[int], list[float]]]:
    """From each item's lexemes to each lexeme's items."""
    found: dict[str, dict[int, float]] = {}
    for entry in entries:
        for lexeme, share in entry.lexemes.items():
            found.setdefault(lexeme, {})[entry.item_id] = share
    yield EVERY_ITEM, len(entries), [], []
    for lexeme, items in found.items():
        yield lexeme, len(items), list(items), list(items.values())
