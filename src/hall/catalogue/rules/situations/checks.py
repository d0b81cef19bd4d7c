"""What is wrong with a decision table, before anybody is led by it. Every finding names the combination.

The oldest faults of such tables are gaps (somebody is told nothing) and overlaps (somebody is told two
things); the others are questions that change nothing and papers that nobody ever needs (优化营商环境条例
第三十五条: no step without a reason).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from hall.catalogue.rules.situations.combinations import MOST, combinations, in_words, is_asked
from hall.catalogue.rules.situations.outcome import Need, outcome_of
from hall.catalogue.rules.situations.table import Decision, Question, Situations

__all__ = ["CODES", "Finding", "findings", "misfits"]

#: Each kind of finding and what it means, in both languages.
CODES: Mapping[str, tuple[str, str]] = {
    "unknown": (
        "引用了不存在的问题、选项、材料或填写项",
        "names a question, option, paper or field there isn't",
    ),
    "repeated": ("重复的问题、选项或材料", "a question, option or paper twice"),
    "too-many": ("情形组合过多", "too many combinations to oversee"),
    "gap": ("有一种情形没有结论", "a combination that no row answers"),
    "overlap": ("有一种情形同时符合两行", "a combination that two rows answer"),
    "dead-row": ("有一行永远用不上", "a row that no combination reaches"),
    "never-asked": ("有一个问题永远不会问到", "a question that never comes up"),
    "no-effect": ("有一个问题不影响任何结果", "a question that changes nothing"),
    "never-needed": ("有一份材料在任何情形下都不用交", "a paper that nobody ever needs"),
    "always-ends": ("任何情形都不能办理", "the item is for nobody"),
}


@dataclass(frozen=True)
class Finding:
    """One fault: its kind (`CODES`), what is wrong, and for whom: the combination in words, "" for all."""

    code: str
    message: str
    combination: str = ""

    def __str__(self) -> str:
        return f"{self.message}（{self.combination}）" if self.combination else self.message


def findings(situations: Situations) -> list[Finding]:
    """Everything wrong with the table itself. Where names don't fit, the rest can't be judged yet."""
    wrong = [*_names(situations)]
    if wrong:
        return wrong
    ways = list(islice(combinations(situations.questions), MOST + 1))
    if len(ways) > MOST:
        return [Finding("too-many", f"情形组合超过 {MOST} 种，请拆分或减少问题")]
    found: list[Finding] = []
    for decision in situations.decisions:
        found += _holes(situations, decision, ways)
    return [*found, *_pointless(situations, ways)]


def misfits(situations: Situations, papers: Mapping[str, str], fields: Sequence[str]) -> list[Finding]:
    """Where the table doesn't fit its guide: papers by key and title, and the keys of the form's fields."""
    found = []
    for key, title in situations.papers.items():
        if papers.get(key) != title:
            told = f"指南里 {key} 是“{papers[key]}”" if key in papers else f"指南里没有 {key}"
            found.append(Finding("unknown", f"材料“{title}”对不上：{told}"))
    named = {
        key for decision in situations.decisions for row in decision.rows for key in _fields_of(row.then)
    }
    for key in sorted(named - set(fields)):
        found.append(Finding("unknown", f"申请表里没有填写项 {key}"))
    return found


def _fields_of(effects: object) -> set[str]:
    return {*getattr(effects, "fields", ()), *(getattr(effects, "fills", None) or {})}


def _names(situations: Situations) -> Iterator[Finding]:
    keys = [question.key for question in situations.questions]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Finding("repeated", f"问题 {key} 出现两次")
    for place, question in enumerate(situations.questions):
        options = [option.key for option in question.options]
        if len(set(options)) < len(options):
            yield Finding("repeated", f"“{question.title}”有相同的选项")
        yield from _conditions(situations, question.asked_when or {}, f"“{question.title}”", keys[:place])
    ruled: dict[str, str] = {}
    for decision in situations.decisions:
        yield from _names_in(situations, decision, keys)
        for ruling in sorted(decision.papers | decision.fields):
            if ruling in ruled:
                yield Finding("repeated", f"“{ruled[ruling]}”和“{decision.title}”都规定了 {ruling}")
            ruled[ruling] = decision.title


def _names_in(situations: Situations, decision: Decision, keys: Sequence[str]) -> Iterator[Finding]:
    for key in decision.questions:
        if key not in keys:
            yield Finding("unknown", f"“{decision.title}”引用了不存在的问题 {key}")
    for row in decision.rows:
        yield from _conditions(situations, row.when, f"“{decision.title}”", decision.questions)
    for paper in sorted(decision.papers - set(situations.papers)):
        yield Finding("unknown", f"“{decision.title}”引用了没有列名的材料 {paper}")


def _conditions(
    situations: Situations, when: Mapping[str, tuple[str, ...]], where: str, allowed: Sequence[str]
) -> Iterator[Finding]:
    for key, options in when.items():
        question = situations.question(key)
        if question is None or key not in allowed:
            yield Finding("unknown", f"{where}的条件引用了问题 {key}，它不存在、排在后面或没有列出")
            continue
        for option in options:
            if question.option(option) is None:
                yield Finding("unknown", f"{where}的条件引用了“{question.title}”没有的选项 {option}")


def _holes(
    situations: Situations, decision: Decision, ways: Sequence[Mapping[str, str]]
) -> Iterator[Finding]:
    """Gaps, overlaps and dead rows of one table, each combination of its own questions told once."""
    asked = {tuple(way[key] for key in decision.questions): way for way in ways if decision.concerns(way)}
    reached: set[int] = set()
    for values in asked:
        answers = dict(zip(decision.questions, values, strict=True))
        hits = [number for number, row in enumerate(decision.rows, start=1) if row.applies(answers)]
        reached.update(hits)
        if not hits:
            yield Finding("gap", f"“{decision.title}”没有结论", in_words(situations, answers))
        elif len(hits) > 1:
            rows = "、".join(str(number) for number in hits)
            yield Finding("overlap", f"“{decision.title}”第 {rows} 行都符合", in_words(situations, answers))
    for number in range(1, len(decision.rows) + 1):
        if number not in reached:
            yield Finding("dead-row", f"“{decision.title}”第 {number} 行用不上")


def _pointless(situations: Situations, ways: Sequence[Mapping[str, str]]) -> Iterator[Finding]:
    whole = [outcome_of(situations, way) for way in ways]
    results = {tuple(way.items()): _result(each) for way, each in zip(ways, whole, strict=True)}
    for question in situations.questions:
        if not any(question.key in way for way in ways):
            yield Finding("never-asked", f"“{question.title}”不会问到")
        elif not _matters(situations, question, ways, results):
            yield Finding("no-effect", f"“{question.title}”不影响任何结果")
    for key in sorted({key for each in whole for key in each.papers}):
        if all(each.papers[key] == Need.SPARED for each in whole):
            yield Finding("never-needed", f"“{situations.papers.get(key, key)}”任何情形都不用交")
    for key in sorted(set(situations.papers) - {key for each in whole for key in each.papers}):
        yield Finding("never-needed", f"“{situations.papers[key]}”列了名，但没有一行提到")
    if whole and all(each.ends for each in whole):
        yield Finding("always-ends", "任何情形都不能办理")


def _result(outcome: object) -> tuple[object, ...]:
    names = ("papers", "hidden", "demanded", "fills", "fees", "steps", "windows", "promises", "notes", "ends")
    values = (getattr(outcome, name) for name in names)
    return tuple(tuple(sorted(each.items())) if isinstance(each, Mapping) else each for each in values)


def _matters(
    situations: Situations,
    question: Question,
    ways: Sequence[Mapping[str, str]],
    results: Mapping[tuple[tuple[str, str], ...], tuple[object, ...]],
) -> bool:
    """Whether two ways that differ first in this question come to different results."""
    place = [each.key for each in situations.questions].index(question.key)
    earlier = [each.key for each in situations.questions[:place]]
    groups: dict[tuple[str, ...], dict[str, set[tuple[object, ...]]]] = {}
    for way in ways:
        if question.key in way and is_asked(question, way):
            before = tuple(way.get(key, "") for key in earlier)
            of_option = groups.setdefault(before, {}).setdefault(way[question.key], set())
            of_option.add(results[tuple(way.items())])
    return any(len({frozenset(results) for results in group.values()}) > 1 for group in groups.values())
