from datetime import date

import pytest

from hall.registers.rules.comparison import HeldValue, Verdict, compare
from hall.registers.rules.fields import FIELDS, columns_of

AS_OF = date(2026, 11, 1)


def held(value: str) -> HeldValue:
    return HeldValue("person.address", "户籍地址", value, "公安局", AS_OF)


@pytest.mark.parametrize(
    ("filed", "value", "verdict"),
    [
        ("亳州市谯城区魏岗镇张桥村3组2号", "亳州市谯城区魏岗镇张桥村3组2号", Verdict.SAME),
        ("亳州市谯城区　魏岗镇，张桥村３组2号", "亳州市谯城区魏岗镇张桥村3组2号", Verdict.SAME),
        ("34992219900101001x", "34992219900101001X", Verdict.SAME),
        ("亳州市谯城区魏岗镇张桥村3组3号", "亳州市谯城区魏岗镇张桥村3组2号", Verdict.DIFFERENT),
        ("", "亳州市谯城区魏岗镇张桥村3组2号", Verdict.NOT_FILED),
        ("  ", "亳州市谯城区魏岗镇张桥村3组2号", Verdict.NOT_FILED),
    ],
)
def test_filed_and_held_are_compared_by_what_they_mean(filed: str, value: str, verdict: Verdict) -> None:
    (found,) = compare({"person.address": filed}, [held(value)])
    assert found.verdict is verdict
    assert (found.filed, found.held, found.source_department, found.as_of) == (filed, value, "公安局", AS_OF)


def test_what_was_never_asked_for_counts_as_not_filed() -> None:
    (found,) = compare({}, [held("亳州市")])
    assert found.verdict is Verdict.NOT_FILED


def test_attributes_are_chosen_by_register_in_the_order_wanted() -> None:
    wanted = ["firm.name", "person.phone", "person.name", "person.shoe_size"]
    assert [entry.name for entry in columns_of("person", wanted)] == ["person.phone", "person.name"]
    assert [entry.column for entry in columns_of("firm", wanted)] == ["name"]


def test_every_attribute_has_a_label_and_a_department() -> None:
    assert all(entry.label and entry.department for entry in FIELDS.values())
    assert {entry.register for entry in FIELDS.values()} == {"person", "firm"}
