"""The reference data the tables of this folder are checked against."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[3] / "data"


def code_sets() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "code_sets.json").read_text(encoding="utf-8"))
    return found
