"""Examples for the rules on guides: real ones, a sound one, and what breaks the rules no real one breaks."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hall.catalogue.rules.links import LinkSeen, Verdict
from hall.catalogue.rules.lint.view import GuideView, view_of
from hall.catalogue.rules.situations.table import Situations, situations_of

DATA = Path(__file__).parents[3] / "data"
ON = date(2026, 11, 24)

#: A material that nothing is wrong with.
PAPER = {
    "title": "食品经营场所平面图",
    "must": "必要",
    "kind": "申请表",
    "type": "原件",
    "copies": 1,
    "source": "申请人自备",
    "free_submission": "无",
    "standard": "电子",
    "blank_form": "食品经营场所平面图格式.docx",
    "law": "《食品经营许可和备案管理办法》第十二条",
}
#: A guide that nothing is wrong with.
SOUND: dict[str, Any] = {
    "name": "食品经营许可",
    "catalog_code": "000131024000",
    "type": "行政许可",
    "serve_object": "个人/法人",
    "levels": "县",
    "dept": "市场监管部门",
    "handler": "谯城区市场监督管理局",
    "legal_limit": 10,
    "promise_limit": 5,
    "unit": "工作日",
    "legal_limit_note": "《食品经营许可和备案管理办法》第二十二条：自受理之日起10个工作日内作出决定",
    "promise_limit_note": "自受理之日起5个工作日内作出决定",
    "scope": "全市",
    "charge": "否",
    "visits": 0,
    "online_depth": "四级标准",
    "online": "是",
    "handle_form": ["窗口办理", "网上办理"],
    "result": "食品经营许可证",
    "quantity_limit": "无",
    "special_procedure": "否",
    "conditions": ["有与经营的食品品种、数量相适应的固定场所"],
    "legal_basis": [{"law": "《食品安全法》", "article": "第三十五条"}],
    "flow": ["网上填写申请并上传材料", "窗口审核材料后受理", "审查场所后作出决定", "网上领取电子许可证"],
    "phone": "0558-12345（演示号码）",
    "windows": [
        {
            "hall": "谯城区政务服务中心",
            "address": "谯城区某路 1 号，3 号窗口",
            "hours": "周一至周五 9:00—17:00",
        }
    ],
    "materials": [PAPER],
}


def _table(*rows: dict[str, Any], title: str = PAPER["title"], **papers: str) -> Situations:
    """One question with two answers, and a table with these rows."""
    options = [{"key": "yes", "label": "自己的"}, {"key": "no", "label": "租的"}]
    question = {"key": "own", "title": "场所是谁的", "options": options}
    table = {"title": "场所", "questions": ["own"], "basis": "《办法》", "rows": list(rows)}
    return situations_of(
        {
            "guide": "X",
            "source": "某指南",
            "as_of": "2026-07",
            "papers": {"m01": title, **papers},
            "questions": [question],
            "tables": [table],
        }
    )


_OWNS = {"when": {"own": ["yes"]}, "then": {"needs": ["m01"]}}
_RENTS: dict[str, Any] = {"when": {"own": ["no"]}, "then": {}}
_ALL: dict[str, Any] = {"when": {}, "then": {"needs": ["m01"]}}
#: The table that breaks a rule on situations; the sound guide has the sound one, under "".
TABLES: dict[str, Situations | None] = {
    "": _table(_OWNS, _RENTS),
    "G201": None,
    "G221": _table(_OWNS),
    "G222": _table(_OWNS, _RENTS, _ALL),
    "G223": _table(_OWNS, _RENTS, m02="租赁合同"),
    "G224": _table(_ALL),
    "G225": _table(_OWNS, _RENTS, title="平面图"),
}
#: What breaks a rule that no real guide breaks: changes to the sound guide.
WORKING = LinkSeen("https://www.bozhou.gov.cn/", Verdict.ALIVE, "", None, ON)
GONE = LinkSeen("https://www.bozhou.gov.cn/old", Verdict.GONE, "页面不存在（404）", ON, ON)
MADE: dict[str, dict[str, Any]] = {
    "G005": {"catalog_code": "0001310"},
    "G006": {"type": "行政确认"},
    "G008": {},  # looked at three years later
    "G102": {"promise_limit": None},
    "G103": {"promise_limit": 20, "promise_limit_note": ""},
    "G111": {},  # an item handled on the spot
    "G113": {"unit": ""},
    "G201": {"materials": []},
    "G204": {"materials": [PAPER | {"copies": 0}]},
    "G211": {"materials": [PAPER, PAPER]},
    **{rule: {} for rule in ("G221", "G222", "G223", "G224", "G225")},  # by their tables
    "G301": {"charge": ""},
    "G411": {},  # by what was seen of a link
    "G304": {"charge": "是", "charge_note": "按《行政事业性收费目录》收取"},
    "G305": {"flow": ["到窗口缴费", "领取许可证"]},
    "G401": {},  # no form loaded
    "G701": {"visits": 1},
    "G702": {"online": "否"},
    "G703": {"handle_form": ["窗口办理"], "visits": 1, "online_depth": "三级标准"},
    "G705": {"handle_form": ["窗口办理"], "online": "否"},
    "G707": {"online_depth": "一级标准"},
    "G708": {"visits": None},
    "G506": {"legal_basis": [{"law": "《中华人民共和国婚姻法》", "article": "第八条"}]},
    "G605": {"flow": ["受理", "自受理之日起15个工作日内办结"]},
    "G901": {"dept": ""},
    "G909": {"serve_object": ""},
    "G913": {"windows": [{"hall": "旧大厅", "address": "某路", "hours": "周一", "closed_on": "2026-11-01"}]},
    "G910": {"serve_object": "个人", "name": "公司设立登记"},
}


def sound(changes: dict[str, Any] | None = None, rule: str = "") -> GuideView:
    """The sound guide as this city publishes it, with `changes`."""
    return view_of(
        SOUND | (changes or {}),
        city="亳州市",
        place="安徽省亳州市",
        as_of="2026-07",
        on=date(2029, 11, 24) if rule == "G008" else ON,
        topics=["legal_person/055"],
        project_type="1" if rule == "G111" else "2",
        has_form=rule != "G401",
        situations=TABLES.get(rule, TABLES[""]),
        links=[GONE if rule == "G411" else WORKING],
    )


@cache
def real_guides() -> dict[str, GuideView]:
    """The guides of data/service_guides.json by name, as their source words them."""
    guides = json.loads((DATA / "service_guides.json").read_text(encoding="utf-8"))["guides"]
    with (DATA / "guide_settings.csv").open(encoding="utf-8-sig", newline="") as file:
        settings = {row["name"]: row for row in csv.DictReader(file)}
    return {said["name"]: _real(said, settings[said["name"]]) for said in guides}


def _real(said: dict[str, Any], own: dict[str, str]) -> GuideView:
    return view_of(
        said,
        city="亳州市",
        place="湖南省",
        as_of="2026-07",
        on=ON,
        topics=said.get("category") or (),
        project_type=own["project_type"],
    )
