"""What each type of the city's licences says comes from a form of an item that ends in it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from hall.foundation.public import NotLoaded
from hall.identity.public import SYSTEM
from hall.licences.loading.types import load_licence_types
from hall.licences.public import lines_of
from hall.registers.public import FIELDS

PRIVATE = {"resident_id", "phone"}


def rows(name: str) -> list[dict[str, str]]:
    with (settings.HALL_DATA_DIR / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def forms_of(licence: str) -> list[dict[str, Any]]:
    """The forms of the guides that end in such a licence."""
    guides = {row["guide"] for row in rows("guide_settings.csv") if row["licence"] == licence}
    read = [json.loads(path.read_text()) for path in (settings.HALL_DATA_DIR / "forms").glob("*.json")]
    return [form for form in read if guides & set(form.get("guides", []))]


LISTED = sorted({row["licence"] for row in rows("licence_fields.csv")})
ALL = sorted({row["name"] for row in rows("licence_types.csv")})


@pytest.mark.django_db
@pytest.mark.parametrize("licence", ALL)
def test_every_line_of_a_type_has_its_field_and_none_is_private(licence: str, types: None) -> None:
    lines = lines_of(licence)
    assert bool(lines) == (licence in LISTED)
    asked = {
        field["key"]: field
        for form in forms_of(licence)
        for section in form["sections"]
        for field in section["fields"]
    }
    held = {field.get("held") for field in asked.values()}
    for line in lines:
        keys = {key for alternative in line.answers for key in alternative}
        assert keys <= set(asked), line.label
        assert not line.register or line.register in FIELDS
        assert not line.register or line.register in held or keys, line.label
        assert not {asked[key]["type"] for key in keys} & PRIVATE
        assert not [key for key in keys if key.startswith(("agent", "by_agent", "delivery"))]
        assert "《" in line.basis


@pytest.mark.django_db
def test_the_residence_permit_says_what_its_article_lists(types: None) -> None:
    # 居住证暂行条例 第四条, without name, number, picture, office and day: those stand on every licence
    assert [line.label for line in lines_of("居住证")] == [
        "性别",
        "民族",
        "出生日期",
        "常住户口所在地住址",
        "居住地住址",
    ]


@pytest.mark.django_db
def test_lines_of_a_type_nobody_knows_are_refused(tmp_path: Path) -> None:
    (tmp_path / "licence_types.csv").write_text((settings.HALL_DATA_DIR / "licence_types.csv").read_text())
    (tmp_path / "licence_fields.csv").write_text(
        "licence,label,answers,register,basis\n"
        "居住证,性别,,person.sex,《居住证暂行条例》第四条\n"
        "居住证,性别,,person.sex,《居住证暂行条例》第四条\n"
        "居住证,民族,,,《居住证暂行条例》第四条\n"
        "没有的证,性别,,person.sex,《某法》\n"
    )
    with pytest.raises(NotLoaded) as refused:
        load_licence_types(tmp_path / "licence_types.csv", actor=SYSTEM)
    assert sorted(note.line for note in refused.value.report.rejected) == [3, 4, 5]
