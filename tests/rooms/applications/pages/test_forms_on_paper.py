"""Forms as PDF and Word, blank and filled in, opened by other readers than the ones that made them."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from docx import Document

from hall.applications.http.papers import _blank
from hall.applications.models import Application
from hall.applications.queries.regions import forget_regions
from hall.catalogue.models import FormDefinition
from tests.rooms.applications.conftest import City
from tests.rooms.applications.pages.test_composed_questions import FORM, GEAR, send


@pytest.fixture
def draft(city: City) -> Application:
    forget_regions()
    _blank.cache_clear()
    FormDefinition.objects.update(definition=FORM)
    draft = city.start()
    strokes = "M10 20L200 60L300 150"
    send(city, draft, {"kind": "厂", "signed-name": "王秀英", "signed-strokes": strokes, **GEAR})
    draft.refresh_from_db()
    return draft


def words(pdf: bytes, folder: Path) -> str:
    path = folder / "form.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return read.stdout.decode()


def texts(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    found = [paragraph.text for paragraph in document.paragraphs]

    def walk(tables: Any) -> None:
        for table in tables:
            for cell in table._cells:
                found.append(cell.text)
                walk(cell.tables)

    walk(document.tables)
    return "\n".join(found)


def test_a_blank_form_asks_everything_with_room_to_write(draft: Application, tmp_path: Path) -> None:
    answer = Client().get("/forms/food.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    said = words(answer.content, tmp_path)
    for asked in ("食品经营", "申请人", "面积", "符合条件时填写", "小计", "签名人姓名：", "第 1 页"):
        assert asked in said
    with pikepdf.open(io.BytesIO(answer.content)) as opened:
        assert opened.open_metadata()["pdfaid:part"] == "2"


def test_a_blank_form_opens_in_word(draft: Application) -> None:
    said = texts(Client().get("/forms/food.docx").content)
    for asked in ("申请人", "☐ 店", "面积", "单价", "签名人姓名："):
        assert asked in said


def test_a_filled_form_says_what_was_filled_in(city: City, draft: Application, tmp_path: Path) -> None:
    client = city.client()
    said = words(client.get(f"/my/applications/{draft.pk}/form.pdf").content, tmp_path)
    for answer in ("王秀英", "草稿，尚未提交", "灶", "0.30", "2026-05-01"):
        assert answer in said
    said = texts(client.get(f"/my/applications/{draft.pk}/form.docx").content)
    for answer in ("王秀英", "☑ 厂", "☐ 店", "0.30 元", "附手写笔迹"):
        assert answer in said


def test_a_stranger_gets_neither(city: City, draft: Application) -> None:
    stranger = city.client(city.stranger_account)
    for kind in ("pdf", "docx"):
        assert stranger.get(f"/my/applications/{draft.pk}/form.{kind}").status_code == 404
        assert Client().get(f"/my/applications/{draft.pk}/form.{kind}").status_code == 302


def test_what_people_type_is_only_text_on_paper(city: City, draft: Application, tmp_path: Path) -> None:
    evil = '#read("/etc/passwd") *x* $1+1$ <w:p/>'
    send(city, draft, {"kind": "厂", **GEAR, "gear-0-name": evil})
    client = city.client()
    assert "#read(" in words(client.get(f"/my/applications/{draft.pk}/form.pdf").content, tmp_path)
    assert evil in texts(client.get(f"/my/applications/{draft.pk}/form.docx").content)


def test_there_is_no_blank_of_a_form_that_is_none(db: None) -> None:
    assert Client().get("/forms/nothing.pdf").status_code == 404


def test_guide_and_task_list_lead_to_the_papers(city: City, draft: Application) -> None:
    guide = Client().get(f"/items/{city.item.code}/").content.decode()
    assert "/forms/food.pdf" in guide
    tasks = city.client().get(f"/my/applications/{draft.pk}/draft/").content.decode()
    assert f"/my/applications/{draft.pk}/form.docx" in tasks
