"""A province for search to find in: the city's real items, done in as many places as make `guides` heirs.

Run as a module in the hall on stage, with the number of guides; prints what there is and how long the index
of places took. Run again with more, it adds what is missing.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import django

#: Counties and cities, those of the city's own province first, by the code; each with every kind of office.
_OFFICES = """
INSERT INTO catalogue_office (division_id, function, name, credit_code, level, facts, changed_at, is_demo)
SELECT d.code, f.function, d.name || f.function, left(d.code, 6) || lpad(f.number::text, 12, '0'),
    CASE d.level WHEN 'province' THEN '2' WHEN 'city' THEN '3' ELSE '4' END, '{}', now(), true
FROM (SELECT * FROM places_division WHERE level IN ('province', 'city', 'county')
      ORDER BY left(code, 2) <> '34', code LIMIT %(places)s) d
CROSS JOIN (SELECT function, row_number() OVER (ORDER BY function) AS number
            FROM (SELECT DISTINCT function FROM catalogue_serviceitem) s) f
ON CONFLICT DO NOTHING
"""
_HEIRS = """
INSERT INTO catalogue_implementingitem (code, item_id, office_id, division_id, name, changed_at, is_demo)
SELECT o.credit_code || '4' || lpad(i.id::text, 12, '0'), i.id, o.id, o.division_id, '', now(), true
FROM catalogue_office o JOIN catalogue_serviceitem i USING (function) WHERE i.same_as_id IS NULL
ORDER BY left(o.division_id, 2) <> '34', o.division_id, i.id LIMIT %(guides)s
ON CONFLICT DO NOTHING
"""


def main(guides: int) -> dict[str, Any]:
    from django.db import connection, transaction

    from hall.catalogue.public import index_places
    from hall.project import city

    if not _count("catalogue_serviceitem"):
        kinds = ("calendar", "divisions", "halls", "departments", "topics", "forms", "items", "guides")
        for what in (*kinds, "life-events", "synonyms"):
            list(city.load(what))
    items = _count("catalogue_searchentry")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_OFFICES, {"places": -(-guides // items)})
        cursor.execute(_HEIRS, {"guides": guides})
    started = time.perf_counter()
    index_places()
    took = time.perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"items": items, "guides": _count("catalogue_implementingitem"), "seconds": took}


def _count(table: str) -> int:
    from django.db import connection
    from psycopg import sql

    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        found: int = cursor.fetchone()[0]
        return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
