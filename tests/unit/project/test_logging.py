"""A log line is one JSON object, and shows nobody's ID number or phone."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from hall.project.logging import LOGGING, masked

ID, ID_SHOWN = "341602199001011235", "341602********1235"
PHONE, PHONE_SHOWN = "13812345678", "138****5678"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (ID, ID_SHOWN),
        ("34160219900101123x", "341602********123x"),
        ("341602900101123", "341602******123"),  # 15 digits, issued until 1999
        (f"申请人{ID}，电话{PHONE}。", f"申请人{ID_SHOWN}，电话{PHONE_SHOWN}。"),
        ("+8613812345678", "+86138****5678"),
        ("138-1234-5678", "138****5678"),
        (f"/search/?q={ID}", f"/search/?q={ID_SHOWN}"),
        (int(PHONE), PHONE_SHOWN),
        (int(ID), ID_SHOWN),
        ({"party": {"numbers": [ID, (PHONE,)]}}, {"party": {"numbers": [ID_SHOWN, [PHONE_SHOWN]]}}),
        ({PHONE: 1}, {PHONE_SHOWN: 1}),
        (ValueError(f"no such person: {ID}"), f"no such person: {ID_SHOWN}"),
    ],
)
def test_personal_numbers_are_masked(value: Any, shown: Any):
    assert masked(value) == shown


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-24 10:00",
        "20261124",
        1764000000000,
        3.14,
        True,
        None,
        "110000341602199001011235999",
        "12812345678",
    ],
)
def test_other_numbers_stay_as_they_are(value: Any):
    assert masked(value) == value


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What a logger of the hall writes, read back as JSON."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    formatter = LOGGING["formatters"]["json"]  # type: ignore[index]
    options = {key: value for key, value in formatter.items() if key != "()"}
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**options))
    logger = logging.getLogger("hall.tried")
    logger.addHandler(handler)
    logger.setLevel("INFO")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logger.removeHandler(handler)


def test_a_line_is_json_with_time_level_and_what_was_bound(lines):
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.get_logger("hall.tried").warning("没有办成", case="C-1")
    (line,) = lines()
    assert line["event"] == "没有办成"
    assert (line["level"], line["request_id"], line["case"]) == ("warning", "r-1", "C-1")
    assert line["timestamp"].endswith("Z")


def test_the_standard_library_s_lines_are_masked_too(lines):
    logging.getLogger("hall.tried").info("sent to %s for %s", PHONE, ID)
    (line,) = lines()
    assert line["event"] == f"sent to {PHONE_SHOWN} for {ID_SHOWN}"


def test_tracebacks_are_masked(lines):
    try:
        raise LookupError(f"nobody has {ID}")
    except LookupError:
        structlog.get_logger("hall.tried").exception("failed")
    (line,) = lines()
    assert ID_SHOWN in line["exception"]
    assert ID not in json.dumps(line)


def test_a_thing_is_masked_by_what_it_prints_as(lines):
    class Person:
        def __str__(self) -> str:
            return f"张三 {ID}"

    structlog.get_logger("hall.tried").info("seen", person=Person())
    assert lines()[0]["person"] == f"张三 {ID_SHOWN}"
