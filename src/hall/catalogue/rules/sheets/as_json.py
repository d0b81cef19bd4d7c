"""Guides as JSON, and the schema of that. Written and read one guide at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final

import ijson
import orjson

from hall.catalogue.rules.fields.codes import labels
from hall.catalogue.rules.fields.content import read_content
from hall.catalogue.rules.fields.field import ALWAYS, Field, Kind, Table
from hall.catalogue.rules.fields.reading import NO_SETS, OpenSets, read_value
from hall.catalogue.rules.fields.registry import FIELDS, TABLES
from hall.catalogue.rules.fields.trouble import NotAValue, Trouble
from hall.catalogue.rules.sheets.flaws import Unreadable, at_cell
from hall.catalogue.rules.sheets.layout import CODE
from hall.catalogue.rules.sheets.rows import Part, ReadPart

__all__ = ["FORMAT", "json_lines", "read_json", "schema", "schema_document"]

FORMAT: Final = "openhall-guides"
VERSION: Final = 1


def json_lines(guides: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[bytes]:
    """Each guide (its item's code, its content) on a line of its own."""
    yield b'{"format": "%s", "version": %d, "guides": [\n' % (FORMAT.encode(), VERSION)
    between = b""
    for code, content in guides:
        yield between + orjson.dumps({"code": code, "content": content})
        between = b",\n"
    yield b"\n]}\n"


def read_json(file: IO[bytes], sets: OpenSets = NO_SETS) -> Iterator[ReadPart]:
    """Guides and flaws, as they come; a flaw's place is its JSON Pointer.

    Each part tells only what the guide has keys for: what isn't there isn't touched. Raises: Unreadable.
    """
    try:
        if next(ijson.items(file, "format"), None) != FORMAT:
            raise _unreadable(f"没有 “format”: “{FORMAT}”")
        file.seek(0)
        seen: set[str] = set()
        for number, guide in enumerate(ijson.items(file, "guides.item", use_float=True)):
            yield from _guide(number, guide, sets, seen)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise _unreadable(str(error)) from error


def _unreadable(why: str) -> Unreadable:
    return Unreadable(
        f"不是办事指南的 JSON 文件：{why}。",
        "从“导出”下载一份 JSON，照它的样子写；格式见 docs/generated/guides.schema.json。",
        f"This isn't a JSON file of guides: {why}.",
        "Export a JSON file and write like it; see docs/generated/guides.schema.json.",
    )


def _guide(number: int, guide: Any, sets: OpenSets, seen: set[str]) -> Iterator[ReadPart]:
    place = f"/guides/{number}"
    said = guide if isinstance(guide, dict) else {}
    raw = said.get("content")
    try:
        code = read_value(CODE, said.get("code"))
    except NotAValue as error:
        yield at_cell(f"{place}/code", said.get("code"), error.trouble)
        return
    if code is None or not isinstance(raw, dict):
        need = {
            "title": "code、content",
            "english": "code, content",
            "need": "必填",
            "need_english": "Required",
        }
        yield at_cell(place, None, Trouble("needed", need))
        return
    if code in seen:
        yield at_cell(f"{place}/code", code, Trouble("several"))
        return
    seen.add(code)
    content, troubles = read_content(raw, sets)
    for one in troubles:
        yield at_cell(f"{place}/content{_pointer(one)}", _at(raw, one), one)
    if not troubles:
        yield from _parts(code, number, content, raw, place)


def _parts(
    code: str, number: int, content: Mapping[str, Any], raw: Mapping[str, Any], place: str
) -> Iterator[Part]:
    tables = {table.key for table in TABLES}
    said = {key: value for key, value in content.items() if key not in tables}
    yield Part(code, "", number, said, tuple(raw), place)
    for key in tables & content.keys():
        for row, values in enumerate(content[key]):
            yield Part(code, key, row, values, place=f"{place}/content/{key}/{row}")


def _pointer(trouble: Trouble) -> str:
    row = "" if trouble.row is None else f"/{trouble.row}"
    return f"/{trouble.key}{row}" + (f"/{trouble.column}" if trouble.column else "")


def _at(raw: Mapping[str, Any], trouble: Trouble) -> Any:
    value = raw.get(trouble.key)
    if trouble.row is None or not isinstance(value, list):
        return value
    return value[trouble.row].get(trouble.column)


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of what is written; reading is more forgiving, in what the fields' types allow."""
    guide = {
        "type": "object",
        "required": ["code", "content"],
        "additionalProperties": False,
        "properties": {
            "code": {"type": "string", "title": CODE.title, "pattern": f"^(?:{CODE.pattern})$"},
            "content": {
                "type": "object",
                "additionalProperties": False,
                "properties": {field.key: _schema_of(field) for field in FIELDS},
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OpenHall guides",
        "type": "object",
        "required": ["format", "version", "guides"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "guides": {"type": "array", "items": guide},
        },
    }


def _schema_of(field: Field | Table) -> dict[str, Any]:
    named = {"title": field.title, "description": field.english}
    if isinstance(field, Field):
        return {**named, **_type_of(field)}
    row = {
        "type": "object",
        "additionalProperties": False,
        "required": [column.key for column in field.columns if column.need is ALWAYS],
        "properties": {column.key: _schema_of(column) for column in field.columns},
    }
    return {**named, "type": "array", "items": row}


def _type_of(field: Field) -> dict[str, Any]:
    """The type of a value; labels are examples, since what sources write for them is kept."""
    words = {"examples": labels(field.codes)} if field.codes else {}
    match field.kind:
        case Kind.NUMBER:
            return {"type": "integer", "minimum": 0, "maximum": field.most}
        case Kind.CODES:
            return {"type": "array", "items": {"type": "string"}, **words}
        case Kind.YES_NO:
            return {"enum": ["是", "否"]}
        case Kind.DATE:
            return {"type": "string", "format": "date"}
        case Kind.URL:
            return {"type": "string", "format": "uri"}
    shape = {"pattern": f"^(?:{field.pattern})$"} if field.pattern else {}
    return {"type": "string", "minLength": 1, "maxLength": field.longest, **shape, **words}


def schema_document() -> str:
    """docs/generated/guides.schema.json."""
    return orjson.dumps(schema(), option=orjson.OPT_INDENT_2).decode() + "\n"
