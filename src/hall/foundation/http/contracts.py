"""What an operation promises, said once: what it answers, what it asks for in headers, how it can fail.

`@router.post("/cases/{case_id}/accept", **contract(CaseOut, versioned=True, keyed=True, problems=(404,)))`
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, WithJsonSchema

from hall.foundation.http.preconditions import LONGEST_KEY
from hall.foundation.http.problems import Problem

_ETAG = {"description": "这一版的标识", "schema": {"type": "string"}}
_LOCATION = {"description": "新资源的地址", "schema": {"type": "string", "format": "uri"}}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "您看到的那一版的 ETag；缺少时回答 428，已有新版时回答 412",
    "schema": {"type": "string", "pattern": r'^"v[0-9]{1,9}"$'},
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "您已有的那一版的 ETag；没有更新时回答 304",
    "schema": {"type": "string"},
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "您给这个请求取的名字：重试时沿用，只会办一次",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": r"^[!#-~]+$"},
}


class Asked(Schema):
    """What a request says: a name that isn't ours is told, not passed over (it may be a slip of the pen)."""

    model_config = ConfigDict(extra="forbid")


def one_of(choices: type[Enum]) -> WithJsonSchema:
    """`Annotated[State, one_of(State)]`: the values themselves in the document, for several rooms have a
    State and the document has one list of names."""
    return WithJsonSchema({"type": "string", "enum": [choice.value for choice in choices]})


def contract(
    result: Any,
    *,
    status: int = 200,
    summary: str = "",
    cached: bool = False,
    versioned: bool = False,
    keyed: bool = False,
    created: bool = False,
    also: Sequence[int] = (),
    binary: Sequence[str] = (),
    problems: Sequence[int] = (),
) -> dict[str, Any]:
    """Keyword arguments for a ninja operation.

    Args:
        result: The schema of a success (None: no content).
        cached: The answer has an ETag, and If-None-Match may save sending it again.
        versioned: If-Match is required; the answer has the new ETag.
        keyed: Idempotency-Key is required.
        created: The answer has a Location.
        also: Other statuses that carry the same.
        binary: The media types of a file, where the answer is one.
        problems: What else can go wrong, beyond what every operation shares.
    """
    successes = (status, *also)
    responses: dict[int, Any] = dict.fromkeys(successes, result)
    parameters: list[dict[str, Any]] = []
    headers: dict[str, Any] = {}
    failures = set(problems)
    if cached:
        responses[304] = None
        parameters.append(_IF_NONE_MATCH)
    if versioned:
        failures |= {412, 428}
        parameters.append(_IF_MATCH)
    if keyed:
        parameters.append(_KEY)
    if cached or versioned or created:
        headers["ETag"] = _ETAG
    if created:
        headers["Location"] = _LOCATION
    responses |= dict.fromkeys(sorted(failures), Problem)
    extra: dict[str, Any] = {"parameters": parameters} if parameters else {}
    if headers:
        extra["responses"] = {success: {"headers": headers} for success in successes}
    if binary:
        content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in binary}
        extra["responses"] = {status: {"content": content}}
    said = {"summary": summary} if summary else {}
    return {"response": responses, "openapi_extra": extra, **said}
