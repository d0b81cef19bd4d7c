"""Versions, keys and cursors as clients write them, and as they shouldn't."""

from __future__ import annotations

import json

import pytest
from django.test import RequestFactory

from hall.foundation.http import problem
from hall.foundation.public import (
    Conflict,
    Invalid,
    Malformed,
    PreconditionFailed,
    check_version,
    contract,
    decode_cursor,
    encode_cursor,
    etag,
    expected_version,
    idempotency_key,
    next_page,
)


def asking(**headers: str) -> object:
    return RequestFactory().get("/api/v1/items?q=%E7%A4%BE&limit=2", headers=headers)


def test_the_version_comes_back_from_its_etag() -> None:
    assert expected_version(asking(if_match=etag(12))) == 12


def test_a_change_without_a_version_is_told_to_read_first() -> None:
    with pytest.raises(Exception, match="哪一版") as told:
        expected_version(asking())
    assert told.value.status == 428


@pytest.mark.parametrize("header", ["*", '"12"', 'W/"v1"', '"v1", "v2"', '"v-1"', '"v9999999999"', "\xff"])
def test_what_is_no_etag_of_ours_never_matches(header: str) -> None:
    with pytest.raises(PreconditionFailed):
        expected_version(asking(if_match=header))


def test_a_version_that_has_moved_on_is_a_conflict() -> None:
    check_version(3, 3)
    check_version(None, 3)
    with pytest.raises(Conflict) as told:
        check_version(2, 3)
    assert told.value.status == 412


@pytest.mark.parametrize(("header", "key"), [("abc", "abc"), ('"abc"', "abc"), (" a-1 ", "a-1"), ('"', '"')])
def test_a_key_may_be_quoted(header: str, key: str) -> None:
    assert idempotency_key(asking(idempotency_key=header)) == key


@pytest.mark.parametrize("header", ["", "  ", "键", "a b", "x" * 256])
def test_a_key_that_is_missing_or_strange_is_refused_in_words(header: str) -> None:
    with pytest.raises(Malformed, match="Idempotency-Key"):
        idempotency_key(asking(idempotency_key=header))


@pytest.mark.parametrize("parts", [("2026-11-24", 7), ("a", "b|c"), ("名", "")])
def test_a_cursor_gives_back_its_parts(parts: tuple[object, ...]) -> None:
    assert decode_cursor(encode_cursor(*parts), len(parts)) == [str(part) for part in parts]


@pytest.mark.parametrize(
    "cursor", ["", "!", "AAAA", "_____", encode_cursor("one"), encode_cursor("a\n", "b")]
)
def test_what_is_no_cursor_of_ours_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid, match="游标"):
        decode_cursor(cursor, 2)


def test_the_next_page_keeps_the_question() -> None:
    address = next_page(asking(), [1, 2, 3], 2, lambda row: encode_cursor(row))
    assert address == f"http://testserver/api/v1/items?q=%E7%A4%BE&limit=2&cursor={encode_cursor(2)}"
    assert next_page(asking(), [1, 2], 2, encode_cursor) is None


def test_a_problem_says_what_happened_and_what_to_do() -> None:
    error = Invalid("有两处要改。", errors={"b": "缺", "a": "错"}, remedy="请更正。")
    response = problem(error, RequestFactory().get("/api/v1/x"))
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.status_code == 422
    assert json.loads(response.content) == {
        "type": "/problems/invalid",
        "title": "内容不符合要求",
        "status": 422,
        "detail": "有两处要改。",
        "instance": "/api/v1/x",
        "remedy": "请更正。",
        "errors": [{"field": "a", "detail": "错"}, {"field": "b", "detail": "缺"}],
    }


def test_a_contract_documents_what_it_asks_for() -> None:
    said = contract(None, status=204, versioned=True, keyed=True, problems=(404,))
    assert list(said["response"]) == [204, 404, 412, 428]
    assert [item["name"] for item in said["openapi_extra"]["parameters"]] == ["If-Match", "Idempotency-Key"]
