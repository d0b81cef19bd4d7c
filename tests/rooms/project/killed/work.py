"""The work itself, in a process of its own: `python -m tests.rooms.project.killed.work VERB …`.

It says `begun` when only the work is left to do, so that a kill meets the work and not the start of Python.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

DRAFT = ("item__code", "version", "visits", "digest", "facts", "editors")


def ground() -> None:
    """The city with its catalogue, and an item manager with a workbook to bring in."""
    from django.core.management import call_command

    from tests.rooms.catalogue.conftest import load_catalogue, load_city_ground
    from tests.rooms.catalogue.officers import officer

    call_command("migrate", verbosity=0)
    load_city_ground()
    load_catalogue()
    officer("items", "item_manager")


def province(path: str) -> None:
    from hall.catalogue.loading.province.load import load_province
    from hall.identity.public import SYSTEM

    begun()
    for _ in load_province(Path(path), actor=SYSTEM):
        pass


def province_content() -> dict[str, Any]:
    """Everything of the heirs but when they came in and the numbers the database gave them; the index too."""
    from hall.catalogue.models import ImplementingItem, LoadedPart, Office, SearchEntry, SearchTerm

    offices = Office.objects.order_by("division", "function").values_list(
        "division", "function", "name", "credit_code", "level", "facts"
    )
    heirs = ImplementingItem.objects.order_by("code", "versions__version").values_list(
        "code", "item__code", "office__credit_code", "division", "name", "ended_at", "versions__version",
        "versions__state", "versions__facts", "versions__digest",
    )  # fmt: skip
    places = SearchEntry.objects.order_by("item__code").values_list("item__code", "heirs", "levels")
    terms = SearchTerm.objects.order_by("lexeme").values_list("lexeme", "items")
    parts = LoadedPart.objects.order_by("batch", "part").values_list("batch", "part", "digest", "rows")
    tables = {"offices": offices, "heirs": heirs, "places": places, "terms": terms, "parts": parts}
    return {name: [len(rows), _digest(rows)] for name, rows in tables.items()}


def workbook(path: str) -> None:
    """Every guide of the city in a file, each wanting nine visits."""
    from openpyxl import load_workbook

    from hall.catalogue.models import ServiceItem
    from hall.catalogue.queries.contents import exported, open_sets
    from hall.catalogue.rules.sheets.writing import write_workbook

    with Path(path).open("wb") as file:
        write_workbook(file, exported(ServiceItem.objects.filter(has_guide=True)), open_sets())
    book = load_workbook(path)
    sheet = book["办事指南"]
    column = [cell.value for cell in sheet[2]].index("visits") + 1
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, column, 9)
    book.save(path)


def take_in(path: str) -> dict[str, str]:
    from django.core.files.base import ContentFile

    from hall.catalogue.actions.importing import receive_import
    from hall.identity.public import Account, actor_for

    content = Path(path).read_bytes()
    manager = actor_for(Account.objects.get(username="items"))
    file = ContentFile(content)
    return {"id": receive_import(filename="guides.xlsx", file=file, size=len(content), actor=manager)}


def import_file(import_id: str) -> None:
    """Read the file, confirm it, write it: whatever of this is still to be done."""
    from uuid import UUID

    from hall.catalogue import tasks
    from hall.catalogue.actions.importing import ask_to_apply
    from hall.catalogue.models import GuideImport
    from hall.identity.public import Account, actor_for

    begun()
    tasks.read_long_import(import_id)
    if GuideImport.objects.get(pk=import_id).state == "read":
        ask_to_apply(UUID(import_id), actor=actor_for(Account.objects.get(username="items")))
    tasks.apply_long_import(import_id)


def import_content() -> dict[str, Any]:
    """What has come of the file: its state, the drafts and their papers, what was left lying about."""
    from hall.catalogue.models import Guide, GuideImport, GuideMaterial, ImportedGuide, ImportedPart

    drafts = Guide.objects.filter(state="draft").order_by("item__code")
    papers = GuideMaterial.objects.filter(guide__state="draft").order_by("guide__item__code", "position")
    return {
        "states": list(GuideImport.objects.values_list("state", "done")),
        "drafts": _digest(
            drafts.values_list("item__code", "version", "visits", "digest", "facts", "editors")
        ),
        "count": drafts.count(),
        "papers": _digest(papers.values_list("guide__item__code", "key", "title")),
        "left": [ImportedPart.objects.count(), ImportedGuide.objects.count()],
    }


def _digest(rows: Any) -> str:
    digest = hashlib.sha256()
    for row in rows.iterator():
        digest.update(json.dumps(row, ensure_ascii=False, default=str, sort_keys=True).encode())
    return digest.hexdigest()


def begun() -> None:
    sys.stdout.write("begun\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    verbs: dict[str, Callable[..., Any]] = {
        "ground": ground, "province": province, "province_content": province_content, "workbook": workbook,
        "take_in": take_in, "import_file": import_file, "import_content": import_content,
    }  # fmt: skip
    sys.stdout.write(json.dumps(verbs[sys.argv[1]](*sys.argv[2:])) + "\n")
