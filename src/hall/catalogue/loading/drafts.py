"""One guide on its way from the file to the tables: its item's row, its columns, its facts, its papers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import orjson

from hall.catalogue.loading.items import FIELDS, limit_fact
from hall.catalogue.models import Audience, FormDefinition, ServiceItem
from hall.catalogue.rules.doubts import doubts_of
from hall.catalogue.rules.facts import fact
from hall.catalogue.rules.limits import BindingLimits, LawLimit, binding_limits

if TYPE_CHECKING:
    from hall.catalogue.loading.setting import Setting

__all__ = ["BUNDLE", "FIELDS_OF_ITEM", "GuideDraft", "code_of", "kind_of"]

FIELDS_OF_ITEM = FIELDS
ONLINE = "网上办理"
BUNDLE = "高效办成一件事"
#: Facts shown as they stand in the source.
PLAIN = (
    "name",
    "type",
    "serve_object",
    "levels",
    "dept",
    "handler",
    "scope",
    "visits",
    "online_depth",
    "online",
    "handle_form",
    "quantity_limit",
    "special_procedure",
    "result",
    "conditions",
    "legal_basis",
    "flow",
    "area",
    "lead_dept",
    "cooperate",
    "before_after",
    "catalog_code",
    "yw_code",
)


@dataclass(frozen=True)
class GuideDraft:
    """A guide as read, with what this city adds."""

    line: int
    code: str
    said: dict[str, Any]
    around: Setting
    own: dict[str, str]
    law: LawLimit | None

    @property
    def same_item(self) -> str:
        return self.own["same_item"]

    @cached_property
    def digest(self) -> str:
        """What tells one version from the next: everything that would be stored."""
        form = self.form
        content = [self._item_columns(), self.guide_fields(digest=""), list(self.materials()), form.version]
        return hashlib.sha256(orjson.dumps(content, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()

    @cached_property
    def form(self) -> FormDefinition:
        found = self.around.form_for(self.said, self.code)
        assert found is not None, "checked when the guide was read"
        return found

    @property
    def is_online(self) -> bool:
        """Whether the source lets people file it online; a bundle is always filed online."""
        if self.said["type"] == BUNDLE:
            return True
        return self.said.get("online") != "否" and ONLINE in (self.said.get("handle_form") or ())

    @property
    def functions(self) -> list[str]:
        """Who reviews, the leading department first."""
        known = self.around.functions
        reviews = [known[name] for name in self.own["reviews"].split("|") if name]
        lead = known[self.said["dept"]] if self.said.get("dept") else reviews[0]
        return list(dict.fromkeys([lead, *reviews]))

    @property
    def audiences(self) -> list[str]:
        who = self.said["serve_object"]
        return [code for code, word in ((Audience.NATURAL, "个人"), (Audience.LEGAL, "法人")) if word in who]

    @property
    def topics(self) -> list[str]:
        """The source's categories by their code, and those this city adds, for the audiences it has."""
        found: list[str] = []
        for category in self.said.get("category") or ():
            who, _, number = category.partition("/")
            if number:
                found.append(f"{'legal' if who.startswith('legal') else 'natural'}_person/{number}")
            else:
                found += [
                    code
                    for (audience, name), code in self.around.topics.items()
                    if audience in self.audiences and name.startswith(category)
                ]
        found += [code for code in self.own["topics"].split("|") if code]
        known = {code for (audience, _), code in self.around.topics.items() if audience in self.audiences}
        meant = [code for code in dict.fromkeys(found) if code in known]
        return [code for code in meant if not code.endswith(("/998", "/999"))] or meant

    @cached_property
    def limits(self) -> BindingLimits:
        origin = self.around.origin
        return binding_limits(
            legal=self.said.get("legal_limit"),
            legal_source=f"{origin.source}（{origin.place}，{origin.as_of}）",
            promise=self.said["promise_limit"],
            law=self.law,
            item_type=self.item_type,
        )

    @property
    def item_type(self) -> str:
        return kind_of(self.said) or ""

    def item_row(self, at: datetime) -> tuple[Any, ...]:
        """The item's columns in the order of `FIELDS_OF_ITEM`."""
        return (*self._item_columns(), at)

    def _item_columns(self) -> tuple[Any, ...]:
        return (
            self.code,
            self.said.get("catalog_code") or "",
            self.said["name"],
            "",
            self.item_type,
            self.functions[0],
            "",
            self.audiences,
            self.topics,
            self.own["project_type"],
            self.is_online,
            True,
            {"name": fact(self.said["name"], self.around.origin)},
        )

    def guide_fields(self, digest: str | None = None) -> dict[str, Any]:
        """The guide's own columns."""
        facts = self.facts
        result = self.said.get("result") or ""
        return {
            "digest": self.digest if digest is None else digest,
            "facts": facts,
            "legal_limit_days": self.limits.legal_days,
            "legal_limit_source": self.limits.legal_source,
            "promise_limit_days": self.limits.promise_days,
            "visits": self.said["visits"],
            "review_functions": self.functions,
            "result_name": "" if result in {"无", "暂无"} else result,
            "licence_type": self.own["licence"],
            "fee_note": self.said.get("charge_note") or "",
            "doubts": sum("doubt" in one for one in facts.values()),
            "form_id": self.form.pk,
        }

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Everything the guide says, each with its source, and with a doubt where it contradicts itself."""
        origin, doubts = self.around.origin, doubts_of(self.said)
        facts = {
            key: fact(self.said[key], origin, doubt=doubts.get(key, ""))
            for key in PLAIN
            if self.said.get(key) not in (None, "", [])
        }
        for key in doubts.keys() - facts.keys() - {"legal_limit", "promise_limit", "fee"}:
            facts[key] = fact(None, origin, doubt=doubts[key])
        facts["fee"] = fact(
            self.said["charge"], origin, note=self.said.get("charge_note") or "", doubt=doubts.get("fee", "")
        )
        for key in ("legal_limit", "promise_limit"):
            if self.said.get(key) is not None:
                value = {"days": self.said[key], "unit": self.said.get("unit") or "工作日"}
                note = self.said.get(f"{key}_note") or ""
                facts[key] = fact(value, origin, note=note, doubt=doubts.get(key, ""))
        if self.limits.doubt and "legal_limit" in facts:
            facts["legal_limit"]["doubt"] = self.limits.doubt
        if self.law:
            facts["law_limit"] = limit_fact(self.law)
        facts["reviews"] = fact(self.functions, self.around.own, note=self.own["reviews_why"])
        return facts

    def materials(self) -> Iterator[dict[str, Any]]:
        """The papers, with those that the online form or the city's own records replace."""
        replaced = set(self.form.definition.get("replaces", ()))
        for number, paper in enumerate(self.said["materials"], start=1):
            saved = paper["free_submission"]
            yield {
                "key": f"m{number:02d}",
                "position": number,
                "title": paper["title"],
                "must": paper["must"],
                "kind": paper["kind"],
                "original": paper["type"],
                "copies": paper["copies"],
                "medium": paper["standard"],
                "source": paper["source"],
                "replaced_by": "" if saved == "无" else saved,
                "held_as": self.around.papers.get(paper["title"], ""),
                "filled_online": paper["title"] in replaced,
                "blank_form": paper.get("blank_form") or "",
                "law": "" if paper.get("law") in {None, "无"} else paper["law"],
                "note": "" if paper.get("note") in {None, "无"} else paper["note"],
            }


def code_of(guide: dict[str, Any]) -> str:
    """The item's code: national catalogue code and handling code, or the theme code of a bundle."""
    if guide.get("catalog_code") and guide.get("yw_code"):
        return f"{guide['catalog_code']}-{guide['yw_code']}"
    return str(guide.get("theme_code") or guide.get("catalog_code") or "")


def kind_of(guide: dict[str, Any]) -> str | None:
    """The item type's code; a bundle (一件事) is no type of the standard and stands as a public service."""
    if guide["type"] == BUNDLE:
        return ServiceItem.Kind.PUBLIC.value
    labels = {label: value for value, label in ServiceItem.Kind.choices}
    return labels.get(guide["type"])
