"""Who judges: reads the database and the file store after the trial and compares with what was acknowledged.

Run as a module in the hall on stage: with the acknowledged submissions as JSON on standard input, or with
the argument `waiting` to tell how many events are still under way.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import django

COUNTED = ("lost", "doubled", "files_missing", "chains_broken", "cases_wrong", "receipts_wrong")


def waiting() -> dict[str, int]:
    from hall.foundation.public import backlog

    return {"waiting": backlog()[0]}


def judge(acknowledged: list[dict[str, str]]) -> dict[str, Any]:
    """Everything that isn't as it should be, in words and in numbers."""
    faults: list[str] = []
    found: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    _submissions(acknowledged, faults, found)
    for each in acknowledged:
        _one(each, faults, found)
    return {"faults": faults, "found": dict(found)}


def _submissions(acknowledged: list[dict[str, str]], faults: list[str], found: Counter[str]) -> None:
    """What is filed is what was acknowledged, number for number, and the numbers have no gap."""
    from hall.applications.public import Application

    filed = dict(Application.objects.exclude(receipt_number=None).values_list("pk", "receipt_number"))
    told = {UUID(each["application"]): each["receipt_number"] for each in acknowledged}
    for application, number in told.items():
        if filed.get(application) != number:
            found["lost"] += 1
            faults.append(f"{application} was told {number}, but {filed.get(application)} is filed.")
    for application in filed.keys() - told.keys():
        found["doubled"] += 1
        faults.append(f"{application} is filed as {filed[application]}, but nobody was told.")
    found["doubled"] += len(acknowledged) - len(set(told.values()))
    _numbers([number for number in filed.values() if number], faults, found)


def _numbers(numbers: list[str], faults: list[str], found: Counter[str]) -> None:
    """Every number is a valid one, and of each day the serials run from 1 without a gap."""
    from hall.standards.receipt_number import parse

    days: dict[tuple[str, date], list[int]] = {}
    for division, day, serial in map(parse, numbers):
        days.setdefault((division, day), []).append(serial)
    for (division, day), serials in days.items():
        if sorted(serials) != list(range(1, len(serials) + 1)):
            found["lost"] += 1
            faults.append(f"The receipt numbers of {division} on {day} have gaps: {sorted(serials)}.")


def _one(each: dict[str, str], faults: list[str], found: Counter[str]) -> None:
    from hall.approvals.public import Case
    from hall.documents.public import Kind, documents_about

    application = UUID(each["application"])
    _chain(application, "applications.application.submit", faults, found)
    cases = list(Case.objects.filter(application_id=application).values_list("pk", flat=True))
    if len(cases) != 1:
        found["cases_wrong"] += 1
        faults.append(f"{application} has {len(cases)} cases.")
    for case in cases:
        _chain(case, "approvals.case.open", faults, found)
    receipts = [paper for paper in documents_about(application) if paper.kind == Kind.RECEIPT]
    if len(receipts) != 1:
        found["receipts_wrong"] += 1
        faults.append(f"{application} has {len(receipts)} receipts.")
    _file(each, faults, found)


def _chain(thing: UUID, deed: str, faults: list[str], found: Counter[str]) -> None:
    """The history is whole, and `deed` is in it once."""
    from hall.foundation.public import HallError, history_of, verify_chain

    found["chains"] += 1
    try:
        verify_chain(thing)
    except HallError as error:
        found["chains_broken"] += 1
        faults.append(error.message)
    times = sum(fact.action == deed for fact in history_of(thing))
    if times != 1:
        found["doubled" if times else "lost"] += 1
        faults.append(f"{deed} is {times} times in the history of {thing}.")


def _file(each: dict[str, str], faults: list[str], found: Counter[str]) -> None:
    """The acknowledged file lies in storage, byte for byte."""
    from hall.applications.public import open_material
    from hall.foundation.public import HallError

    found["files"] += 1
    try:
        row, stream = open_material(UUID(each["file"]), application_id=UUID(each["application"]))
        with stream:
            digest = hashlib.sha256(stream.read()).hexdigest()
    except (HallError, OSError) as error:
        found["files_missing"] += 1
        faults.append(f"File {each['file']}: {error}")
        return
    if not digest == row.sha256 == each["sha256"]:
        found["files_missing"] += 1
        faults.append(f"File {each['file']} isn't the one that was uploaded.")


if __name__ == "__main__":
    django.setup()
    print(json.dumps(waiting() if "waiting" in sys.argv else judge(json.load(sys.stdin)), ensure_ascii=False))
