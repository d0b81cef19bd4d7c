"""The shape of a form definition, by its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

__all__ = ["misshapen"]

SCHEMA = Path(__file__).with_name("form.schema.json")


def misshapen(definition: Any) -> Iterator[tuple[str, str]]:
    """(place, what is wrong with it) for whatever the schema refuses."""
    for flaw in _validator().iter_errors(definition):
        yield "/".join(str(step) for step in flaw.absolute_path), flaw.message


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
