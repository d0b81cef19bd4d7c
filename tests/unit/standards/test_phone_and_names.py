import pytest

from hall.standards import person_name, phone


@pytest.mark.parametrize(
    ("typed", "number", "mobile"),
    [
        ("13856700001", "13856700001", True),
        ("+86 138-5670-0001", "13856700001", True),
        ("0086 138 5670 0001", "13856700001", True),
        ("12856700001", "12856700001", False),
        ("1385670000", "1385670000", False),
        ("0558-5123456", "05585123456", False),
        ("１３８５６７００００１", "１３８５６７００００１", False),
    ],
)
def test_mobile_numbers_are_told_from_others(typed: str, number: str, mobile: bool) -> None:
    assert phone.normalise(typed) == number
    assert phone.is_mobile(number) is mobile


def test_a_mask_shows_three_and_four_or_nothing() -> None:
    assert phone.mask("13856700001") == "138****0001"
    assert phone.mask("110") == "***"


def test_demo_numbers_have_the_shape_of_mobiles() -> None:
    assert phone.is_mobile("16100000001")
    assert phone.is_demo("16100000001")
    assert not phone.is_demo("13856700001")


@pytest.mark.parametrize(("name", "masked"), [("张三", "张*"), ("欧阳明月", "欧***"), ("", "")])
def test_a_public_name_keeps_one_character(name: str, masked: str) -> None:
    assert person_name.mask(name) == masked
