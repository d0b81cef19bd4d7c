import pytest

from hall.standards import code_sets
from hall.standards.code_sets import ApplicantKind, CodedEnum, ItemType, Satisfaction
from tests.unit.standards.reference import code_sets as reference

WITH_CODES = {
    "item_type": code_sets.ItemType,
    "use_level": code_sets.UseLevel,
    "dept_type": code_sets.DepartmentType,
    "service_object": code_sets.ServiceObject,
    "handle_form": code_sets.HandleForm,
    "project_type": code_sets.ProjectType,
    "special_procedure": code_sets.SpecialProcedure,
    "satisfaction": code_sets.Satisfaction,
    "process_step_state": code_sets.ProcessStepState,
    "yes_no": code_sets.YesNo,
    "licence_state": code_sets.LicenceState,
}
WITHOUT_CODES = {
    "evaluation_channel": code_sets.RatingChannel,
    "process_action": code_sets.ProcessAction,
    "cross_region_scope": code_sets.CrossRegionScope,
}


@pytest.mark.parametrize(("name", "enum"), WITH_CODES.items())
def test_each_enum_is_the_published_code_set(name: str, enum: type[CodedEnum]) -> None:
    assert dict(enum.choices()) == reference()[name]["codes"]


@pytest.mark.parametrize(("name", "enum"), WITHOUT_CODES.items())
def test_sets_published_without_codes_are_numbered_in_their_order(name: str, enum: type[CodedEnum]) -> None:
    assert [member.label for member in enum] == reference()[name]["codes"]
    assert [member.value for member in enum] == [str(i + 1) for i in range(len(enum))]


def test_a_code_is_a_plain_string_with_a_label() -> None:
    assert ItemType.PERMIT == "01"
    assert f"{ItemType.PERMIT}" == "01"
    assert ItemType("01").label == "行政许可"
    assert ItemType.label_of("01") == "行政许可"
    assert ItemType.label_of("77") == "77"
    assert ItemType.of_label("行政许可") is ItemType.PERMIT
    assert ItemType.of_label("没有") is None
    with pytest.raises(ValueError, match="77"):
        ItemType("77")  # type: ignore[call-arg]


def test_the_last_two_grades_are_bad_ratings() -> None:
    assert [grade.is_bad for grade in Satisfaction] == [False, False, False, True, True]


def test_the_hall_has_two_faces() -> None:
    assert ApplicantKind.choices() == [("natural_person", "自然人"), ("legal_person", "法人")]
