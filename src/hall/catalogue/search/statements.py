"""The SQL of search, as a queue of named steps."""

from __future__ import annotations

from typing import Final

from hall.catalogue.search.query import Query

__all__ = ["NEAREST", "find"]

#: The words of the query that the index knows, each with what it is worth: rare words more than common ones,
#: cut words more than mere pairs of characters.
_TERM: Final = """
term AS MATERIALIZED (
    SELECT quote_literal(t.lexeme)::tsquery AS wanted,
           asked.worth * ln((n.items + 1.0) / (t.items + 0.5)) AS weight
    FROM unnest(%(words)s::text[], %(worth)s::real[]) AS asked (lexeme, worth)
    JOIN catalogue_searchterm t USING (lexeme),
         (SELECT items FROM catalogue_searchterm WHERE lexeme = %(every)s) n
)"""

#: The ways to find an entry, each with how well it fits: 1 is every word in the name.
_BY_WORD: Final = """
by_word AS MATERIALIZED (
    SELECT e.item_id,
           sum(term.weight * ts_rank(%(weights)s::real[], e.lexemes, term.wanted)) * 1.645
             / (SELECT sum(weight) FROM term) AS rate
    FROM term JOIN catalogue_searchentry e ON e.lexemes @@ term.wanted
    GROUP BY e.item_id
)"""
_BY_SOUND: Final = """
by_sound AS MATERIALIZED (
    SELECT item_id, CASE WHEN ' ' || pinyin || ' ' LIKE %(sound_is)s THEN 0.95
                         WHEN ' ' || pinyin LIKE %(sound_starts)s THEN 0.85 ELSE 0.75 END AS rate
    FROM catalogue_searchentry
    WHERE pinyin LIKE %(sound_inside)s
      AND (%(is_latin)s OR (SELECT count(*) FROM term) * 2 < cardinality(%(words)s::text[]))
)"""
_BY_INITIALS: Final = """
by_initials AS MATERIALIZED (
    SELECT item_id, CASE WHEN ' ' || initials || ' ' LIKE %(initials_is)s THEN 0.95
                         WHEN ' ' || initials LIKE %(initials_start)s THEN 0.75 ELSE 0.5 END AS rate
    FROM catalogue_searchentry WHERE initials LIKE %(initials_inside)s
)"""
#: Only when what was typed is hardly known: a slip of the finger, a wrong character. Four letters in a row
#: must be right, which LIKE sees far more cheaply than likeness is reckoned.
_BY_LIKENESS: Final = """
by_likeness AS MATERIALIZED (
    SELECT item_id, likeness * 0.7 AS rate FROM (
        SELECT item_id, word_similarity(%(sound)s, pinyin) AS likeness
        FROM catalogue_searchentry
        WHERE pinyin LIKE ANY (%(fragments)s::text[])
          AND (SELECT count(*) FROM term) * 2 < cardinality(%(words)s::text[])
          AND NOT EXISTS (SELECT FROM by_sound)
    ) alike WHERE likeness >= 0.5
)"""
_RATED: Final = """
rated AS MATERIALIZED (
    SELECT item_id, max(rate) AS rate FROM ({ways}) way GROUP BY item_id
)"""

_COLUMNS: Final = """i.id, i.code, i.name, i.item_type, i.function, i.audiences, i.topics, i.is_online,
           i.has_guide, i.facts"""

#: Those near the best, scored: an exact name above all, then what has a guide and can be done online.
_HIT: Final = f"""
hit AS MATERIALIZED (
    SELECT {_COLUMNS}, rated.rate
        + CASE WHEN i.name = %(core)s THEN 0.5 WHEN i.name LIKE %(prefix)s THEN 0.25
               WHEN i.name LIKE %(inside)s THEN 0.15 ELSE 0 END
        + CASE WHEN i.has_guide THEN 0.12 ELSE 0 END + CASE WHEN i.is_online THEN 0.08 ELSE 0 END
        - least(length(i.name), 60) / 600.0 AS score
    FROM rated JOIN catalogue_serviceitem i ON i.id = rated.item_id
    WHERE rated.rate >= greatest(0.2, 0.4 * (SELECT max(rate) FROM rated))
)"""  # noqa: S608  (constants only)
_EVERY_ITEM: Final = f"""
hit AS MATERIALIZED (
    SELECT {_COLUMNS},
        CASE WHEN i.has_guide THEN 1 ELSE 0 END + CASE WHEN i.is_online THEN 1 ELSE 0 END AS score
    FROM catalogue_serviceitem i WHERE i.same_as_id IS NULL
)"""  # noqa: S608  (constants only)

