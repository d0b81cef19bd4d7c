"""Bringing the index up to what some items are called now, by writing only the words that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django.db import connection

from hall.catalogue.models import SearchEntry
from hall.catalogue.search.indexing import Entry, entry_of, reindex
from hall.catalogue.search.naming import Names, Titles, add_what_people_say, official_names, sayings
from hall.catalogue.search.narrowing import depth_and_events
from hall.catalogue.search.readings import whole_lexemes
from hall.catalogue.search.sayings import Saying

__all__ = ["reindex_items"]

Said = Mapping[str, list[str]]
#: Of each item the words that lead to it, and what each is worth there.
Posted = dict[int, dict[str, float]]

_POSTED: Final = """
SELECT u.item_id, t.lexeme, u.share
FROM catalogue_searchterm t, unnest(t.item_ids, t.shares) AS u(item_id, share)
WHERE t.item_ids && %(items)s::bigint[] AND u.item_id = ANY(%(items)s)
"""
#: The lists of the touched words anew: what other items have there stays, in the order of the items.
_POST: Final = """
WITH told AS (
    SELECT * FROM unnest(%(lexemes)s::text[], %(items)s::bigint[], %(shares)s::float8[])
        AS u(lexeme, item_id, share)
), kept AS (
    SELECT t.lexeme, u.item_id, u.share
    FROM catalogue_searchterm t, unnest(t.item_ids, t.shares) AS u(item_id, share)
    WHERE t.lexeme = ANY(%(touched)s) AND u.item_id <> ALL(%(renewed)s)
)
INSERT INTO catalogue_searchterm (lexeme, items, item_ids, shares)
SELECT lexeme, count(*), array_agg(item_id ORDER BY item_id), array_agg(share ORDER BY item_id)
FROM (SELECT * FROM kept UNION ALL SELECT * FROM told) AS every GROUP BY lexeme
ON CONFLICT (lexeme) DO UPDATE
SET items = excluded.items, item_ids = excluded.item_ids, shares = excluded.shares
"""
_FORGET: Final = """
DELETE FROM catalogue_searchterm t WHERE t.lexeme = ANY(%(touched)s) AND t.lexeme <> ALL(%(lexemes)s)
    AND t.item_ids <@ %(renewed)s::bigint[]
"""


def reindex_items(item_ids: Collection[int]) -> None:
    """Let some items be found by what they are called now, as after a new version. In a transaction.

    Comes to the same as `reindex`, but reads the names of all and writes only the words that changed; where
    items are done, which with thousands of heirs is the long part, a new name doesn't change.
    """
    renewed = set(item_ids)
    if SearchEntry.objects.filter(item__in=renewed).count() < len(renewed):
        reindex()
        return
    titles, said = Titles.of(official_names()), sayings()
    before = _posted(renewed)
    if leaning := _leaning(titles, said, renewed, before):
        before |= _posted(leaning)
        renewed |= leaning
    add_what_people_say(titles, _holding(titles, said, renewed), renewed)
    entries = [entry_of(names) for names in _borne(titles) if names.item_id in renewed]
    _tell(entries)
    _post({entry.item_id: entry.lexemes for entry in entries}, before)


def _borne(titles: Titles) -> Iterable[Names]:
    """Every item with a name, once."""
    return {names.item_id: names for _, _, bearers in titles.read for names in bearers}.values()


def _posted(item_ids: Collection[int]) -> Posted:
    found: Posted = {item_id: {} for item_id in item_ids}
    with connection.cursor() as cursor:
        cursor.execute(_POSTED, {"items": list(item_ids)})
        for item_id, lexeme, share in cursor.fetchall():
            found[item_id][lexeme] = share
    return found


def _leaning(titles: Titles, said: Said, renewed: Collection[int], before: Posted) -> set[int]:
    """The other items whose sayings may change with these: a saying means whatever holds it where no name
    begins a word with it, so what these items are called no longer, or only now, decides for those."""
    were = {lexeme for words in before.values() for lexeme in words}
    texts, found = _texts(titles, renewed), set[int]()
    for official, spoken in said.items():
        saying = Saying.of(official)
        had = whole_lexemes(spoken[0])[0] in were
        if not had and not any(map(saying.is_within, texts)):
            continue
        others = [
            (title, bearer)
            for title, _, bearers in titles.holding(saying)
            for bearer in bearers
            if bearer.item_id not in renewed
        ]
        if not any(saying.begins_words_of(title) for title, _ in others):
            found |= {bearer.item_id for _, bearer in others}
    return found


def _holding(titles: Titles, said: Said, item_ids: Collection[int]) -> dict[str, list[str]]:
    """The sayings that stand somewhere in the names of these items, or around them."""
    texts = _texts(titles, item_ids)
    texts += [
        text for text, bearers in titles.around.items() if any(one.item_id in item_ids for one in bearers)
    ]
    return {
        official: spoken
        for official, spoken in said.items()
        if any(map(Saying.of(official).is_within, texts))
    }


def _texts(titles: Titles, item_ids: Collection[int]) -> list[str]:
    """The names of these items, as sayings are looked for in them."""
    return [
        title.text for title, _, bearers in titles.read if any(one.item_id in item_ids for one in bearers)
    ]


def _tell(entries: list[Entry]) -> None:
    """The readings of the names, and what follows from their words."""
    said = depth_and_events([entry.item_id for entry in entries])
    for entry in entries:
        depth, events = said[entry.item_id]
        SearchEntry.objects.filter(item=entry.item_id).update(
            pinyin=entry.pinyin, initials=entry.initials, depth=depth, events=events
        )


def _post(after: Posted, before: Posted) -> None:
    """Write the lists of the words that lead to these items otherwise than before (two statements)."""
    touched = {
        lexeme
        for item_id, words in after.items()
        for lexeme in words.keys() | before[item_id].keys()
        if words.get(lexeme) != before[item_id].get(lexeme)
    }
    if not touched:
        return
    told = [
        (lexeme, item_id, share)
        for item_id, words in after.items()
        for lexeme, share in words.items()
        if lexeme in touched
    ]
    asked: dict[str, list[Any]] = {
        "lexemes": [lexeme for lexeme, _, _ in told],
        "items": [item_id for _, item_id, _ in told],
        "shares": [share for _, _, share in told],
        "touched": list(touched),
        "renewed": list(after),
    }
    with connection.cursor() as cursor:
        cursor.execute(_POST, asked)
        cursor.execute(_FORGET, asked)
