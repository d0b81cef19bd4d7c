"""The statement that finds, ranks, counts and pages. PostgreSQL does it all, in one round trip.

Each asked lexeme leads to its items; what a hit is worth is how much the query leans on the lexeme, how rare
it is in the catalogue (ln(1 + items / items with it)) and where it stands in the item (see `indexing`). The
sum is an item's score. It grows when the query is the whole of a name or its beginning, and a little when
there is a guide and when one can file online; it shrinks a little with the length of the name.
"""

from __future__ import annotations

from typing import Final

__all__ = ["BROWSE", "LISTED", "NEAREST", "SEARCH"]

SEARCH: Final = """
asked(lexeme, said) AS (SELECT * FROM unnest(%(lexemes)s::text[], %(worths)s::float8[])),
every(items) AS (SELECT items::float8 FROM catalogue_searchterm WHERE lexeme = '*'),
worth AS MATERIALIZED (
    SELECT t.item_ids, t.shares, left(a.lexeme, 1) AS mark,
        a.said * ln(1 + e.items / coalesce(t.items, 1)) AS worth
    FROM asked a LEFT JOIN catalogue_searchterm t USING (lexeme), every e
),
hit(item_id, score, mark) AS (
    SELECT p.item_id, w.worth * p.share, w.mark
    FROM worth w, unnest(w.item_ids, w.shares) p(item_id, share)
    UNION ALL
    SELECT e.item_id, length(%(letters)s) * CASE
        WHEN e.pinyin LIKE %(letters)s || '%%' THEN 0.9
        WHEN e.pinyin LIKE '%% ' || %(letters)s || '%%' THEN 0.8
        WHEN e.initials LIKE %(letters)s || '%%' THEN 0.7
        ELSE 0.5 END, '~'
    FROM catalogue_searchentry e
    WHERE %(letters)s <> ''
      AND (e.pinyin LIKE '%%' || %(letters)s || '%%' OR e.initials LIKE '%%' || %(letters)s || '%%')
    UNION ALL
    SELECT i.id, 1000, '#' FROM catalogue_serviceitem i
    WHERE %(code)s <> '' AND (i.code LIKE %(code)s || '%%' OR i.catalog_code = %(code)s)
),
summed AS MATERIALIZED (
    SELECT item_id, sum(score) AS score,
        coalesce(sum(score) FILTER (WHERE mark NOT IN ('~', '^', '=')), 0) AS by_word,
        coalesce(sum(score) FILTER (WHERE mark IN ('~', '^')), 0) AS by_sound
    FROM hit GROUP BY item_id
),
scored AS (
    SELECT i.id, s.by_word, s.by_sound, s.score AS covered, s.score
        * (1 + CASE
            WHEN ' ' || e.pinyin || ' ' LIKE '%% ' || %(sound)s || ' %%' THEN 0.4
            WHEN ' ' || e.pinyin LIKE '%% ' || %(sound)s || '%%' THEN 0.15
            ELSE 0 END)
        * (1 + 0.1 * i.has_guide::int + 0.1 * i.is_online::int)
        / (0.85 + 0.15 * least(char_length(i.name), 40) / 12.0) AS score
    FROM summed s JOIN catalogue_searchentry e USING (item_id)
    JOIN catalogue_serviceitem i ON i.id = s.item_id
),
placed AS (
    SELECT *, max(score) OVER () AS best, row_number() OVER (ORDER BY score DESC, id) AS place FROM scored
),
found AS MATERIALIZED (
    SELECT id, score, by_word, by_sound, covered FROM placed
    WHERE score >= best * CASE WHEN place <= 10 THEN 0.25 ELSE 0.5 END
),
asked_worth(worth) AS (SELECT coalesce(sum(worth) FILTER (WHERE mark NOT IN ('~', '^', '=')), 0) FROM worth)
"""

#: What sounds or is written most like the query, when no lexeme finds anything.
NEAREST: Final = """
found AS MATERIALIZED (
    SELECT e.item_id AS id, greatest(
        word_similarity(%(sound)s, e.pinyin), word_similarity(%(letters)s, e.initials)
    )::float8 AS score, 0::float8 AS by_word, 0::float8 AS by_sound, 0::float8 AS covered
    FROM catalogue_searchentry e
    WHERE word_similarity(%(sound)s, e.pinyin) > 0.5 OR word_similarity(%(letters)s, e.initials) > 0.5
    ORDER BY score DESC LIMIT 10
),
asked_worth(worth) AS (SELECT 0::float8)
"""

BROWSE: Final = """
found AS MATERIALIZED (
    SELECT id, has_guide::int + is_online::int AS score,
        0::float8 AS by_word, 0::float8 AS by_sound, 0::float8 AS covered
    FROM catalogue_serviceitem WHERE same_as_id IS NULL
),
asked_worth(worth) AS (SELECT 0::float8)
"""

