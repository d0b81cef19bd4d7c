"""Making the index from what items are called: each lexeme in its weightiest place, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from typing import Any

from django.db import connection, transaction

from hall.catalogue.models import SearchEntry, SearchTerm
from hall.catalogue.search.naming import Names, every_name
from hall.catalogue.search.narrowing import NOWHERE_SAID, Narrowed, narrowed_items
from hall.catalogue.search.readings import (
    first_letters,
    initial_lexemes,
    pinyin,
    sound_lexemes,
    whole_lexemes,
)
from hall.catalogue.search.words import lexemes
from hall.foundation.public import upsert_rows

__all__ = ["EVERY_ITEM", "Entry", "entry_of", "index_places", "reindex", "reindex_places"]

#: The term that stands for the number of items in the index.
EVERY_ITEM = "*"
_NARROWED = ("places", "levels", "heirs", "depth", "events")
_FIELDS = ("item_id", "pinyin", "initials", *_NARROWED)
#: What a lexeme is worth in the item's own names, in its other names, in its result, in what is around it.
OWN, OTHER, RESULT, AROUND = 1.0, 0.75, 0.4, 0.12
#: What a piece of a saying is worth beside the whole: 孩子 alone doesn't mean 孩子上户口.
PART = 0.5


@dataclass(frozen=True)
class Entry:
    """One item's lexemes, each in the weightiest place; its names read aloud; what it is narrowed by."""

    item_id: int
    lexemes: dict[str, float]
    pinyin: str
    initials: str
    narrowed: Narrowed = NOWHERE_SAID


def reindex() -> tuple[int, int, int]:
    """Make the whole index anew from what is in the catalogue. Must run in the loader's transaction.

    Returns: entries added, changed, unchanged.
    """
    narrowed = narrowed_items()
    entries = [
        replace(entry_of(names), narrowed=narrowed.get(names.item_id, NOWHERE_SAID)) for names in every_name()
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


@transaction.atomic
def index_places() -> tuple[int, int, int]:
    """`reindex_places` in a transaction of its own."""
    return reindex_places()


def entry_of(names: Names) -> Entry:
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
    return Entry(names.item_id, found, _read(pinyin, spoken), _read(first_letters, spoken))


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


def _row(entry: Entry) -> tuple[Any, ...]:
    return entry.item_id, entry.pinyin, entry.initials, *astuple(entry.narrowed)


def _turn_over(entries: list[Entry]) -> Iterator[tuple[str, int, list[int], list[float]]]:
    """From each item's lexemes to each lexeme's items."""
    found: dict[str, dict[int, float]] = {}
    for entry in entries:
        for lexeme, share in entry.lexemes.items():
            found.setdefault(lexeme, {})[entry.item_id] = share
    yield EVERY_ITEM, len(entries), [], []
    for lexeme, items in found.items():
        yield lexeme, len(items), list(items), list(items.values())
