"""What filing gets of a guide: the hall's own departments, lawful limits, papers and questions."""

from __future__ import annotations

import pytest

from hall.catalogue.models import ServiceItem
from hall.catalogue.public import filing_guide, filing_guide_of, item_title
from hall.foundation.public import NotFound, Refused
from hall.places.public import halls
from hall.standards.code_sets import ApplicantKind

FOOD = "000131024000-01"


pytestmark = pytest.mark.usefixtures("catalogue")


def test_a_food_licence_is_reviewed_by_three_departments_of_the_hall() -> None:
    lixin = next(hall for hall in halls() if hall.slug == "lixin")
    guide = filing_guide(FOOD, lixin.pk)
    assert guide.department_name == "利辛县市场监督管理局"
    assert [department.name for department in guide.review_departments] == [
        "利辛县市场监督管理局",
        "利辛县卫生健康委员会",
        "利辛县消防救援大队",
    ]
    assert (guide.legal_limit_days, guide.promise_limit_days) == (10, 10)
    assert guide.licence_type == "食品经营许可证"


def test_every_online_item_can_be_filed_in_every_hall() -> None:
    codes = ServiceItem.objects.filter(is_online=True).values_list("code", flat=True)
    for code in codes:
        for hall in halls():
            guide = filing_guide(code, hall.pk)
            assert guide.form.sections, code
            assert guide.promise_limit_days <= guide.legal_limit_days


def test_the_online_form_takes_the_place_of_the_paper_one() -> None:
    guide = filing_guide(FOOD, halls()[0].pk)
    form = next(material for material in guide.materials if material.title.startswith("食品经营许可申请书"))
    assert form.filled_online
    assert not form.required
    assert guide.form.field("firm_code") is not None


def test_papers_the_city_holds_are_named() -> None:
    guide = filing_guide("000709111001-02", halls()[0].pk)
    held = {material.title: material.held_as for material in guide.materials}
    assert held["居民身份证"] == "居民身份证"
    assert held["居住地住址证明材料"] == ""


def test_a_form_for_persons_and_firms_shows_each_its_own_questions() -> None:
    hall = halls()[0]
    person = filing_guide("000123020000-01", hall.pk, audience=ApplicantKind.PERSON)
    firm = filing_guide("000123020000-01", hall.pk, audience=ApplicantKind.ORGANISATION)
    assert person.form.field("applicant_name")
    assert not person.form.field("firm_code")
    assert firm.form.field("firm_code")
    assert not firm.form.field("applicant_name")
    assert person.form.field("place_name") == firm.form.field("place_name")


def test_an_item_of_another_list_leads_to_the_guide_it_shares() -> None:
    twin = ServiceItem.objects.exclude(same_as=None).get(name="个体工商户设立登记")
    assert filing_guide(twin.code, halls()[0].pk).item_code == "000131004000-01"


def test_what_cannot_be_filed_online_says_where_to_go() -> None:
    with pytest.raises(Refused, match="还不能在网上申请") as refusal:
        filing_guide("000163001001-01", halls()[0].pk)
    assert "窗口" in refusal.value.remedy
    with pytest.raises(NotFound):
        filing_guide("no-such-item", halls()[0].pk)
    with pytest.raises(NotFound):
        filing_guide(FOOD, 0)


def test_an_application_can_ask_for_the_very_guide_it_began_with() -> None:
    hall = halls()[0]
    now = filing_guide(FOOD, hall.pk)
    assert filing_guide_of(now.guide_id, hall.pk) == now


def test_a_guide_costs_the_same_few_queries_whatever_it_asks_for(django_assert_max_num_queries) -> None:
    hall = halls()[0]
    with django_assert_max_num_queries(7):
        filing_guide(FOOD, hall.pk)


def test_an_item_has_a_title() -> None:
    item = ServiceItem.objects.get(code=FOOD)
    assert item_title(item.pk) == "《食品经营许可证》新办"
    with pytest.raises(NotFound):
        item_title(0)
