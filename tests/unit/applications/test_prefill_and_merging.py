"""What is known is filled in with its source; two devices never overwrite each other unseen."""

from __future__ import annotations

from datetime import date

from hall.applications.rules.asked import asked_from, of_plain, to_plain
from hall.applications.rules.merging import Clash, clashes, wrote_since
from hall.applications.rules.prefill import Known, filled, share_filled
from hall.catalogue.public import (
    DepartmentRef,
    FilingGuide,
    Form,
    MaterialNeeded,
)
from hall.catalogue.public import Field as CatalogueField
from hall.catalogue.public import Section as CatalogueSection
from tests.unit.applications.sheets import asked

TODAY = date(2026, 11, 24)
KNOWN = {
    "person.name": Known("王秀英", "公安局", date(2026, 10, 1)),
    "person.sex": Known("女", "公安局", date(2026, 10, 1)),
    "person.phone": Known("not a phone", "公安局", date(2026, 10, 1)),
    "person.id_number": Known("", "公安局"),
}


def test_a_known_value_is_filled_in_and_says_from_where_and_of_what_date() -> None:
    answers, provenance = filled(asked(), KNOWN, today=TODAY)
    assert answers == {"name": "王秀英", "sex": "女"}
    assert provenance["name"] == {
        "value": "王秀英",
        "source": "公安局",
        "as_of": "2026-10-01",
        "held": "person.name",
    }


def test_a_registered_value_that_the_form_could_not_take_is_left_out() -> None:
    answers, provenance = filled(asked(), KNOWN, today=TODAY)
    assert "phone" not in answers
    assert "phone" not in provenance


def test_the_share_filled_is_of_all_questions() -> None:
    _, provenance = filled(asked(), KNOWN, today=TODAY)
    assert share_filled(asked(), provenance) == 33  # 2 of 6 questions


def test_what_was_asked_survives_being_kept_as_json() -> None:
    assert of_plain(to_plain(asked())) == asked()


def test_a_catalogue_guide_becomes_what_was_asked() -> None:
    guide = FilingGuide(
        item_id=1,
        item_code="X1",
        item_type="01",
        item_name="食品经营许可",
        guide_id=7,
        guide_version=3,
        hall_id=2,
        hall_name="谯城区大厅",
        department_id=5,
        department_name="市监局",
        review_departments=(DepartmentRef(5, "市监局"), DepartmentRef(6, "消防")),
        legal_limit_days=20,
        legal_limit_source="行政许可法 第四十二条",
        promise_limit_days=5,
        project_type="2",
        audiences=("natural_person",),
        result_name="许可证",
        licence_type="",
        fee_note="",
        visits=0,
        materials=(
            MaterialNeeded("m1", "身份证", True, "", "居民身份证", "", ("application/pdf",), "", False),
        ),
        form=Form((CatalogueSection("甲", (CatalogueField("k", "题", "select", options=("一", "二")),)),)),
    )
    whole = asked_from(guide)
    assert of_plain(to_plain(whole)) == whole
    assert [reviewer.name for reviewer in whole.reviewers] == ["市监局", "消防"]
    assert whole.sections[0].key == "1"
    assert whole.sections[0].fields[0].options == (("一", "一"), ("二", "二"))
    assert whole.materials[0].held_as == "居民身份证"


def test_two_devices_collide_only_in_the_section_that_both_wrote() -> None:
    sections = {"1": {"version": 4}, "2": {"version": 9}}
    assert not wrote_since(sections, "1", seen=5)
    assert wrote_since(sections, "2", seen=5)
    assert not wrote_since(sections, "3", seen=1)


def test_a_page_is_no_other_device_to_itself() -> None:
    sections = {"1": {"version": 7, "sitting": "a"}, "2": {"version": 7}}
    assert not wrote_since(sections, "1", seen=5, besides="a")
    assert wrote_since(sections, "1", seen=5, besides="b")
    assert wrote_since(sections, "2", seen=5, besides="")


def test_a_clash_names_what_stands_and_what_was_sent() -> None:
    stored, sent = {"a": "1", "b": "2", "c": ""}, {"a": "1", "b": "3", "c": []}
    assert clashes(["a", "b", "c", "d"], stored, sent) == (Clash("b", "2", "3"),)
