"""What is wrong with a form beyond its shape: names that lead nowhere, circles, questions nobody ever sees.

Reads a definition as it is stored (docs/guides/forms.md). A fault stops loading and publishing; a doubt is
told and may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from hall.standards.expressions import flaw, references
from hall.standards.field_types import CHOICES, PARTS

__all__ = ["Finding", "findings"]

#: How long a chain of questions that lean on each other may be.
DEEPEST_CHAIN = 30

Definition = Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """One thing to mend. `place` is the key of a section or field, "" for the form itself."""

    place: str
    text: str
    stops: bool = True


def findings(definition: Definition) -> list[Finding]:
    """Everything to mend, in the order of the form."""
    form = _Form(definition)
    found = [*_twice(definition), *_shapes(definition), *form.expressions()]
    if not any(finding.stops for finding in found):  # a circle of unknown names is no circle
        found += form.circles()
        found += form.unseen()
    return found


def _fields(definition: Definition) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for section in definition.get("sections", ()):
        for field in section.get("fields", ()):
            yield section, field


def _twice(definition: Definition) -> Iterator[Finding]:
    seen: set[str] = set()
    for section in definition.get("sections", ()):
        if not section.get("fields"):
            yield Finding(section.get("key", ""), f"部分“{section.get('title', '')}”里还没有填写项")
        key = section.get("key", "")
        if key and key in seen:
            yield Finding(key, f"编号重复：{key}")
        seen.add(key)
    fields: set[str] = set()
    for _, field in _fields(definition):
        if field["key"] in fields:
            yield Finding(field["key"], f"字段重复：{field['key']}")
        fields.add(field["key"])
        columns = [column["key"] for column in field.get("columns", ())]
        for key in sorted({key for key in columns if columns.count(key) > 1}):
            yield Finding(field["key"], f"表格“{field['label']}”的列重复：{key}")


def _shapes(definition: Definition) -> Iterator[Finding]:
    for _, field in _fields(definition):
        for each in (field, *field.get("columns", ())):
            if each["type"] in CHOICES and len(each.get("options", ())) < 2:
                yield Finding(field["key"], f"“{each['label']}”至少要有两个选项")
        if field["type"] == "table" and not field.get("columns"):
            yield Finding(field["key"], f"表格“{field['label']}”还没有列")
        for each in (field, *field.get("columns", ())):
            try:
                re.compile(each.get("pattern", ""))
            except re.error as error:
                yield Finding(field["key"], f"{each['key']} 的 pattern 不是正则表达式：{error}")
            least, most = each.get("minimum", ""), each.get("maximum", "")
            if least != "" and most != "" and float(least) > float(most):
                yield Finding(field["key"], f"“{each['label']}”的最小值大于最大值")
        if field.get("min_rows", 0) > field.get("max_rows", 200):
            yield Finding(field["key"], f"“{field['label']}”的最少行数大于最多行数")
        if field.get("required") and field.get("require_if") is not None:
            yield Finding(field["key"], f"“{field['label']}”已是必填，必填条件不起作用", stops=False)


class _Form:
    """The names of a form, and what leans on what."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.fields = {field["key"]: field for _, field in _fields(definition)}
        self.section_of = {field["key"]: section for section, field in _fields(definition)}
        self.names: set[str] = set()
        for key, field in self.fields.items():
            parts = [*PARTS.get(field["type"], ()), *(column["key"] for column in field.get("columns", ()))]
            self.names |= {key, *(f"{key}.{part}" for part in parts)}

    def expressions(self) -> Iterator[Finding]:
        for section in self.definition.get("sections", ()):
            yield from self._checked(
                section.get("key", ""), section["title"], "出现条件", section.get("show_if")
            )
        for key, field in self.fields.items():
            for name, what in (("show_if", "出现条件"), ("require_if", "必填条件"), ("formula", "公式")):
                yield from self._checked(key, field["label"], what, field.get(name))
            columns = {column["key"] for column in field.get("columns", ())}
            for column in field.get("columns", ()):
                yield from self._checked(key, column["label"], "公式", column.get("formula"), columns)

    def _checked(
        self, place: str, label: str, what: str, expression: Any, more: set[str] | None = None
    ) -> Iterator[Finding]:
        if expression is None:
            return
        if wrong := flaw(expression):
            yield Finding(place, f"“{label}”的{what}：{wrong}")
            return
        for name in dict.fromkeys(references(expression)):
            if name not in self.names and name not in (more or ()):
                yield Finding(place, f"“{label}”的{what}用到了不存在的字段：{name}")

    def leans_on(self, key: str) -> set[str]:
        """The fields whose answers decide whether `key` is asked, or what it comes to."""
        field, section = self.fields[key], self.section_of[key]
        own = {column["key"] for column in field.get("columns", ())}
        inside = {name for each in field.get("columns", ()) for name in references(each.get("formula"))}
        outside = {
            name
            for each in (field.get("show_if"), field.get("formula"), section.get("show_if"))
            for name in references(each)
        }
        named = {name.partition(".")[0] for name in outside | (inside - own)}
        return named & set(self.fields)

    def circles(self) -> Iterator[Finding]:
        """Conditions and formulas that wait for each other, or lean on each other too deep to follow."""
        order = TopologicalSorter({key: self.leans_on(key) for key in self.fields})
        try:
            in_order = list(order.static_order())
        except CycleError as circle:
            path = list(reversed(circle.args[1]))
            names = " → ".join(self.fields[each]["label"] for each in path)
            yield Finding(path[0], f"条件和公式互相等待，成了一个圈：{names}")
            return
        depth: dict[str, int] = {}
        for key in in_order:
            depth[key] = 1 + max((depth[other] for other in self.leans_on(key)), default=0)
            if depth[key] == DEEPEST_CHAIN + 1:
                yield Finding(
                    key, f"“{self.fields[key]['label']}”层层取决于 {DEEPEST_CHAIN} 个以上的填写项，太深"
                )

    def unseen(self) -> Iterator[Finding]:
        """Questions that can never be asked, by what the form itself says."""
        never: set[str] = set()
        for key, field in self.fields.items():
            conditions = [field.get("show_if"), self.section_of[key].get("show_if")]
            if any(self._never(condition, never) for condition in conditions if condition is not None):
                never.add(key)
                yield Finding(key, f"“{field['label']}”永远不会出现：出现条件不可能成立")
        audiences = {key: section.get("audience", "") for key, section in self.section_of.items()}
        for key in self.fields:
            for other in self.leans_on(key):
                if audiences[key] and audiences[other] and audiences[key] != audiences[other]:
                    yield Finding(
                        key,
                        f"“{self.fields[key]['label']}”取决于只问另一类申请人的“{self.fields[other]['label']}”",
                    )

    def _never(self, condition: Any, never: set[str]) -> bool:
        if condition is False:
            return True
        if not isinstance(condition, Mapping):
            return False
        operator, operands = next(iter(condition.items()))
        operands = operands if isinstance(operands, list) else [operands]
        if operator == "or":
            return all(self._never(each, never) for each in operands)
        if operator == "and":
            return any(self._never(each, never) for each in operands) or _contradicts(operands)
        return self._never_equal(operator, operands, never)

    def _never_equal(self, operator: str, operands: list[Any], never: set[str]) -> bool:
        """`==` with what isn't among the choices, or anything asked of a question that never comes."""
        named = [name for each in operands for name in references(each)]
        if operator in {"==", "<", "<=", ">", ">=", "!!", "in"} and any(name in never for name in named):
            return True
        if operator not in {"==", "in"} or len(operands) != 2:
            return False
        constants = [each for each in operands if isinstance(each, str) and each]
        if len(named) != 1 or len(constants) != 1 or named[0] not in self.fields:
            return False
        options: list[str] = self.fields[named[0]].get("options") or []
        return bool(options) and constants[0] not in options


def _contradicts(conditions: list[Any]) -> bool:
    """Whether one answer would have to be two things at once."""
    wanted: dict[str, set[str]] = {}
    for each in conditions:
        if isinstance(each, Mapping) and list(each) == ["=="] and isinstance(each["=="], list):
            for name in references(each):
                wanted.setdefault(name, set()).update(str(one) for one in each["=="] if isinstance(one, str))
    return any(len(values) > 1 for values in wanted.values())
