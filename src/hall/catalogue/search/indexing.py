"""Making the index from the items: what an item is called, what people call it, what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from hall.catalogue.models import Guide, SearchEntry, SearchTerm, ServiceItem, Synonym, Topic
from hall.catalogue.search.readings import initials, pinyin
from hall.catalogue.search.words import lexemes
from hall.foundation.public import upsert_rows

__all__ = ["EVERY_ITEM", "reindex"]

#: The term that stands for the number of items in the index.
EVERY_ITEM = "*"
_FIELDS = ("item_id", "lexemes", "pinyin", "initials")


@dataclass(frozen=True)
class _Entry:
    """One item's words, each in the weightiest place it stands (A its name … D what is around it)."""

    item_id: int
    words: dict[str, str]
    pinyin: str
    initials: str


def reindex() -> tuple[int, int, int]:
    """Make the whole index anew from what is in the catalogue. Must run in the loader's transaction.

    Returns: entries added, changed, unchanged.
    """
    entries = list(_entries())
    counts = upsert_rows(SearchEntry, _FIELDS, (_row(entry) for entry in entries), key=["item_id"])
    SearchEntry.objects.exclude(item_id__in=[entry.item_id for entry in entries]).delete()
    _count_terms(entries)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_searchentry, catalogue_searchterm, catalogue_serviceitem")
    return counts


def _entries() -> Iterator[_Entry]:
    topics = dict(Topic.objects.values_list("code", "name"))
    spoken = list(Synonym.objects.values_list("spoken", "official"))
    results = dict(Guide.objects.filter(is_current=True).values_list("item_id", "result_name"))
    others: dict[int, list[str]] = {}
    for item_id, name in ServiceItem.objects.exclude(same_as=None).values_list("same_as_id", "name"):
        others.setdefault(item_id, []).append(name)
    columns = ("pk", "name", "main_item", "function", "topics")
    for pk, name, main, function, codes in ServiceItem.objects.filter(same_as=None).values_list(*columns):
        also = [*others.get(pk, ()), main]
        called = [name, *also, results.get(pk, "")]
        said = [word for word, official in spoken if any(official in text for text in called)]
        about = [function, *(topics.get(code, "") for code in codes)]
        yield _entry(pk, name, also, said, [results.get(pk, "")], about)


def _entry(
    pk: int, name: str, also: list[str], said: list[str], result: list[str], about: list[str]
) -> _Entry:
    words: dict[str, str] = {}
    for weight, texts in (("A", [name]), ("B", [*said, *also]), ("C", result), ("D", about)):
        for word in _words_of(texts):
            words.setdefault(word, weight)
    readings = [name, *said, *also]
    return _Entry(pk, words, _read(pinyin, readings), _read(initials, readings))


def _words_of(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from lexemes(text)


def _read(reading: Callable[[str], str], texts: list[str]) -> str:
    """Each text read aloud, once, apart by blanks."""
    return " ".join(dict.fromkeys(reading(text) for text in texts if text))


def _row(entry: _Entry) -> tuple[int, str, str, str]:
    vector = " ".join(f"'{word}':1{weight}" for word, weight in sorted(entry.words.items()))
    return entry.item_id, vector, entry.pinyin, entry.initials


def _count_terms(entries: list[_Entry]) -> None:
    counts = Counter(word for entry in entries for word in entry.words)
    counts[EVERY_ITEM] = len(entries)
    SearchTerm.objects.exclude(lexeme__in=list(counts)).delete()
    upsert_rows(SearchTerm, ("lexeme", "items"), counts.items(), key=["lexeme"])
