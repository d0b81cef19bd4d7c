import pytest

from hall.standards import licence_id

REAL = [
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
]


@pytest.mark.parametrize("text", REAL)
def test_real_identifiers_are_reproduced(text: str) -> None:
    parts = licence_id.parse(text)
    assert str(parts) == text
    assert licence_id.build(parts.type_code, parts.issuer, parts.serial, parts.version) == parts
    assert licence_id.is_valid(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "不是电子证照标识"),
        ("1.2.156.3005.2.A.B.C.1.9", "不是电子证照标识"),
        (REAL[0].replace("000000016", "000000061"), "校验位不符"),
        (REAL[0][:-1] + "8", "校验位不符"),
    ],
)
def test_a_wrong_identifier_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        licence_id.parse(text)
    assert not licence_id.is_valid(text)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [(("a", "B", "C", 1), "大写字母"), (("A", "", "C", 1), "大写字母"), (("A", "B", "C", 1000), "版本号")],
)
def test_an_identifier_is_not_built_from_wrong_parts(parts: tuple[str, str, str, int], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        licence_id.build(*parts)
