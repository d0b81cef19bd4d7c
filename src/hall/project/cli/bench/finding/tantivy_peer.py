"""The same guides in tantivy, by the same tokens: one document a guide, as a search server would hold them.

A document has the item's lexemes, and the fields that lists are narrowed by; a question is the same lexemes
with the same weights, and asks for the counts at every choice of every filter, the other filters kept: once
for all filters, and once more for each that is in use. Run as a module it makes the index: FOLDER GUIDES.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django
import tantivy

COUNTED = ("audience", "topic", "event", "type", "department", "online", "depth", "level", "region")
PAGE = 20


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("item", stored=True, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    for name in COUNTED:
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    return builder.build()


def token(lexeme: str) -> str:
    return lexeme.replace(" ", "_")


def make(folder: Path, guides: int) -> dict[str, Any]:
    from django.db import connection

    folder.mkdir(parents=True)
    started = time.perf_counter()
    items = _items()
    index = tantivy.Index(_schema(), str(folder))
    writer = index.writer(heap_size=256_000_000, num_threads=2)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.item_id, i.division_id, o.level FROM catalogue_implementingitem i"
            " JOIN catalogue_office o ON o.id = i.office_id ORDER BY i.id LIMIT %s",
            [guides],
        )
        rows = cursor.fetchall()
    for item_id, division, level in rows:
        document = tantivy.Document(**items[item_id], region=[division], level=[level])
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return {"guides": len(rows), "seconds": time.perf_counter() - started}


def _items() -> dict[int, dict[str, Any]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT i.id, w.words, i.audiences, i.topics, e.events, i.item_type, i.function, i.is_online,
                e.depth
            FROM catalogue_serviceitem i JOIN catalogue_searchentry e ON e.item_id = i.id
            JOIN (
                SELECT item, array_agg(lexeme) FROM catalogue_searchterm, unnest(item_ids) item GROUP BY item
            ) w(item, words) ON w.item = i.id
            """
        )
        return {
            item: {
                "item": item,
                "words": [" ".join(map(token, words))],
                "audience": audiences,
                "topic": topics,
                "event": events,
                "type": [kind],
                "department": [function],
                "online": ["1"] if online else [],
                "depth": [str(depth)] if depth else [],
            }
            for item, words, audiences, topics, events, kind, function, online, depth in cursor.fetchall()
        }


class Peer:
    """The index opened for reading."""

    def __init__(self, folder: Path) -> None:
        self.schema = _schema()
        index = tantivy.Index(self.schema, str(folder), reuse=True)
        index.reload()
        self.searcher = index.searcher()

    def search(self, query: str, region: str, narrowed: Mapping[str, Any]) -> object:
        from hall.catalogue.public import asked_lexemes, region_places

        words = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term("words", token(lexeme)), worth))
            for lexeme, worth in asked_lexemes(query).items()
        ]
        musts = [(tantivy.Occur.Must, tantivy.Query.boolean_query(words))] if words else []
        filters = {name: "1" if value is True else value for name, value in narrowed.items()}
        if region:
            places = region_places(region)
            where = tantivy.Query.term_set_query(self.schema, "region", places)
            musts.append((tantivy.Occur.Must, where))
        chosen = {name: (tantivy.Occur.Must, self._term(name, value)) for name, value in filters.items()}
        full = tantivy.Query.boolean_query([*musts, *chosen.values()] or [_everything()])
        found: Any = self.searcher.search(full, PAGE)
        rows = [self.searcher.doc(address) for _, address in found.hits]
        counts = self._counted(full, [name for name in COUNTED if name not in filters])
        for name in filters:
            others = [kept for other, kept in chosen.items() if other != name]
            without = tantivy.Query.boolean_query([*musts, *others] or [_everything()])
            counts |= self._counted(without, [name])
        return rows, found.count, counts

    def _term(self, field: str, text: str) -> Any:
        return tantivy.Query.term_query(self.schema, field, text)

    def _counted(self, query: Any, fields: list[str]) -> dict[str, Any]:
        wanted = {name: {"terms": {"field": name, "size": 70}} for name in fields}
        counted: dict[str, Any] = self.searcher.aggregate(query, wanted)
        return counted


def _everything() -> Any:
    return (tantivy.Occur.Must, tantivy.Query.all_query())


if __name__ == "__main__":
    django.setup()
    print(json.dumps(make(Path(sys.argv[1]), int(sys.argv[2]))))