#: One page of what was found. `at` is which of the places around the reader does an item; those behind `own`
#: are neighbours. Where no list says who does an item, it is done everywhere.
_PAGE: Final = """
around(numbers, levels, own) AS (
    SELECT %(numbers)s::int[], %(place_levels)s::text[], %(own)s::int
),
placed_at AS MATERIALIZED (
    SELECT f.id, f.score, f.by_word, f.by_sound, f.covered, e.events, e.depth, e.heirs, e.places, w.at,
        CASE WHEN a.own >= 0 AND w.at IS NOT NULL THEN ARRAY[a.levels[w.at]] ELSE e.levels END AS levels,
        a.own < 0 OR e.places IS NULL OR w.at IS NOT NULL AS fits_region
    FROM found f JOIN catalogue_searchentry e ON e.item_id = f.id CROSS JOIN around a
    LEFT JOIN LATERAL (
        SELECT min(n.at)::int AS at FROM unnest(a.numbers) WITH ORDINALITY n(number, at)
        WHERE a.own >= 0 AND get_bit(e.places, n.number) = 1
    ) w ON e.places IS NOT NULL
),
line AS MATERIALIZED (
    SELECT f.id, f.by_word, f.by_sound, f.covered, f.events, f.depth, f.heirs, f.levels, f.at, f.places,
        f.score * CASE WHEN f.at > (SELECT own FROM around) THEN 0.5 ELSE 1 END AS score,
        i.audiences, i.topics, i.item_type, i.function, i.is_online, f.fits_region,
        (%(event)s = '' OR f.events @> ARRAY[%(event)s]::varchar[]) AS fits_event,
        (%(level)s = '' OR f.levels @> ARRAY[%(level)s]::varchar[]) AS fits_level,
        (%(depth)s = 0 OR f.depth = %(depth)s) AS fits_depth,
        (%(audience)s = '' OR i.audiences @> ARRAY[%(audience)s]::varchar[]) AS fits_audience,
        (%(topic)s = '' OR i.topics @> ARRAY[%(topic)s]::varchar[]) AS fits_topic,
        (%(type)s = '' OR i.item_type = %(type)s) AS fits_type,
        (%(department)s = '' OR i.function = %(department)s) AS fits_department,
        (%(online)s = '' OR i.is_online) AS fits_online
    FROM placed_at f JOIN catalogue_serviceitem i USING (id)
    WHERE cardinality(%(functions)s::text[]) = 0 OR i.function = ANY(%(functions)s::text[])
),
fitting AS (SELECT * FROM line WHERE {every}),
page AS (
    SELECT i.id, i.code, i.name, i.item_type, i.function, i.audiences, i.topics, i.project_type,
        i.is_online, i.has_guide, g.promise_limit_days, g.visits,
        f.score, f.by_word, f.by_sound, f.covered, f.at, f.heirs,
        coalesce(g.legal_limit_days, (i.facts #>> '{{legal_limit,value,days}}')::int) AS legal_limit_days
    FROM (SELECT * FROM fitting ORDER BY score DESC, id LIMIT %(limit)s OFFSET %(offset)s) f
    JOIN catalogue_serviceitem i USING (id)
    LEFT JOIN catalogue_guide g ON g.item_id = i.id AND g.is_current
),
counted(filter, choice, items) AS (
    SELECT '', '', count(*) FROM fitting
    UNION ALL {counts}
)
SELECT
    (SELECT coalesce(jsonb_agg(to_jsonb(page) ORDER BY score DESC, id), '[]')::text FROM page),
    (SELECT jsonb_agg(jsonb_build_array(filter, choice, items))::text FROM counted),
    (SELECT worth FROM asked_worth)
"""

#: Each filter: how a line's choices of it are told.
_COUNTED: Final = {
    "audience": "line, unnest(audiences) choice",
    "topic": "line, unnest(topics) choice",
    "event": "line, unnest(events) choice",
    "type": "line, LATERAL (SELECT item_type) c(choice)",
    "department": "line, LATERAL (SELECT function) c(choice)",
    "online": "line, LATERAL (SELECT '1' WHERE is_online) c(choice)",
    "depth": "line, LATERAL (SELECT depth::text WHERE depth > 0) c(choice)",
    "level": "line, unnest(levels) choice",
    "region": (
        "line, unnest(%(choice_numbers)s::int[], %(choice_codes)s::text[]) c(number, choice)"
        " WHERE (places IS NULL OR get_bit(places, number) = 1) AND"
    ),
}


_CHOICES: Final = """
SELECT '{name}', choice, count(*) FROM {told} {where} %(counts)s AND {others} GROUP BY choice
"""


def _fits(but: str = "") -> str:
    return " AND ".join(f"fits_{name}" for name in _COUNTED if name != but)


def _listed() -> str:
    """One page, and the count at every choice of every filter, the other filters kept."""
    counts = " UNION ALL ".join(map(_count, _COUNTED))
    return _PAGE.format(every=_fits(), counts=counts)


def _count(name: str) -> str:
    told = _COUNTED[name]
    where = "" if told.endswith("AND") else "WHERE"
    return _CHOICES.format(name=name, told=told, where=where, others=_fits(name))


LISTED: Final = _listed()
