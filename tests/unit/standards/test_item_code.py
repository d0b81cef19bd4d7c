import csv
from collections import Counter

import pytest

from hall.standards import item_code
from hall.standards.item_code import Form, Oddity
from tests.unit.standards.reference import DATA


@pytest.mark.parametrize(
    ("code", "parts", "national"),
    [
        ("000115018000", ("00", "01", "15", "018", "000"), True),  # 许可·自然资源
        ("000709107003", ("00", "07", "09", "107", "003"), True),  # 确认·公安
        ("002014007013", ("00", "20", "14", "007", "013"), True),  # 公共服务·人社
        ("431017004W00", ("43", "10", "17", "004", "W00"), False),  # 湖南·其他权力·住建
    ],
)
def test_a_basic_code_is_read_into_its_parts(code: str, parts: tuple[str, ...], national: bool) -> None:
    found = item_code.read(code)
    assert found.form is Form.BASIC
    assert found.basic is not None
    assert tuple(found.basic) == parts
    assert found.basic.is_national is national
    assert found.oddities == ()


@pytest.mark.parametrize(
    ("code", "form", "handling"),
    [
        ("11370800MB28559184|3|370117002011", Form.IMPLEMENTING, ""),
        ("11370800MB285591843370117002011", Form.IMPLEMENTING, ""),
        ("11370800MB28559184337011700201101", Form.HANDLING, "01"),
    ],
)
def test_an_implementing_code_names_department_level_and_item(code: str, form: Form, handling: str) -> None:
    found = item_code.read(code)
    assert (found.form, found.handling) == (form, handling)
    assert (found.department, found.use_level) == ("11370800MB28559184", "3")
    assert found.catalogue_code == "370117002011"
    assert found.oddities == ()


@pytest.mark.parametrize(
    ("code", "oddities"),
    [
        ("511Z07001006-511602000000-000-11511301008778183N-1-00", ()),
        ("511A0138000000-511602000000-000-115113010833722043-1-00", ()),
        ("G-000007-001-511602000000-000-115113010833722043-1-00", (Oddity.CATALOGUE,)),
        ("512B0053300006-511602000000-000-083372204-1-00", (Oddity.ORGANISATION,)),
        ("512C0107400001-511602000000-000-00877868-5-1-00", (Oddity.ORGANISATION,)),
        ("511A0014100002-511602000000-000-2222222222222-1-00", (Oddity.DEPARTMENT,)),
        ("511F0045400001-511602000000-000-11511301452259996u-1-00", (Oddity.LETTER_CASE,)),
        ("511A0014100002-011602000000-000-11511301008778183N-1-00", (Oddity.AREA,)),
        ("511A0014100002-511602000000-000-11511301008778183M-1-00", (Oddity.CHECK_DIGIT,)),
        ("E-000021-001-1111111111111111", (Oddity.SHAPE,)),
        ("11370800MB285591849370117002011", (Oddity.USE_LEVEL,)),
        ("009915018000", (Oddity.ITEM_TYPE,)),
    ],
)
def test_what_is_odd_about_a_code_is_reported(code: str, oddities: tuple[Oddity, ...]) -> None:
    assert item_code.read(code).oddities == oddities


def test_every_real_code_is_read_and_none_is_refused() -> None:
    with (DATA / "service_items_sc_guangan.csv").open(encoding="utf-8") as file:
        found = [item_code.read(row["item_code"]) for row in csv.DictReader(file)]
    assert len(found) == 1_135
    assert Counter(code.form for code in found) == {Form.LOCAL: 1_132, Form.UNKNOWN: 3}
    assert {code.area for code in found if code.form is Form.LOCAL} >= {"511602000000"}
