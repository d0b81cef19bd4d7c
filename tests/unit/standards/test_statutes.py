import pytest

from hall.standards import statutes
from hall.standards.statutes import Unit


@pytest.mark.parametrize(
    ("key", "amount", "extension", "unit", "citation"),
    [
        ("supplement_notice", 5, 0, Unit.WORKING_DAYS, "《行政许可法》第三十二条第一款第（四）项"),
        ("decision", 20, 10, Unit.WORKING_DAYS, "《行政许可法》第四十二条第一款"),
        ("joint_decision", 45, 15, Unit.WORKING_DAYS, "《行政许可法》第四十二条第二款"),
        ("lower_body_review", 20, 0, Unit.WORKING_DAYS, "《行政许可法》第四十三条"),
        ("delivery", 10, 0, Unit.WORKING_DAYS, "《行政许可法》第四十四条"),
        ("renewal_request", 30, 0, Unit.DAYS, "《行政许可法》第五十条"),
        ("administrative_review", 60, 0, Unit.DAYS, "《行政复议法》第二十条"),
        ("litigation", 6, 0, Unit.MONTHS, "《行政诉讼法》第四十六条"),
        ("disclosure_answer", 20, 20, Unit.WORKING_DAYS, "《政府信息公开条例》第三十三条"),
    ],
)
def test_each_limit_stands_as_its_article_sets_it(
    key: str, amount: int, extension: int, unit: Unit, citation: str
) -> None:
    limit = statutes.limit(key)
    assert (limit.amount, limit.extension, limit.unit) == (amount, extension, unit)
    assert statutes.citation(key) == citation


@pytest.mark.parametrize(
    ("legal_days", "joint", "allowed"),
    [(None, False, 20), (None, True, 45), (30, False, 30), (7, True, 7), (0, False, 0)],
)
def test_a_special_law_goes_before_the_general_limit(
    legal_days: int | None, joint: bool, allowed: int
) -> None:
    assert statutes.allowed_limit(legal_days, joint=joint) == allowed


def test_an_unknown_limit_is_an_error_in_the_program() -> None:
    with pytest.raises(KeyError):
        statutes.limit("whenever")
