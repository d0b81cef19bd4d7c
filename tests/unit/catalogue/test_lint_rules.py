"""Every rule on guides is broken by somebody, by a real guide if one breaks it, and kept by a sound one."""

from __future__ import annotations

from collections import Counter

import pytest

from hall.catalogue.rules.fields.registry import BY_KEY
from hall.catalogue.rules.lint.places import FIELD_OF_RULE
from hall.catalogue.rules.lint.rule import DAYS_TO_MEND, Rule, Severity
from hall.catalogue.rules.lint.table import RULES, document, flaws_of
from tests.unit.catalogue.lint_examples import MADE, real_guides, sound

#: Rule → a real guide that breaks it.
REAL = {
    "G001": "法律援助（申请类）",
    "G002": "道路货物运输经营许可（含普货运输、专用运输、大件运输和网络货运）",
    "G003": "艺术创作，对外交流辅导、培训",
    "G004": "新生儿出生一件事",
    "G007": "法律援助（申请类）",
    "G009": "涉外婚姻登记预约",
    "G010": "法律援助（申请类）",
    "G011": "新建民用建筑防空地下室的报建审批",
    "G012": "社会保障卡申领",
    "G101": "新生儿出生一件事",
    "G104": "老年人福利补贴",
    "G105": "涉外婚姻登记预约",
    "G106": "居住证申领",
    "G107": "公司设立登记",
    "G108": "生育登记",
    "G109": "残疾人证新办",
    "G110": "建设工程规划条件核实验收",
    "G112": "公司设立登记",
    "G202": "机动车登记",
    "G203": "临时救助对象认定、救助金给付",
    "G205": "生产建设项目水土保持方案审批",
    "G206": "凭法院裁判文书申请撤销登记",
    "G207": "司法鉴定机构变更负责人",
    "G208": "机动车登记",
    "G209": "新生儿出生一件事",
    "G210": "法律援助（申请类）",
    "G212": "法律援助（申请类）",
    "G213": "占用、挖掘城市道路审批",
    "G214": "法律援助（申请类）",
    "G215": "残疾人证新办",
    "G216": "涉外婚姻登记预约",
    "G217": "公司设立登记",
    "G218": "公章刻制业备案",
    "G219": "老年人福利补贴",
    "G226": "城镇污水排入排水管网许可",
    "G302": "变更更正姓名",
    "G303": "小学教师资格认定",
    "G402": "涉外婚姻登记预约",
    "G704": "对计量纠纷的调解和仲裁检定",
    "G706": "新生儿出生一件事",
    "G709": "生产建设项目水土保持方案审批",
    "G501": "公共场所卫生许可（变更）",
    "G502": "建设工程规划条件核实验收",
    "G503": "新生儿出生一件事",
    "G504": "临时救助对象认定、救助金给付",
    "G505": "申请创业担保贷款",
    "G601": "法律援助（申请类）",
    "G602": "涉外婚姻登记预约",
    "G603": "社会保障卡申领",
    "G604": "残疾人证新办",
    "G801": "生育津贴支付",
    "G802": "临时救助对象认定、救助金给付",
    "G803": "建设项目环境影响评价审批报告表（普通类）",
    "G804": "老年人福利补贴",
    "G902": "新生儿出生一件事",
    "G903": "法律援助（申请类）",
    "G904": "涉外婚姻登记预约",
    "G905": "涉外婚姻登记预约",
    "G906": "新生儿出生一件事",
    "G907": "生育津贴支付",
    "G908": "新生儿出生一件事",
    "G911": "涉外婚姻登记预约",
    "G912": "建设工程规划条件核实验收",
}
EVERY = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_there_are_at_least_forty_rules_each_with_its_own_id_source_and_remedy() -> None:
    assert len(RULES) >= 40
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert len({rule.title for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert len(rule.origin) >= 8, rule.id
        assert len(rule.remedy) >= 6, rule.id
        assert rule.english.isascii(), rule.id
        assert rule.severity in Severity, rule.id


@EVERY
def test_a_sound_guide_keeps_the_rule(rule: Rule) -> None:
    assert rule.check(sound()) == []


@EVERY
def test_the_rule_is_broken_by_a_real_guide_or_where_none_breaks_it_by_a_made_one(rule: Rule) -> None:
    breakers = [name for name, guide in real_guides().items() if rule.check(guide)]
    if rule.id in REAL:
        assert REAL[rule.id] in breakers
        assert rule.id not in MADE
    else:
        assert breakers == []
        assert rule.check(sound(MADE[rule.id], rule.id))


def test_a_sound_guide_has_no_flaw_at_all() -> None:
    assert flaws_of(sound()) == []


def test_a_flaw_of_a_paper_names_the_paper() -> None:
    flaws = flaws_of(real_guides()["烟花爆竹经营（零售）许可"])
    vague = [flaw for flaw in flaws if flaw.rule == "G202"]
    assert [(flaw.severity, "法律、法规规定的其他条件" in flaw.message) for flaw in vague] == [
        (Severity.ERROR, True)
    ]
    assert vague[0].about.startswith("m")


def test_nobody_is_told_the_same_thing_of_the_same_paper_twice() -> None:
    for name, guide in real_guides().items():
        keys = Counter((flaw.rule, flaw.about) for flaw in flaws_of(guide))
        assert keys.most_common(1)[0][1] == 1, name


def test_what_misleads_is_due_sooner_than_what_reads_badly() -> None:
    assert DAYS_TO_MEND == {"error": 5, "warning": 20, "note": 60}


def test_the_document_has_a_row_for_every_rule() -> None:
    rows = [line for line in document().splitlines() if line.startswith("| G")]
    assert [row.split(" | ")[0].strip("| ") for row in rows] == [rule.id for rule in RULES]


@pytest.mark.parametrize(
    ("note", "days", "differs"),
    [
        ("自受理之日起10个工作日内", 10, False),
        ("3个工作日；情形复杂的再延长3个工作日", 6, False),  # 3 + 3 = 6
        ("书30个工作日，表15个工作日", 15, False),
        ("自收到申请之日起15个工作日内", 20, True),
        ("按规定办理", 20, False),
    ],
)
def test_a_limit_is_compared_with_the_numbers_of_its_note(note: str, days: int, differs: bool) -> None:
    guide = sound({"legal_limit": days, "legal_limit_note": note, "special_procedure": "是"})
    assert ("G107" in {flaw.rule for flaw in flaws_of(guide)}) is differs


@pytest.mark.parametrize(
    ("depth", "visits", "contradicts"),
    [
        ("四级标准", 0, False),
        ("四级标准", 1, True),
        ("三级标准", 1, False),
        ("三级标准", 2, True),
        ("二级标准", 3, True),
    ],
)
def test_depth_sets_how_often_one_may_have_to_come(depth: str, visits: int, contradicts: bool) -> None:
    guide = sound({"online_depth": depth, "visits": visits})
    assert ("G701" in {flaw.rule for flaw in flaws_of(guide)}) is contradicts


def test_every_rule_is_shown_beside_a_field_of_the_registry() -> None:
    assert {rule.id for rule in RULES} == FIELD_OF_RULE.keys()
    assert set(FIELD_OF_RULE.values()) <= BY_KEY.keys()


def test_what_the_tables_of_fees_and_procedures_say_counts() -> None:
    fee = {"name": "工本费", "standard": "10 元/本", "basis": "《收费标准》（发改价格〔2019〕914号）"}
    for changes in (
        {"charge": "是", "charge_note": "", "fees": [fee]},
        {
            "special_procedure": "是",
            "special_procedures": [{"kind": "除延长审批之外的情况", "name": "专家论证"}],
        },
        {"windows": [], "address": "某路 1 号", "hours": "周一至周五"},
    ):
        found = {flaw.rule for flaw in flaws_of(sound(changes))}
        assert not found & {"G302", "G304", "G912", "G905"}, changes
