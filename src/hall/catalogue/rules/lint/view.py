"""What a rule looks at: one item and its guide as published, frozen, whichever way it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hall.catalogue.rules.links import LinkSeen
from hall.catalogue.rules.situations.table import Situations

__all__ = ["Basis", "GuideView", "Paper", "Window", "view_of"]

NOTHING = frozenset({"", "无", "暂无"})
#: The view's name of each text → the key it has in the source.
_WORDS = {
    "catalog_code": "catalog_code",
    "name": "name",
    "kind": "type",
    "serve_object": "serve_object",
    "levels": "levels",
    "department": "dept",
    "handler": "handler",
    "legal_note": "legal_limit_note",
    "promise_note": "promise_limit_note",
    "unit": "unit",
    "scope": "scope",
    "charge": "charge",
    "charge_note": "charge_note",
    "depth": "online_depth",
    "online": "online",
    "result": "result",
    "quantity_limit": "quantity_limit",
    "special_procedure": "special_procedure",
    "contact": "phone",
}


@dataclass(frozen=True)
class Basis:
    """A law a guide names, and the article."""

    law: str
    article: str = ""


@dataclass(frozen=True)
class Window:
    """Where one goes and when; `closed_on` is the day from which nobody sits there, "" when none is said."""

    hall: str
    address: str
    hours: str
    closed_on: str = ""

    def is_closed(self, on: date) -> bool:
        return bool(self.closed_on) and date.fromisoformat(self.closed_on) <= on


@dataclass(frozen=True)
class Paper:
    """One material. `replaced_by` and `held_as` tell that the applicant need not bring it."""

    key: str
    title: str
    must: str
    kind: str
    original: str
    copies: int | None
    medium: str
    source: str
    replaced_by: str = ""
    held_as: str = ""
    blank_form: str = ""
    law: str = ""
    note: str = ""
    filled_online: bool = False

    @property
    def is_saved(self) -> bool:
        """Whether the applicant need not bring it."""
        return bool(self.replaced_by or self.held_as or self.filled_online)


@dataclass(frozen=True)
class GuideView:
    """One item with its guide, on the day it is looked at."""

    code: str
    catalog_code: str
    name: str
    kind: str
    serve_object: str
    levels: str
    topics: tuple[str, ...]
    project_type: str
    department: str
    handler: str
    legal_days: int | None
    legal_note: str
    promise_days: int | None
    promise_note: str
    unit: str
    scope: str
    charge: str
    charge_note: str
    visits: int | None
    depth: str
    channels: tuple[str, ...]
    online: str
    has_form: bool
    result: str
    quantity_limit: str
    special_procedure: str
    conditions: tuple[str, ...]
    basis: tuple[Basis, ...]
    flow: tuple[str, ...]
    papers: tuple[Paper, ...]
    contact: str
    windows: tuple[Window, ...]
    fees: tuple[str, ...]
    specials: tuple[str, ...]
    place: str
    as_of: str
    city: str
    on: date
    situations: Situations | None = None
    links: tuple[LinkSeen, ...] = ()

    @property
    def fee_texts(self) -> str:
        """All that is said of what is paid: the remark, the basis, the table of fees."""
        return "\n".join((self.charge_note, *self.fees))

    @property
    def says_online(self) -> bool:
        return "网上办理" in self.channels

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text a citizen reads, each with the name of the field it stands in."""
        yield "名称", self.name
        yield "法定时限说明", self.legal_note
        yield "承诺时限说明", self.promise_note
        yield "收费说明", self.charge_note
        yield "数量限制", self.quantity_limit
        yield "办理结果", self.result
        yield from (("受理条件", text) for text in self.conditions)
        yield from (("办理流程", text) for text in self.flow)
        for paper in self.papers:
            yield "材料名称", paper.title
            yield "材料说明", paper.note


def view_of(
    said: Mapping[str, Any],
    *,
    city: str,
    place: str,
    as_of: str,
    on: date,
    topics: Sequence[str],
    code: str = "",
    project_type: str = "",
    has_form: bool = True,
    situations: Situations | None = None,
    links: Sequence[LinkSeen] = (),
) -> GuideView:
    """The view of a guide as its source words it (the keys of service_guides.json)."""
    return GuideView(
        **_words(said),
        code=code or _text(said.get("catalog_code")),
        topics=tuple(topics),
        project_type=project_type,
        legal_days=said.get("legal_limit"),
        promise_days=said.get("promise_limit"),
        visits=said.get("visits"),
        channels=tuple(said.get("handle_form") or ()),
        has_form=has_form,
        conditions=tuple(_meant(said.get("conditions"))),
        basis=tuple(_basis(one) for one in said.get("legal_basis") or ()),
        flow=tuple(_meant(said.get("flow"))),
        windows=tuple(_windows(said)),
        fees=tuple(_fees(said)),
        specials=tuple(_text(row.get("name")) for row in said.get("special_procedures") or ()),
        papers=tuple(_paper(number, one) for number, one in enumerate(said.get("materials") or (), start=1)),
        place=place,
        as_of=as_of,
        city=city,
        on=on,
        situations=situations,
        links=tuple(links),
    )


def _words(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a guide says in so many words, by the view's names; a bundle is of the department that leads."""
    words = {name: _text(said.get(key)) for name, key in _WORDS.items()}
    words["department"] = words["department"] or _text(said.get("lead_dept"))
    return words


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _meant(values: Sequence[str] | None) -> list[str]:
    return [value.strip() for value in values or () if value.strip() not in NOTHING]


def _windows(said: Mapping[str, Any]) -> Iterator[Window]:
    """The windows of the table, and the one that address and hours tell by themselves."""
    address, hours = _text(said.get("address")), _text(said.get("hours"))
    if address and hours:
        yield Window(_text(said.get("center_name")), address, hours)
    for row in said.get("windows") or ():
        text = {key: _text(value) for key, value in row.items()}
        yield Window(
            text.get("hall", ""), text.get("address", ""), text.get("hours", ""), text.get("closed_on", "")
        )


def _fees(said: Mapping[str, Any]) -> Iterator[str]:
    yield _text(said.get("fee_basis"))
    for row in said.get("fees") or ():
        yield "，".join(_text(row.get(key)) for key in ("name", "standard", "basis"))


def _basis(said: Any) -> Basis:
    if isinstance(said, str):
        law, mark, rest = said.rpartition("第")
        return Basis(law, f"第{rest}") if mark and "条" in rest else Basis(said)
    return Basis(said.get("law") or "", said.get("article") or "")


def _paper(number: int, said: Mapping[str, Any]) -> Paper:
    text = {key: _text(value) for key, value in said.items()}
    return Paper(
        key=text.get("key") or f"m{number:02d}",
        title=text.get("title", ""),
        must=text.get("must", ""),
        kind=text.get("kind", ""),
        original=text.get("type", ""),
        copies=said.get("copies"),
        medium=text.get("standard", ""),
        source=text.get("source", ""),
        replaced_by=_unless_nothing(text.get("free_submission", "")),
        held_as=text.get("held_as", ""),
        blank_form=text.get("blank_form", ""),
        law=_unless_nothing(text.get("law", "")),
        note=_unless_nothing(text.get("note", "")),
        filled_online=bool(said.get("filled_online")),
    )


def _unless_nothing(text: str) -> str:
    return "" if text in NOTHING else text
