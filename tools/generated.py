"""Documents made from code, in docs/generated: written by `make docs`, compared by `make check`.

Each source is a function of a room or of project that returns the text of one document; a source whose
module isn't there yet is passed over.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys

from tools.surroundings import CHECKOUT

FOLDER = CHECKOUT / "docs" / "generated"
SOURCES = {
    "openapi.json": "hall.project.api:openapi_document",
    "application-lifecycle.md": "hall.applications.lifecycle:diagram",
    "case-lifecycle.md": "tools.lifecycle_diagram:document",
    "catalogue-fields.md": "hall.catalogue.rules.fields.registry:document",
    "guides.schema.json": "hall.catalogue.rules.sheets.as_json:schema_document",
    "lint-rules.md": "hall.catalogue.rules.lint.table:document",
    "settings.md": "hall.project.settings_table:document",
}


def main(arguments: list[str]) -> int:
    _prepare_django()
    stale = []
    for name, source in SOURCES.items():
        text = _text(source)
        path = FOLDER / name
        if text is None or (path.exists() and path.read_text(encoding="utf-8") == text):
            continue
        if "--check" in arguments:
            stale.append(name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(CHECKOUT)}")
    for name in stale:
        print(f"docs/generated/{name} is out of date: run `make docs` and commit it.")
    return 1 if stale else 0


def _text(source: str) -> str | None:
    module, function = source.split(":")
    if importlib.util.find_spec(module) is None:
        return None
    make = getattr(importlib.import_module(module), function, None)
    if make is None:
        return None
    text: str = make()
    return text if text.endswith("\n") else text + "\n"


def _prepare_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hall.project.settings")
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
