"""A file of guides on its way in: read whole or not at all, compared, and applied as drafts."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.test import Client
from openpyxl import load_workbook

from hall.catalogue.actions.contents import discard_draft, edit_guide
from hall.catalogue.actions.importing import apply_import, discard_import, receive_import
from hall.catalogue.lifecycle import State
from hall.catalogue.models import Guide, GuideImport, ImportedGuide, ImportedPart, ServiceItem
from hall.catalogue.queries.contents import exported, open_sets, standing
from hall.catalogue.rules.sheets.as_json import json_lines
from hall.catalogue.rules.sheets.writing import write_workbook
from hall.catalogue.tasks import read_long_import
from hall.foundation.public import Conflict, Invalid, NotFound, Refused, history_of
from hall.identity.public import Account, Actor
from tests.rooms.catalogue.officers import officer

CODE = "000121008000-01"  # 新建加油站申报


@pytest.fixture
def manager(catalogue: None) -> Actor:
    return officer("items", "item_manager")


def guided() -> QuerySet[ServiceItem]:
    return ServiceItem.objects.filter(has_guide=True)


def workbook(items: QuerySet[ServiceItem]) -> io.BytesIO:
    file = io.BytesIO()
    write_workbook(file, exported(items), open_sets())
    file.seek(0)
    return file


def changed_cells(**cells: Any) -> io.BytesIO:
    """The workbook of one guide, some of its cells on the sheet of guides changed."""
    book = load_workbook(workbook(ServiceItem.objects.filter(code=CODE)))
    sheet = book["办事指南"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for key, value in cells.items():
        sheet.cell(3, columns[key], value)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def brought(file: io.BytesIO, actor: Actor, name: str = "guides.xlsx") -> GuideImport:
    size = len(file.getvalue())
    taken = receive_import(filename=name, file=ContentFile(file.getvalue()), size=size, actor=actor)
    read_long_import(taken)
    return GuideImport.objects.get(pk=taken)


def test_every_guide_of_the_city_goes_out_to_a_workbook_and_comes_back_the_same(manager: Actor) -> None:
    taken = brought(workbook(guided()), manager)
    assert taken.flaws == []
    assert taken.state == GuideImport.State.READ
    assert taken.guides.count() == guided().count() > 80
    assert list(taken.guides.exclude(changes=[])) == []
    assert not ImportedPart.objects.exists()
    assert not default_storage.exists(taken.stored_as)


def test_every_guide_of_the_city_goes_out_to_json_and_comes_back_the_same(manager: Actor) -> None:
    taken = brought(io.BytesIO(b"".join(json_lines(exported(guided())))), manager, "guides.json")
    assert (taken.state, taken.flaws) == (GuideImport.State.READ, [])
    assert taken.guides.count() == guided().count()
    assert not taken.guides.exclude(changes=[]).exists()


def test_what_a_file_changes_is_shown_before_and_written_as_a_draft_only(manager: Actor) -> None:
    before = Guide.objects.get(item__code=CODE, is_current=True)
    taken = brought(changed_cells(promise_limit=10, phone="0558-5556789"), manager)
    assert taken.guides.get().changes == ["promise_limit", "phone"]
    assert not Guide.objects.exclude(state__in=[State.PUBLISHED, State.SUPERSEDED]).exists()
    assert apply_import(taken.pk, actor=manager) == 1
    draft = Guide.objects.get(item__code=CODE, state=State.DRAFT)
    assert draft.version == before.version + 1
    assert draft.promise_limit_days == 10
    assert draft.facts["phone"]["value"] == "0558-5556789"
    assert draft.facts["phone"]["kind"] == "own"
    assert draft.facts["name"] == before.facts["name"]  # what stays keeps its source
    assert draft.facts["law_limit"] == before.facts["law_limit"] if "law_limit" in before.facts else True
    assert draft.editors == [manager.account_id]
    assert [paper.key for paper in draft.materials.all()] == [paper.key for paper in before.materials.all()]
    assert Guide.objects.get(pk=before.pk).is_current
    with pytest.raises(Conflict):
        apply_import(taken.pk, actor=manager)


def test_with_one_flaw_nothing_is_taken_and_each_is_kept_with_its_cell(manager: Actor) -> None:
    taken = brought(changed_cells(visits="几次", online="也许"), manager)
    assert taken.state == GuideImport.State.FLAWED
    assert [one["place"].partition("!")[0] for one in taken.flaws] == ["办事指南", "办事指南"]
    assert {one["value"] for one in taken.flaws} == {"几次", "也许"}
    assert all(one["reason"] and one["remedy"] for one in taken.flaws)
    assert not ImportedGuide.objects.exists()
    with pytest.raises(Conflict):
        apply_import(taken.pk, actor=manager)


def test_an_unknown_item_is_a_flaw_and_so_is_what_the_basic_list_fixes(manager: Actor) -> None:
    taken = brought(changed_cells(code="999"), manager)
    assert taken.flaws[0]["value"] == "999"
    assert "没有这个编码" in taken.flaws[0]["reason"]
    taken = brought(changed_cells(type="行政确认"), manager)
    assert "由基本目录规定" in taken.flaws[0]["reason"]


def test_a_department_brings_in_its_own_items_only(catalogue: None) -> None:
    police = officer("police", "item_manager", "公安")
    taken = brought(workbook(ServiceItem.objects.filter(code=CODE)), police)
    assert "不归您的岗位管理" in taken.flaws[0]["reason"]


def test_whoever_edited_since_the_file_was_read_is_not_overwritten(manager: Actor) -> None:
    taken = brought(changed_cells(promise_limit=10), manager)
    stands = standing([CODE])[CODE]
    edit_guide(CODE, content={**stands.content, "visits": 1}, seen=stands.digest, actor=manager)
    with pytest.raises(Conflict):
        apply_import(taken.pk, actor=manager)
    draft = Guide.objects.get(item__code=CODE, state=State.DRAFT)
    assert (draft.visits, draft.promise_limit_days) == (1, 15)
    assert GuideImport.objects.get(pk=taken.pk).state == GuideImport.State.READ


def test_only_item_managers_bring_files_in_and_only_such_files(catalogue: None) -> None:
    publisher = officer("publish", "item_publisher")
    with pytest.raises(Refused):
        receive_import(filename="a.xlsx", file=ContentFile(b"x"), size=1, actor=publisher)
    manager = officer("items", "item_manager")
    for name, size in (("a.csv", 1), ("a.xlsx", 0), ("a.xlsx", 10**9)):
        with pytest.raises(Invalid):
            receive_import(filename=name, file=ContentFile(b"x"), size=size, actor=manager)


def test_a_file_is_seen_by_whoever_brought_it_and_can_be_let_be(manager: Actor) -> None:
    taken = brought(changed_cells(visits=1), manager)
    other = officer("other", "item_manager")
    with pytest.raises(NotFound):
        discard_import(taken.pk, actor=other)
    discard_import(taken.pk, actor=manager)
    assert GuideImport.objects.get(pk=taken.pk).state == GuideImport.State.DISCARDED
    assert not ImportedGuide.objects.exists()
    assert [one.action for one in history_of(taken.pk)][-1] == "catalogue.import.discard"


def test_a_draft_can_be_thrown_away(manager: Actor) -> None:
    stands = standing([CODE])[CODE]
    edit_guide(CODE, content={**stands.content, "visits": 1}, seen=stands.digest, actor=manager)
    discard_draft(CODE, actor=manager)
    assert standing([CODE])[CODE].content == stands.content
    with pytest.raises(Conflict):
        discard_draft(CODE, actor=manager)


# The pages


@pytest.fixture
def client(manager: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username="items"))
    return client


def test_a_file_goes_in_by_the_pages(client: Client) -> None:
    answer = client.post("/desk/items/imports/", {"file": _upload(changed_cells(promise_limit=10))})
    page = client.get(answer["Location"]).content.decode()
    assert "承诺办结时限" in page
    assert "<del>15</del>" in page
    assert "<ins>10</ins>" in page
    done = client.post(f"{answer['Location']}apply/", follow=True).content.decode()
    assert "已写入 1 份草稿" in done


def test_flaws_are_shown_in_both_languages_with_their_cells(client: Client) -> None:
    answer = client.post("/desk/items/imports/", {"file": _upload(changed_cells(visits="几次"))})
    page = client.get(answer["Location"]).content.decode()
    assert "不是整数" in page
    english = client.get(answer["Location"], headers={"accept-language": "en"}).content.decode()
    assert "is not a whole number" in english


def test_what_cant_be_read_is_told_where_it_was_chosen(client: Client) -> None:
    page = client.post("/desk/items/imports/", {"file": _upload(io.BytesIO(b""), "a.csv")})
    assert page.status_code == 422
    assert "只能导入 XLSX 或 JSON" in page.content.decode()
    assert client.post("/desk/items/imports/").status_code == 422


def test_the_list_goes_out_as_it_is_narrowed(client: Client) -> None:
    answer = client.get("/desk/items/export.json?q=加油站&standing=published")
    told = json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert CODE in [guide["code"] for guide in told["guides"]]
    assert all("加油站" in guide["content"]["name"] for guide in told["guides"])
    answer = client.post("/desk/items/exports/?q=新建加油站", follow=True)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book["办事指南"]["A3"].value == CODE
    assert load_workbook(io.BytesIO(b"".join(client.get("/desk/items/blank.xlsx").streaming_content)))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "address", ["/desk/items/", "/desk/items/?standing=none", "/desk/items/?q=许可&page=2"]
)
def test_the_list_asks_the_same_few_questions_however_long(
    client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    client.get(address)
    with django_assert_max_num_queries(10):
        assert client.get(address).status_code == 200


def test_the_preview_asks_the_same_few_questions_however_many_guides(
    client: Client, manager: Actor, django_assert_max_num_queries: Any
) -> None:
    book = load_workbook(workbook(ServiceItem.objects.filter(pk__in=[one.pk for one in guided()[:15]])))
    for row in book["办事指南"].iter_rows(min_row=3):
        row[[cell.value for cell in book["办事指南"][2]].index("visits")].value = 3
    file = io.BytesIO()
    book.save(file)
    taken = brought(file, manager)
    client.get(f"/desk/items/imports/{taken.pk}/")
    with django_assert_max_num_queries(12):
        page = client.get(f"/desk/items/imports/{taken.pk}/").content.decode()
    assert page.count("<section") >= 15


def test_others_are_turned_away(catalogue: None) -> None:
    officer("clerk", "window_clerk")
    client = Client()
    assert client.get("/desk/items/").status_code == 302
    client.force_login(Account.objects.get(username="clerk"))
    assert client.get("/desk/items/").status_code == 403


def _upload(file: io.BytesIO, name: str = "guides.xlsx") -> io.BytesIO:
    file.seek(0)
    file.name = name
    return file
