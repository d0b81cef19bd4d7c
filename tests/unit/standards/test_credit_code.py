import csv

import pytest

from hall.standards import credit_code
from hall.standards.credit_code import CreditCodeFlaw
from tests.unit.standards.reference import DATA

REAL = ["91110000600037341L", "11511301008778183N", "11511301MB1550442U", "11370800MB28559184"]


@pytest.mark.parametrize("code", REAL)
def test_real_codes_pass(code: str) -> None:
    assert credit_code.is_valid(code)
    assert credit_code.check_digit(code[:17]) == code[17]
    assert credit_code.is_organisation_code(code[8:17])


@pytest.mark.parametrize(
    ("code", "flaw"),
    [
        ("91110000600037341", CreditCodeFlaw.LENGTH),
        ("9111000060003734IL", CreditCodeFlaw.CHARACTERS),
        ("91A10000600037341L", CreditCodeFlaw.CHARACTERS),
        ("91110000600037341M", CreditCodeFlaw.CHECK_DIGIT),
        ("91110000600037314L", CreditCodeFlaw.CHECK_DIGIT),
    ],
)
def test_a_wrong_code_is_refused_with_a_reason(code: str, flaw: CreditCodeFlaw) -> None:
    assert credit_code.find_flaw(code) is flaw
    with pytest.raises(ValueError, match="统一社会信用代码"):
        credit_code.parse(code)


def test_a_code_tells_its_parts() -> None:
    parts = credit_code.parse("91110000600037341L")
    assert parts.kind_name == "企业"
    assert (parts.division, parts.organisation, parts.check) == ("110000", "600037341", "L")
    assert credit_code.parse("11511301008778183N").kind_name == "机关"
    assert credit_code.CreditCode("Z", "Z", "", "", "").kind_name == ""


def test_of_the_real_departments_981_of_988_codes_pass() -> None:
    with (DATA / "service_items_sc_guangan.csv").open(encoding="utf-8") as file:
        codes = [row["dept_uscc"] for row in csv.DictReader(file) if len(row["dept_uscc"]) == 18]
    assert (sum(map(credit_code.is_valid, codes)), len(codes)) == (981, 988)


def test_a_built_code_is_valid_and_carries_its_division() -> None:
    code = credit_code.build("93", "349921", "MA2T0001")
    assert credit_code.is_valid(code)
    assert credit_code.is_demo(code)
    assert credit_code.parse(code).kind_name == "农民专业合作社"
    assert not credit_code.is_demo(REAL[0])


@pytest.mark.parametrize(
    ("code", "valid"),
    [("008778183", True), ("00877836-X", True), ("76726532-X", True), ("008778184", False), ("12", False)],
)
def test_organisation_codes_are_checked_with_or_without_hyphen(code: str, valid: bool) -> None:
    assert credit_code.is_organisation_code(code) is valid


def test_a_typed_code_is_made_plain() -> None:
    assert credit_code.normalise(" 9111 0000-600037341l") == REAL[0]