#: Each filter on its own, so that the counts beside one heed all the others.
_FLAGGED: Final = """
flagged AS MATERIALIZED (
    SELECT hit.*,
        (%(audience)s = '' OR %(audience)s = ANY(audiences)) AS by_audience,
        (%(topic)s = '' OR %(topic)s = ANY(topics)) AS by_topic,
        (%(kind)s = '' OR item_type = %(kind)s) AS by_kind,
        (%(function)s = '' OR function = %(function)s) AS by_function,
        (NOT %(online)s OR is_online) AS by_online
    FROM hit
)"""
_SHOWN: Final = """
shown AS (
    SELECT f.id, f.code, f.name, f.item_type AS kind, f.function, f.audiences, f.is_online, f.has_guide,
           coalesce(g.legal_limit_days, (f.facts #>> '{legal_limit,value,days}')::int) AS legal_days,
           g.promise_limit_days AS promise_days, g.visits
    FROM flagged f LEFT JOIN catalogue_guide g ON g.item_id = f.id AND g.is_current
    WHERE by_audience AND by_topic AND by_kind AND by_function AND by_online
    ORDER BY f.score DESC, f.id LIMIT %(limit)s OFFSET %(offset)s
)"""
_ANSWER: Final = """
SELECT
    (SELECT count(*) FROM flagged
     WHERE by_audience AND by_topic AND by_kind AND by_function AND by_online),
    (SELECT json_agg(shown) FROM shown),
    json_build_object(
        'audience', (SELECT json_object_agg(choice, many) FROM (
            SELECT unnest(audiences) AS choice, count(*) AS many FROM flagged
            WHERE by_topic AND by_kind AND by_function AND by_online GROUP BY 1) c),
        'topic', (SELECT json_object_agg(choice, many) FROM (
            SELECT unnest(topics) AS choice, count(*) AS many FROM flagged
            WHERE by_audience AND by_kind AND by_function AND by_online GROUP BY 1) c),
        'kind', (SELECT json_object_agg(choice, many) FROM (
            SELECT item_type AS choice, count(*) AS many FROM flagged
            WHERE by_audience AND by_topic AND by_function AND by_online GROUP BY 1) c),
        'function', (SELECT json_object_agg(choice, many) FROM (
            SELECT function AS choice, count(*) AS many FROM flagged
            WHERE by_audience AND by_topic AND by_kind AND by_online GROUP BY 1) c),
        'online', (SELECT json_build_object('1', count(*)) FROM flagged
            WHERE is_online AND by_audience AND by_topic AND by_kind AND by_function))"""

NEAREST: Final = """
WITH near AS (
    SELECT item_id, word_similarity(%(sound)s, pinyin) AS likeness FROM catalogue_searchentry
    ORDER BY 2 DESC LIMIT 40
), shown AS (
    SELECT i.id, i.code, i.name, i.item_type AS kind, i.function, i.audiences, i.is_online, i.has_guide,
           coalesce(g.legal_limit_days, (i.facts #>> '{legal_limit,value,days}')::int) AS legal_days,
           g.promise_limit_days AS promise_days, g.visits
    FROM near JOIN catalogue_serviceitem i ON i.id = near.item_id
    LEFT JOIN catalogue_guide g ON g.item_id = i.id AND g.is_current
    WHERE likeness > 0.15
    ORDER BY likeness + CASE WHEN i.has_guide THEN 0.1 ELSE 0 END DESC, i.id LIMIT %(limit)s
)
SELECT json_agg(shown) FROM shown"""


def find(query: Query) -> str:
    """The one statement that answers `query`."""
    if not query.text:
        return _answer([_EVERY_ITEM])
    ways = {"by_word": _BY_WORD}
    if query.sound:
        ways |= {"by_sound": _BY_SOUND, "by_likeness": _BY_LIKENESS}
    if query.initials:
        ways |= {"by_initials": _BY_INITIALS}
    union = " UNION ALL ".join(f"SELECT item_id, rate FROM {name}" for name in ways)  # noqa: S608
    return _answer([_TERM, *ways.values(), _RATED.format(ways=union), _HIT])


def _answer(steps: list[str]) -> str:
    return f"WITH {','.join([*steps, _FLAGGED, _SHOWN])}{_ANSWER}"
