"""Guides as JSON: by the schema, without loss, every flaw by its pointer."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from hall.catalogue.rules.sheets.as_json import FORMAT, json_lines, read_json, schema
from hall.catalogue.rules.sheets.flaws import FileFlaw, Unreadable
from hall.catalogue.rules.sheets.rows import Given, Part, given_by
from tests.unit.catalogue.content_strategies import contents


def read(file: io.BytesIO) -> tuple[list[Given], list[FileFlaw]]:
    parts = list(read_json(file))
    good = [one for one in parts if isinstance(one, Part)]
    return list(given_by(good, ())), [one for one in parts if isinstance(one, FileFlaw)]


def told(*guides: Any) -> io.BytesIO:
    return io.BytesIO(json.dumps({"format": FORMAT, "version": 1, "guides": guides}).encode())


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(contents(), min_size=1, max_size=3))
def test_every_content_comes_back_from_json_as_it_went(guides: list[dict[str, Any]]) -> None:
    sent = [(f"c-{number}", content) for number, content in enumerate(guides)]
    file = io.BytesIO(b"".join(json_lines(sent)))
    assert list(Draft202012Validator(schema()).iter_errors(json.loads(file.getvalue()))) == []
    given, flaws = read(file)
    assert flaws == []
    assert [(one.code, one.content) for one in given] == sent
    assert [one.told for one in given] == [frozenset(content) for content in guides]


def test_the_schema_is_one_and_refuses_what_it_doesnt_know() -> None:
    Draft202012Validator.check_schema(schema())
    wrong = {"format": FORMAT, "version": 1, "guides": [{"code": "c", "content": {"colour": "红"}}]}
    assert not Draft202012Validator(schema()).is_valid(wrong)


def test_every_flaw_is_named_by_its_pointer() -> None:
    good = {"title": "证", "must": "必要", "kind": "证照", "original": "原件", "source": "申请人自备"}
    given, flaws = read(
        told(
            {"code": "a", "content": {"visits": "几次", "materials": [good, {**good, "must": "随便"}]}},
            {"content": {}},
            "b",
            {"code": "c", "content": {"visits": 1, "result": None}},
            {"code": "c", "content": {}},
        )
    )
    assert [(one.place, one.value) for one in flaws] == [
        ("/guides/0/content/visits", "几次"),
        ("/guides/0/content/materials/1/must", "随便"),
        ("/guides/1", ""),
        ("/guides/2", ""),
        ("/guides/4/code", "c"),
    ]
    assert [(one.code, one.content, one.told) for one in given] == [
        ("c", {"visits": 1}, frozenset({"visits", "result"}))
    ]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"guides": []}', b'{"format": "openhall-guides", "guides": [1,']
)
def test_what_is_no_file_of_guides_is_told_as_such(content: bytes) -> None:
    with pytest.raises(Unreadable, match="JSON"):
        list(read_json(io.BytesIO(content)))
