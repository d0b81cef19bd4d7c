from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.standards import receipt_number

DAY = date(2026, 11, 24)
numbers = st.builds(
    receipt_number.build,
    st.sampled_from(["341600", "341602", "341621", "341622", "341623"]),
    st.dates(date(2020, 1, 1), date(2050, 12, 31)),
    st.integers(1, receipt_number.MAX_SERIAL),
)


def test_a_number_is_built_shown_and_read_back() -> None:
    number = receipt_number.build("341602", DAY, 42)
    assert number == "341602202611240004245"
    assert len(number) == receipt_number.LENGTH
    assert receipt_number.display(number) == "341602-20261124-00042-45"
    assert receipt_number.parse(number) == ("341602", DAY, 42)


@pytest.mark.parametrize(
    "typed",
    [
        "341602-20261124-00042-45",
        " 341602 20261124 00042 45",
        "３４１６０２－２０２６１１２４－０００４２－４５",
    ],
)
def test_however_people_type_it_it_is_found(typed: str) -> None:
    assert receipt_number.is_valid(receipt_number.normalise(typed))


@given(numbers, st.integers(0, 20), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    assert not receipt_number.is_valid(number[:place] + wrong + number[place + 1 :])


@given(numbers, st.integers(0, 19))
def test_every_swap_of_neighbours_is_noticed(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert receipt_number.is_valid(swapped) == (swapped == number)


@pytest.mark.parametrize(
    ("division", "serial"), [("34160", 1), ("34160A", 1), ("341602", 0), ("341602", 100_000)]
)
def test_a_number_is_not_built_from_wrong_parts(division: str, serial: int) -> None:
    with pytest.raises(ValueError, match="办件"):
        receipt_number.build(division, DAY, serial)


def test_a_day_that_does_not_exist_is_refused_even_with_right_check_digits() -> None:
    from hall.standards.check_digits import mod_97_10

    body = "3416022026023000001"
    with pytest.raises(ValueError, match="请对照回执"):
        receipt_number.parse(body + mod_97_10(body))
