from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.standards import resident_id
from hall.standards.resident_id import IdFlaw, Sex

TODAY = date(2026, 11, 24)
STANDARD_EXAMPLE = "11010519491231002X"  # the example of GB 11643 itself


@pytest.mark.parametrize(
    ("number", "flaw"),
    [
        (STANDARD_EXAMPLE, None),
        ("440524188001010014", None),  # the standard's second example
        ("110112199003076537", IdFlaw.CHECK_DIGIT),
        ("11010519491231002", IdFlaw.LENGTH),
        ("1101051949123100-X", IdFlaw.CHARACTERS),
        ("１１０１０５１９４９１２３１００２X", IdFlaw.CHARACTERS),
        ("99010519491231002X", IdFlaw.PROVINCE),
        ("110105194902310026", IdFlaw.BIRTH_DATE),  # 31 February
        ("110105210001010015", IdFlaw.FUTURE),
        ("110105194912310021", IdFlaw.CHECK_DIGIT),
    ],
)
def test_a_number_is_accepted_or_refused_with_a_reason(number: str, flaw: IdFlaw | None) -> None:
    assert resident_id.find_flaw(number, today=TODAY) == flaw
    assert resident_id.is_valid(number, today=TODAY) == (flaw is None)


@pytest.mark.parametrize("area", ["341602", "330382", "110112", "341281", "342128"])
def test_the_county_code_need_not_exist_today(area: str) -> None:
    seventeen = f"{area}19900307653"
    assert resident_id.is_valid(seventeen + resident_id.check_digit(seventeen))


def test_a_number_tells_birth_date_sex_and_area() -> None:
    assert resident_id.birth_date(STANDARD_EXAMPLE) == date(1949, 12, 31)
    assert resident_id.sex(STANDARD_EXAMPLE) is Sex.FEMALE  # order number 002 is even
    assert resident_id.sex("440524188001010014") is Sex.MALE  # 001 is odd
    assert resident_id.area_code(STANDARD_EXAMPLE) == "110105"


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 12, 30), 76), (date(2026, 12, 31), 77)],  # born 1949-12-31: 2026 - 1949 = 77, on the day
)
def test_age_grows_on_the_birthday(day: date, age: int) -> None:
    assert resident_id.age_on(STANDARD_EXAMPLE, day) == age


def test_fifteen_digits_become_eighteen() -> None:
    assert resident_id.upgrade("110105491231002") == STANDARD_EXAMPLE
    with pytest.raises(ValueError, match="15"):
        resident_id.upgrade("11010549123100X")


def test_birth_date_of_an_impossible_number_is_refused() -> None:
    with pytest.raises(ValueError, match="出生日期"):
        resident_id.birth_date("110105194902310026")


def test_a_typed_number_is_made_plain() -> None:
    assert resident_id.normalise(" 110105 19491231-002x ") == STANDARD_EXAMPLE


def test_a_mask_hides_the_birth_date_and_odd_texts_wholly() -> None:
    assert resident_id.mask(STANDARD_EXAMPLE) == "110105********002X"
    assert resident_id.mask("1234") == "****"


def test_demo_numbers_pass_every_check_and_are_told_apart() -> None:
    seventeen = "34990219900307653"
    number = seventeen + resident_id.check_digit(seventeen)
    assert resident_id.is_valid(number, today=TODAY)
    assert resident_id.is_demo(number)
    assert not resident_id.is_demo(STANDARD_EXAMPLE)


@given(st.text(alphabet="0123456789", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(seventeen: str, place: int, shift: int) -> None:
    wrong = str((int(seventeen[place]) + shift) % 10)
    altered = seventeen[:place] + wrong + seventeen[place + 1 :]
    assert resident_id.check_digit(altered) != resident_id.check_digit(seventeen)
