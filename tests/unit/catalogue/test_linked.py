"""A service as linked data: what the profile demands is there, and the shapes notice when it isn't."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from rdflib import Graph, URIRef

from hall.catalogue.rules.linked.columns import FIXED, as_record, as_row, heading
from hall.catalogue.rules.linked.cpsv import service
from hall.catalogue.rules.linked.described import Body, Described, Paper, Place, Publisher, Subject
from hall.catalogue.rules.linked.portal import FILES, portal_entry
from hall.catalogue.rules.linked.schema_org import government_service
from hall.catalogue.rules.linked.shapes import CONSTRAINTS, as_turtle
from hall.catalogue.rules.linked.terms import CONTEXT
from hall.project.cli.opendata import violations

WHO = Publisher("https://hall.example", "某市", "https://creativecommons.org/licenses/by/4.0/",
                "mailto:data@hall.example", Place("341600000000", "某市"))  # fmt: skip
FOOD = Described(
    code="000131024000-01",
    basic_code="000131024000",
    name="食品经营许可证新办",
    kind_code="01",
    kind="行政许可",
    page="/items/000131024000-01/",
    apply_page="/apply/000131024000-01/",
    bodies=(Body("shizhi-1", "某市市场监督管理局", WHO.place, "/departments/1/", "0558-1"),),
    audiences=(("legal_person", "法人"),),
    subjects=(Subject("legal/1", "准入准营", "legal_person"), Subject("natural/1", "创业", "natural_person")),
    has_guide=True,
    version=3,
    changed_at=datetime(2026, 11, 25, tzinfo=UTC),
    in_force_from=date(2026, 11, 25),
    facts={
        "fee": "否",
        "conditions": ["有场所", "有设备"],
        "flow": ["申请", "受理", "决定"],
        "legal_basis": ["《食品安全法》第三十五条"],
        "promise_limit": {"days": 10, "unit": "工作日"},
        "levels": "县",
    },
    origins={"fee": {"source": "某处的公开资料", "place": "某省", "as_of": "2026-07"}},
    papers=(
        Paper("m1", "申请书", "必要", "电子", "申请人自备", "盖章", "", "https://hall.example/form.pdf", ""),
        Paper("m2", "营业执照", "非必要", "纸质", "政府部门核发", "", "《办法》第十二条", "", "营业执照"),
    ),
    project_type="承诺件",
    legal_days=20,
    promise_days=10,
    visits=0,
    result="食品经营许可证",
)  # fmt: skip
WITHOUT_GUIDE = replace(
    FOOD, has_guide=False, version=0, facts={}, origins={}, papers=(), apply_page="", result="",
    legal_days=None, promise_days=None, visits=None, in_force_from=None,
)  # fmt: skip
BAD_CODE = replace(FOOD, code='某项/办理 <"1">')


@pytest.mark.parametrize("described", [FOOD, WITHOUT_GUIDE, BAD_CODE])
def test_a_service_conforms(described: Described) -> None:
    assert list(violations([service(described, WHO)])) == []


def test_nothing_is_said_that_the_guide_does_not_say() -> None:
    told = service(WITHOUT_GUIDE, WHO)
    assert not {"processingTime", "hasCost", "produces", "hasInput", "follows", "version"} & told.keys()
    assert "承诺" not in told["description"]


def test_a_service_tells_time_cost_papers_and_basis() -> None:
    graph = Graph().parse(data=json.dumps({"@context": CONTEXT, **service(FOOD, WHO)}), format="json-ld")
    me = URIRef("https://hall.example/open/services/000131024000-01")
    found = {
        str(about).rpartition("/")[2].rpartition("#")[2]: str(value)
        for _, about, value in graph.triples((me, None, None))
    }
    assert found["processingTime"] == "P10D"
    assert found["hasCost"].endswith("#cost")
    assert found["modified"] == "2026-11-25T00:00:00+00:00"
    assert len(list(graph.objects(me, URIRef("http://purl.org/vocab/cpsv#hasInput")))) == 2
    assert len(list(graph.objects(me, URIRef("http://data.europa.eu/m8g/holdsRequirement")))) == 2


def spoiled(spoil: Any) -> list[str]:
    node = copy.deepcopy(service(FOOD, WHO))
    spoil(node)
    return list(violations([node]))


@pytest.mark.parametrize(
    ("spoil", "about"),
    [
        (lambda node: node.pop("identifier"), "identifier"),
        (lambda node: node.pop("name"), "title"),
        (lambda node: node.pop("description"), "description"),
        (lambda node: node.pop("hasCompetentAuthority"), "hasCompetentAuthority"),
        (lambda node: node.update(identifier=["a", "b"]), "identifier"),
        (lambda node: node.update(name={"@value": "x", "@language": None}), "title"),
        (lambda node: node["hasCompetentAuthority"][0].pop("label"), "prefLabel"),
        (lambda node: node["hasCompetentAuthority"][0].pop("spatial"), "spatial"),
        (lambda node: node["hasChannel"][0].pop("identifier"), "identifier"),
        (lambda node: node["hasInput"][0].pop("name"), "title"),
        (lambda node: node["hasCost"].update({"cv:hasValue": "free"}), "hasValue"),
        (lambda node: node["isGroupedBy"][0].pop("name"), "title"),
        (lambda node: node["isPartOf"].pop("publisher"), "publisher"),
        (lambda node: node.update(processingTime=["P1D", "P2D"]), "processingTime"),
        (lambda node: node["follows"].pop("description"), "description"),
    ],
)  # fmt: skip
def test_the_shapes_notice_what_is_missing_or_wrong(spoil: Any, about: str) -> None:
    assert any(about in fault for fault in spoiled(spoil))


def test_the_shapes_are_the_profiles() -> None:
    assert len(CONSTRAINTS) == 21
    assert sum(len(rows) for rows in CONSTRAINTS.values()) == 109
    assert CONSTRAINTS["cpsv:PublicService"]["cv:hasCompetentAuthority"] == "1..* cv:PublicOrganisation"
    assert len(Graph().parse(data=as_turtle(), format="turtle")) > 300


def test_the_entry_for_portals_is_a_catalogue_that_conforms() -> None:
    entry = portal_entry(WHO, services=1182, modified=datetime(2026, 11, 25, tzinfo=UTC))
    assert list(violations([{key: value for key, value in entry.items() if key != "@context"}])) == []
    graph = Graph().parse(data=json.dumps(entry), format="json-ld")
    files = list(graph.objects(None, URIRef("http://www.w3.org/ns/dcat#downloadURL")))
    assert {str(file) for file in files} == {f"https://hall.example/open/{file.name}" for file in FILES}
    licences = set(graph.objects(None, URIRef("http://purl.org/dc/terms/license")))
    assert licences == {URIRef(WHO.licence)}


def test_search_engines_read_a_government_service() -> None:
    told = government_service(FOOD, WHO.base, WHO.city)
    assert (told["@type"], told["isAccessibleForFree"]) == ("GovernmentService", True)
    assert told["provider"][0]["name"] == "某市市场监督管理局"
    assert "isAccessibleForFree" not in government_service(WITHOUT_GUIDE, WHO.base, WHO.city)


def test_a_row_of_the_table_has_a_cell_for_every_column() -> None:
    names = {"conditions": "申请条件", "unknown": "没有这个"}
    row = dict(zip(heading(list(names), names), as_row(FOOD, list(names), WHO.base), strict=True))
    assert row["申请条件（conditions）"] == "有场所；有设备"
    assert row["没有这个（unknown）"] == ""
    assert row["申请材料"] == "申请书（必要）；营业执照（非必要）"
    assert row["到现场次数（次）"] == "0"
    assert len(heading([], {})) == len(FIXED)


def test_no_cell_is_a_formula() -> None:
    told = replace(FOOD, name="=HYPERLINK(1)", facts={"conditions": ["+1"]})
    row = as_row(told, ["conditions"], WHO.base)
    assert not any(cell[:1] in "=+@\t" and cell for cell in row)


def test_a_record_keeps_where_each_value_was_said() -> None:
    record = as_record(FOOD, WHO.base)
    assert record["facts"]["fee"] == {
        "value": "否",
        "source": "某处的公开资料",
        "place": "某省",
        "as_of": "2026-07",
    }
    assert record["papers"][1]["held_as"] == "营业执照"
