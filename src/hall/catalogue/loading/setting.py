"""What guides are loaded with: the files beside theirs, read once, and the forms already loaded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hall.catalogue.loading.drafts import BUNDLE, GuideDraft, code_of, kind_of
from hall.catalogue.loading.origins import beside, law_limits, origin_of
from hall.catalogue.models import FormDefinition, Topic
from hall.catalogue.rules.facts import Origin
from hall.catalogue.rules.limits import LawLimit
from hall.foundation.public import LoadReport, NotLoaded, read_rows
from hall.places.public import functions_by_source

__all__ = ["Setting"]

SETTING_COLUMNS = ("guide", "reviews", "reviews_why", "licence", "project_type", "topics", "same_item")
PAPER_COLUMNS = ("title", "held_as")
NEEDED = ("name", "type", "serve_object", "promise_limit", "visits", "charge", "flow", "materials")


@dataclass
class Setting:
    """Everything around a file of guides."""

    path: Path
    report: LoadReport
    origin: Origin
    own: Origin
    functions: dict[str, str]
    topics: dict[tuple[str, str], str]
    papers: dict[str, str]
    settings: dict[str, dict[str, str]]
    limits: list[tuple[str, LawLimit]]
    forms: list[FormDefinition] = field(default_factory=list)

    @classmethod
    def beside(cls, path: Path, report: LoadReport) -> Setting:
        papers = read_rows(beside(path, "held_papers.csv", report), PAPER_COLUMNS, report)
        settings_file = beside(path, "guide_settings.csv", report)
        settings = read_rows(settings_file, SETTING_COLUMNS, report)
        latest = FormDefinition.objects.order_by("slug", "-version").distinct("slug")
        return cls(
            path,
            report,
            origin_of(path, report),
            origin_of(settings_file, report, kind="own"),
            functions_by_source(),
            {(topic.audience, topic.name): topic.code for topic in Topic.objects.all()},
            {row["title"]: row["held_as"] for _, row in papers},
            {row["guide"]: row for _, row in settings},
            law_limits(path, report),
            list(latest),
        )

    def drafts(self) -> Iterator[GuideDraft | None]:
        """Each guide of the file, checked; None in the place of one that was rejected."""
        seen: set[str] = set()
        for line, guide in self._numbered():
            code = code_of(guide)
            flaw = self._flaw(guide, code, seen)
            if flaw:
                self.report.reject(self.path.name, line, f"{guide.get('name', '')}：{flaw[1]}", flaw[0])
                yield None
                continue
            seen.add(code)
            law = next((limit for names, limit in self.limits if re.search(names, guide["name"])), None)
            yield GuideDraft(line, code, guide, self, self.settings[code], law)

    def _numbered(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The guides with the line where each one's name stands."""
        try:
            text = self.path.read_text(encoding="utf-8-sig")
            guides = json.loads(text)["guides"]
        except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, OSError) as error:
            raise NotLoaded(
                f"{self.path.name} 不是办事指南文件：{error}",
                self.report,
                remedy='应是 UTF-8 的 JSON，形如 {"guides": [{"name": …}]}。请确认没有选错文件。',
            ) from error
        place = 0
        for guide in guides:
            found = text.find(f'"name": {json.dumps(guide.get("name", ""), ensure_ascii=False)}', place)
            place = found if found >= 0 else place
            yield text.count("\n", 0, place) + 1, guide

    def _flaw(self, guide: dict[str, Any], code: str, seen: set[str]) -> tuple[str, str] | None:
        missing = [name for name in NEEDED if guide.get(name) in (None, "")]
        if missing:
            return missing[0], f"缺少 {'、'.join(missing)}"
        if not code or code in seen:
            return "catalog_code", f"目录编码与办理项编码为空或重复：{code}"
        if code not in self.settings:
            return "catalog_code", f"guide_settings.csv 里没有 {code}"
        if guide["type"] != BUNDLE and kind_of(guide) is None:
            return "type", f"事项类型不在 GB/T 39046-2020 附录 A.1 中：{guide['type']}"
        unknown = [name for name in self._functions_named(guide, code) if name not in self.functions]
        if unknown:
            return (
                "dept",
                f"不知道这些部门承担哪种职能：{'、'.join(unknown)}，请补进 department_functions.csv",
            )
        if self.form_for(guide, code) is None:
            return "serve_object", "没有载入过适合它的表单（先载入 forms）"
        return None

    def _functions_named(self, guide: dict[str, Any], code: str) -> list[str]:
        reviews = self.settings[code]["reviews"].split("|")
        return [name for name in (guide.get("dept") or reviews[0], *reviews) if name]

    def form_for(self, guide: dict[str, Any], code: str) -> FormDefinition | None:
        """The form that names this guide, or the default one of its audience."""
        audience = {"个人": "natural_person", "法人": "legal_person"}.get(guide["serve_object"], "both")
        own = [form for form in self.forms if code in form.definition.get("guides", ())]
        default = [form for form in self.forms if form.definition.get("default_for") == audience]
        return next(iter([*own, *default]), None)
