"""The scene of `hall bench files`, and each deed of its item manager by the pages, waited for.

Run as a module in the hall on stage, with the name of a deed and what it takes; prints JSON.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

#: Every so many guides one is changed in the file.
EVERY = 10
MANAGER = "bench-manager"
LOOKS_EVERY = 0.5


def make(guides: str) -> dict[str, Any]:
    """As many items more, each with the guide of one of the city's, in force."""
    from django.db import transaction

    from hall.catalogue.public import Guide

    count = int(guides)
    real = list(Guide.objects.filter(is_current=True).select_related("item").order_by("pk"))
    with transaction.atomic():
        for number, guide in enumerate(islice(cycle(real), count)):
            _copied(guide.pk, number)
    _manager()
    return {"guides": count}


def _copied(source: int, number: int) -> None:
    from hall.catalogue.public import Guide, GuideMaterial

    guide = Guide.objects.select_related("item").get(pk=source)
    papers = list(guide.materials.all())
    item = guide.item
    item.pk, item._state.adding = None, True
    item.code, item.same_as_id = f"bench-{number:05d}", None
    item.save()
    guide.pk, guide._state.adding, guide.item = None, True, item
    guide.version, guide.state, guide.is_current = 1, "draft", False
    guide.save()
    for paper in papers:
        paper.pk, paper._state.adding, paper.guide = None, True, guide
    GuideMaterial.objects.bulk_create(papers)
    Guide.objects.filter(pk=guide.pk).update(state="published", is_current=True)


def _manager() -> None:
    from hall.identity.public import SYSTEM, Account, give_post
    from hall.places.public import halls

    account = Account.objects.create(username=MANAGER, name="事项管理员")
    hall = next(one for one in halls() if one.kind == "city")
    give_post(account_id=account.pk, role="item_manager", hall_id=hall.pk, department_id=None, actor=SYSTEM)


def _pages() -> Client:

    from django.test import Client

    from hall.identity.public import Account

    pages = Client(headers={"host": "127.0.0.1"})
    pages.force_login(Account.objects.get(username=MANAGER))
    return pages


def export(to: str) -> dict[str, Any]:
    """The list of our items as a workbook, downloaded to `to`."""
    pages, begun = _pages(), time.monotonic()
    address = _moved(pages.post("/desk/items/exports/?q=bench-"))
    _awaited(pages, address, "guides.xlsx")
    seconds = time.monotonic() - begun
    answer: Any = pages.get(f"{address}guides.xlsx")
    with Path(to).open("wb") as file:
        file.writelines(answer.streaming_content)
    return {"bytes": Path(to).stat().st_size, "seconds": seconds}


def change(path: str, to: str) -> dict[str, Any]:
    """A copy of the workbook in which every tenth guide wants nine visits; row by row, as it is too long."""
    from openpyxl import Workbook, load_workbook

    book, copy, changed = load_workbook(path, read_only=True), Workbook(write_only=True), 0
    for title in book.sheetnames:
        sheet = copy.create_sheet(title)
        visits = 0
        for number, row in enumerate(book[title].iter_rows(values_only=True)):
            values = list(row)
            if title == "办事指南" and number == 1:
                visits = values.index("visits")
            if visits and number > 1 and number % EVERY == 0:
                values[visits], changed = 9, changed + 1
            sheet.append(values)
    copy.save(to)
    return {"changed": changed}


def read(path: str) -> dict[str, Any]:
    """The workbook uploaded and read, up to the page that asks whether to write it."""
    pages, begun = _pages(), time.monotonic()
    with Path(path).open("rb") as file:
        address = _moved(pages.post("/desk/items/imports/", {"file": file}))
    _awaited(pages, address, "/apply/")
    return {"address": address, "seconds": time.monotonic() - begun}


def apply(address: str) -> dict[str, Any]:
    """What was read confirmed and written. Returns also how many drafts there are then."""
    from hall.catalogue.public import Guide

    pages, begun = _pages(), time.monotonic()
    pages.post(f"{address}apply/")
    _awaited(pages, address, "?standing=draft")
    seconds = time.monotonic() - begun
    return {"drafts": Guide.objects.filter(state="draft", visits=9).count(), "seconds": seconds}


def _moved(answer: Any) -> str:
    if answer.status_code != 302:
        raise SystemExit(f"{answer.status_code}: {answer.content.decode()[:2000]}")
    address: str = answer["Location"]
    return address


def _awaited(pages: Client, address: str, sign: str) -> None:
    """Look at the page until it no longer says that the worker is at it."""
    while "hx-trigger" in (page := pages.get(address).content.decode()):
        time.sleep(LOOKS_EVERY)
    if sign not in page:
        raise SystemExit(f"{address} ended without {sign}: {page[-3000:]}")


if __name__ == "__main__":
    django.setup()
    verbs: dict[str, Callable[..., Any]] = {
        "make": make, "export": export, "change": change, "read": read, "apply": apply,
    }  # fmt: skip
    print(json.dumps(verbs[sys.argv[1]](*sys.argv[2:])))
