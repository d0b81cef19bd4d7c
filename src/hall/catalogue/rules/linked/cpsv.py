"""A service in CPSV-AP 3.2: the profile that public services of the EU and others are exchanged in.

What the profile demands (identifier, name, description, competent authority with name and area) every service
has; what a guide doesn't tell is left out, never filled with a guess. Working days have no unit in
xsd:duration: `P10D` means ten of the days that the description names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from hall.catalogue.rules.linked.described import Body, Described, Paper, Place, Publisher, Subject
from hall.catalogue.rules.linked.terms import IN_USE, YUAN, concept, iri, linguistic

__all__ = ["dataset_reference", "organisation", "place", "service"]

Node = dict[str, Any]
EVENTS = {"natural_person": "cv:LifeEvent", "legal_person": "cv:BusinessEvent"}
DURATIONS = {"工作日": "P{}D", "日": "P{}D", "个工作日": "P{}D", "月": "P{}M"}


def service(described: Described, publisher: Publisher) -> Node:
    """The whole node: what it refers to stands in it, so that it can be read alone."""
    base = publisher.base
    me = iri(base, "services", described.code)
    node: Node = {
        "id": me,
        "type": "cpsv:PublicService",
        "identifier": described.code,
        "name": described.name,
        "description": summary(described),
        "hasCompetentAuthority": [organisation(body, base) for body in described.bodies],
        "spatial": list({body.place.code: place(body.place, base) for body in described.bodies}.values()),
        "language": linguistic(),
        "status": concept(IN_USE),
        "isPartOf": dataset_reference(publisher),
        "modified": described.changed_at.isoformat(),
        "page": {"id": base + described.page, "type": "foaf:Document"},
        "isClassifiedBy": list(_classes(described, base)),
        "addressee": [
            concept(iri(base, "codes", "audience", code), name, code) for code, name in described.audiences
        ],
        "thematicArea": [_theme(subject, base) for subject in described.subjects],
        "isGroupedBy": [_event(subject, base) for subject in described.subjects],
        "hasChannel": list(_channels(described, base, me)),
        "contactPoint": list(_contacts(described, base, me)),
        "hasInput": [_evidence(paper, base, me) for paper in described.papers],
        **_guide(described, base, me),
    }
    return {key: value for key, value in node.items() if value not in (None, [], "")}


def summary(described: Described) -> str:
    """What it is in one sentence or two, of what the guide itself tells."""
    by = "、".join(dict.fromkeys(body.name for body in described.bodies[:3]))
    more = "等部门" if len(described.bodies) > 3 else ""
    told = [f"{described.name}（{described.kind}），由{by}{more}办理。"]
    if described.promise_days is not None:
        told.append(f"承诺办结时限：{described.promise_days} 个工作日。")
    if described.visits is not None:
        told.append(f"到现场次数：{described.visits}。")
    return "".join(told)


def organisation(body: Body, base: str) -> Node:
    """A public organisation with its preferred name and the area it covers."""
    return {
        "id": iri(base, "organisations", body.code),
        "type": ["cv:PublicOrganisation", "org:Organization"],
        "identifier": body.code,
        "label": body.name,
        "spatial": place(body.place, base),
    }


def place(found: Place, base: str) -> Node:
    return {
        "id": iri(base, "divisions", found.code),
        "type": ["dct:Location", "eu:atu-type"],
        "identifier": found.code,
        "label": found.name,
    }


def dataset_reference(publisher: Publisher) -> Node:
    """The dataset that every service is part of, with what the profile demands of one."""
    return {
        "id": iri(publisher.base, "services"),
        "type": "dcat:Dataset",
        "name": f"{publisher.city}政务服务事项办事指南",
        "description": f"{publisher.city}政务服务事项与办事指南，按 CPSV-AP 3.2 描述。",
        "publisher": {
            "id": iri(publisher.base, "publisher"),
            "type": "foaf:Agent",
            "identifier": iri(publisher.base, "publisher"),
            "name": f"{publisher.city}开放政务大厅",
        },
    }


def _classes(described: Described, base: str) -> Iterator[Node]:
    yield concept(iri(base, "codes", "type", described.kind_code), described.kind, described.kind_code)
    if described.project_type:
        yield concept(
            iri(base, "codes", "project-type", _digest(described.project_type)), described.project_type
        )


def _theme(subject: Subject, base: str) -> Node:
    return concept(iri(base, "topics", subject.code), subject.name, subject.code)


def _event(subject: Subject, base: str) -> Node:
    return {
        "id": iri(base, "events", subject.code),
        "type": ["cv:Event", EVENTS.get(subject.audience, "cv:Event")],
        "identifier": subject.code,
        "name": subject.name,
    }


def _channels(described: Described, base: str, me: str) -> Iterator[Node]:
    if described.apply_page:
        yield {
            "id": f"{me}#online",
            "type": "cv:Channel",
            "identifier": f"{described.code}#online",
            "kind": concept(iri(base, "codes", "channel", "online"), "网上办理"),
            "description": "在本厅网上申报。",
            "page": {"id": base + described.apply_page, "type": "foaf:Document"},
        }
    for body in described.bodies:
        yield {
            "id": f"{me}#{body.code}",
            "type": "cv:Channel",
            "identifier": f"{described.code}#{body.code}",
            "kind": concept(iri(base, "codes", "channel", "counter"), "窗口办理"),
            "description": f"到{body.name}的窗口办理。",
        }


def _contacts(described: Described, base: str, me: str) -> Iterator[Node]:
    for body in described.bodies:
        contact: Node = {
            "id": f"{me}#contact-{body.code}",
            "type": "cv:ContactPoint",
            "contactPage": {"id": base + body.page, "type": "foaf:Document"},
        }
        yield contact | ({"telephone": body.phone} if body.phone else {})


def _evidence(paper: Paper, base: str, me: str) -> Node:
    about = [f"必要性：{paper.must}", f"来源：{paper.source}", f"形式：{paper.medium}", paper.note, paper.law]
    node: Node = {
        "id": f"{me}#paper-{paper.key}",
        "type": "cv:Evidence",
        "identifier": paper.key,
        "name": paper.title,
        "description": "；".join(part for part in about if part and not part.endswith("：")),
        "kind": concept(iri(base, "codes", "must", _digest(paper.must)), paper.must),
    }
    if paper.blank_form.startswith(("http://", "https://")):
        node["page"] = {"id": paper.blank_form, "type": "foaf:Document"}
    return node


def _guide(described: Described, base: str, me: str) -> Node:
    """What only a guide tells: time, result, cost, conditions, steps, basis."""
    if not described.has_guide:
        return {}
    return {
        "version": str(described.version),
        "valid": described.in_force_from and described.in_force_from.isoformat(),
        "processingTime": _duration(described),
        "produces": _output(described, me),
        "hasCost": _cost(described, me),
        "holdsRequirement": [
            {"id": f"{me}#condition-{number}", "type": "cv:Requirement",
             "identifier": f"{described.code}#condition-{number}", "name": condition}
            for number, condition in enumerate(described.lines("conditions"), 1)
        ],
        "follows": _steps(described, me),
        "hasLegalResource": [
            {"id": iri(base, "law", _digest(law)), "type": "eli:LegalResource", "name": law}
            for law in described.lines("legal_basis")
        ],
    }  # fmt: skip


def _duration(described: Described) -> str | None:
    said = described.facts.get("promise_limit")
    if isinstance(said, dict) and said.get("unit") in DURATIONS:
        return DURATIONS[said["unit"]].format(int(said["days"]))
    return None if described.promise_days is None else f"P{described.promise_days}D"


def _output(described: Described, me: str) -> Node | None:
    if not described.result:
        return None
    return {
        "id": f"{me}#result",
        "type": "cv:Output",
        "identifier": f"{described.code}#result",
        "name": described.result,
    }


def _cost(described: Described, me: str) -> Node | None:
    if "fee" not in described.facts:
        return None
    free = described.facts["fee"] == "否"
    node: Node = {
        "id": f"{me}#cost",
        "type": "cv:Cost",
        "identifier": f"{described.code}#cost",
        "description": "不收费。" if free else described.fee or "收费，标准见办事指南。",
        "currency": concept(YUAN),
    }
    return node | ({"hasValue": "0.0"} if free else {})


def _steps(described: Described, me: str) -> Node | None:
    steps = described.lines("flow")
    if not steps:
        return None
    return {
        "id": f"{me}#steps",
        "type": "cpsv:Rule",
        "identifier": f"{described.code}#steps",
        "name": f"{described.name}办理步骤",
        "description": "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)),
    }


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
