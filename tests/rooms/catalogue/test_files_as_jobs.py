"""Long files are worked on by the worker: the page tells how far, a dead worker costs nothing but time."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import Client
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob

from hall.catalogue import tasks
from hall.catalogue.actions import exporting
from hall.catalogue.actions.contents import edit_guide
from hall.catalogue.actions.exporting import ask_for_export, forget_old_files
from hall.catalogue.actions.importing import ask_to_apply, receive_import
from hall.catalogue.http.desk import exporting as export_pages
from hall.catalogue.http.desk import importing as import_pages
from hall.catalogue.lifecycle import State
from hall.catalogue.models import Guide, GuideExport, GuideImport, ServiceItem
from hall.catalogue.queries.contents import exported, open_sets, standing
from hall.catalogue.rules.sheets.writing import TooManyRows, write_workbook
from hall.foundation.public import Conflict, history_of, now
from hall.foundation.tasks import take_up_what_a_dead_worker_left
from hall.identity.public import SYSTEM, Account, Actor
from tests.rooms.catalogue.officers import officer

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def manager() -> Actor:
    return officer("items", "item_manager")


@pytest.fixture
def client(manager: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username="items"))
    return client


def one_visit_more(count: int) -> bytes:
    """A workbook of some guides, each with another number of visits."""
    items = ServiceItem.objects.filter(has_guide=True, same_as=None).order_by("pk")[:count]
    file = io.BytesIO()
    write_workbook(file, exported(ServiceItem.objects.filter(pk__in=[one.pk for one in items])), open_sets())
    book = load_workbook(file)
    sheet = book["办事指南"]
    column = [cell.value for cell in sheet[2]].index("visits") + 1
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, column, 9)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def taken_in(content: bytes, actor: Actor, name: str = "guides.xlsx") -> str:
    return receive_import(filename=name, file=ContentFile(content), size=len(content), actor=actor)


def jobs(name: str) -> list[dict[str, Any]]:
    return list(ProcrastinateJob.objects.filter(task_name=name, status="todo").values_list("args", flat=True))


def test_a_long_file_is_read_and_written_by_the_worker(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_pages, "READ_AT_ONCE", 0)
    monkeypatch.setattr(import_pages, "APPLY_AT_ONCE", 2)
    file = io.BytesIO(one_visit_more(5))
    file.name = "guides.xlsx"
    address = client.post("/desk/items/imports/", {"file": file})["Location"]
    taken = GuideImport.objects.get()
    assert jobs("catalogue.read_import") == [{"import_id": str(taken.pk)}]
    assert "排队等待" in client.get(address).content.decode()
    assert tasks.read_long_import(str(taken.pk)) == "read"
    assert not default_storage.exists(taken.stored_as)
    client.post(f"{address}apply/")
    assert jobs("catalogue.apply_import") == [{"import_id": str(taken.pk)}]
    assert not Guide.objects.filter(state=State.DRAFT).exists()
    assert tasks.apply_long_import(str(taken.pk)) == 5
    assert Guide.objects.filter(state=State.DRAFT, visits=9).count() == 5
    assert "已写入 5 份草稿" in client.get(address).content.decode()


def test_each_deed_may_be_begun_again_and_comes_to_the_same(manager: Actor) -> None:
    taken = taken_in(one_visit_more(3), manager)
    assert tasks.read_long_import(taken) == tasks.read_long_import(taken) == "read"
    ask_to_apply(UUID(taken), actor=manager)
    assert tasks.apply_long_import(taken) == 3
    assert tasks.apply_long_import(taken) == 0
    made = ask_for_export({}, count=1, actor=manager)
    tasks.make_long_export(made)
    first = GuideExport.objects.get(pk=made)
    tasks.make_long_export(made)
    assert GuideExport.objects.get(pk=made).ready_at == first.ready_at


def test_how_far_it_is_can_be_seen_on_the_page(client: Client, manager: Actor) -> None:
    taken = taken_in(one_visit_more(1), manager)
    GuideImport.objects.filter(pk=taken).update(stage="comparing", done=30, total=120, told_at=now())
    page = client.get(f"/desk/items/imports/{taken}/").content.decode()
    assert "正在比较" in page
    assert "30 / 120 个事项" in page
    assert 'value="25"' in page
    GuideImport.objects.filter(pk=taken).update(stage="reading", done=1200, total=0)
    english = client.get(f"/desk/items/imports/{taken}/", headers={"accept-language": "en"})
    assert "1200 rows read" in english.content.decode()


def test_the_work_tells_how_far_it_is(manager: Actor) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(stage: str, done: int, total: int) -> None:
        told.append((str(stage), done, total))

    taken = taken_in(one_visit_more(4), manager)
    tasks.read_file(taken, tell)
    made = ask_for_export({"q": "加油站"}, count=2, actor=manager)
    tasks.make_export(made, tell)
    assert told[0] == ("reading", 0, 0)
    assert ("comparing", 4, 4) in told
    assert told[-1] == ("making", 0, 2)


def test_a_guide_edited_meanwhile_stops_the_worker_too_and_the_page_says_so(
    client: Client, manager: Actor
) -> None:
    taken = taken_in(one_visit_more(3), manager)
    tasks.read_long_import(taken)
    code = GuideImport.objects.get(pk=taken).guides.first().item.code
    stands = standing([code])[code]
    ask_to_apply(UUID(taken), actor=manager)
    edit_guide(code, content={**stands.content, "visits": 4}, seen=stands.digest, actor=manager)
    assert tasks.apply_long_import(taken) == 0
    kept = GuideImport.objects.get(pk=taken)
    assert (kept.state, kept.stopped) == ("read", "edited")
    assert Guide.objects.filter(state=State.DRAFT).count() == 1
    assert "有人改过其中的指南" in client.get(f"/desk/items/imports/{taken}/").content.decode()


def test_what_breaks_is_told_and_can_be_tried_again(
    client: Client, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = taken_in(one_visit_more(1), manager)
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "read_import", _breaking(RuntimeError("disk")))
        tasks.read_long_import(taken)
    address = f"/desk/items/imports/{taken}/"
    page = client.get(address).content.decode()
    assert "系统出了故障" in page
    assert [one.action for one in history_of(UUID(taken))][-1] == "catalogue.import.stop"
    client.post(f"{address}again/")
    assert {"import_id": taken} in jobs("catalogue.read_import")
    assert tasks.read_long_import(taken) == "read"


def test_a_database_that_goes_away_is_no_failure_but_waited_for(
    manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = taken_in(one_visit_more(1), manager)
    monkeypatch.setattr(tasks, "read_import", _breaking(OperationalError("gone")))
    with pytest.raises(OperationalError):
        tasks.read_long_import(taken)
    assert GuideImport.objects.get(pk=taken).state == "waiting"
    assert tasks.read_long_import.retry_strategy is tasks.AGAIN


def _breaking(error: Exception) -> Any:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise error

    return broken


def test_a_long_list_goes_out_by_the_worker_and_is_kept_for_its_asker(
    client: Client, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_pages, "MAKE_AT_ONCE", 1)
    address = client.post("/desk/items/exports/?q=加油站")["Location"]
    assert client.post("/desk/items/exports/?q=加油站")["Location"] == address  # a second click
    made = GuideExport.objects.get()
    assert client.get(f"{address}guides.xlsx").status_code == 409
    assert "排队等待" in client.get(address).content.decode()
    tasks.make_long_export(str(made.pk))
    assert "已经生成" in client.get(address).content.decode()
    answer = client.get(f"{address}guides.xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book["办事指南"].max_row == made.total + 2
    assert '“<span lang="zh-Hans">加油站</span>”' in client.get("/desk/items/exports/").content.decode()
    officer("other", "item_manager")
    client.force_login(Account.objects.get(username="other"))
    assert client.get(address).status_code == client.get(f"{address}guides.xlsx").status_code == 404


def test_more_rows_than_a_sheet_holds_is_told_as_such(
    client: Client, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ask_for_export({}, count=1, actor=manager)
    monkeypatch.setattr(tasks, "write_workbook", _breaking(TooManyRows("材料")))
    tasks.make_long_export(made)
    assert "装不下" in client.get(f"/desk/items/exports/{made}/").content.decode()


def test_what_is_kept_is_kept_for_some_days(manager: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ask_for_export({"q": "加油站"}, count=1, actor=manager)
    tasks.make_export(made)
    kept = GuideExport.objects.get(pk=made)
    taken = taken_in(one_visit_more(1), manager)
    tasks.read_long_import(taken)
    assert forget_old_files(actor=SYSTEM) == {"exports": 0, "imports": 0}
    later = now() + exporting.IMPORTS_WAIT + timedelta(hours=1)
    monkeypatch.setattr(exporting, "now", lambda: later)
    assert forget_old_files(actor=SYSTEM) == {"exports": 1, "imports": 1}
    assert not default_storage.exists(kept.stored_as)
    assert GuideImport.objects.get(pk=taken).state == "discarded"
    with pytest.raises(Conflict):
        ask_to_apply(UUID(taken), actor=manager)


def test_a_file_whose_job_was_never_queued_is_queued(manager: Actor) -> None:
    taken = taken_in(one_visit_more(1), manager)
    assert tasks.take_up_files() == 0
    GuideImport.objects.filter(pk=taken).update(uploaded_at=now() - timedelta(hours=1))
    assert tasks.take_up_files() == tasks.take_up_files() == 1
    assert jobs("catalogue.read_import") == [{"import_id": taken}]


def test_a_job_whose_worker_died_is_begun_again() -> None:
    """The foundation asks for jobs without a sign of life and puts each back, or drops it for its double."""
    stalled = [SimpleNamespace(id=1, task_name="a"), SimpleNamespace(id=2, task_name="b")]
    manager = _Jobs(stalled, double=2)
    context = SimpleNamespace(app=SimpleNamespace(job_manager=manager))
    assert asyncio.run(take_up_what_a_dead_worker_left.func(context)) == 2
    assert (manager.again, manager.dropped) == ([1], [2])


class _Jobs:
    def __init__(self, stalled: list[Any], double: int) -> None:
        self.stalled, self.double = stalled, double
        self.again, self.dropped = list[int](), list[int]()

    async def get_stalled_jobs(self) -> list[Any]:
        return self.stalled

    async def retry_job(self, job: Any) -> None:
        from procrastinate.exceptions import UniqueViolation

        if job.id == self.double:
            raise UniqueViolation(constraint_name="queueing_lock", queueing_lock="b")
        self.again.append(job.id)

    async def finish_job(self, job: Any, *, status: Any, delete_job: bool) -> None:
        self.dropped.append(job.id)
