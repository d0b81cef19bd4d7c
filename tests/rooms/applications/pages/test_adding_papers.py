"""Files on their way in and out: named safely, looked through, bounded, each refusal told."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hall.adapters.scanner import NoScanner
from hall.adapters.scanner.demo import EICAR
from hall.applications.models import Application
from hall.applications.ports import Scanner
from hall.foundation.public import bind
from tests.rooms.applications.conftest import City, a_pdf
from tests.rooms.applications.pages.conftest import body, url


def test_an_upload_is_named_safely_and_comes_back_as_a_download_nobody_runs(
    city: City, draft: Application
) -> None:
    client = city.client()
    file = SimpleUploadedFile("../租赁 合同.exe", a_pdf(), content_type="text/html")
    client.post(url(draft, "materials/lease/upload/"), {"files-lease": file})
    kept = draft.files.get()
    assert kept.name == "租赁 合同.exe.pdf"
    got = client.get(url(draft, f"files/{kept.pk}/"))
    assert got["Content-Type"] == "application/pdf"
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got["Content-Security-Policy"]
    assert city.client(city.stranger_account).get(url(draft, f"files/{kept.pk}/")).status_code == 404


def test_several_files_at_once_the_good_are_kept_and_of_each_bad_one_it_is_told_why(
    city: City, draft: Application
) -> None:
    files = [
        SimpleUploadedFile("一.pdf", a_pdf()),
        SimpleUploadedFile("二.pdf", b"MZ not a pdf"),
        SimpleUploadedFile("三.pdf", b""),
        SimpleUploadedFile("四.pdf", a_pdf(2)),
    ]
    page = body(
        city.client().post(url(draft, "materials/lease/upload/"), {"files-lease": files}, follow=True)
    )
    assert sorted(draft.files.values_list("name", flat=True)) == ["一.pdf", "四.pdf"]
    assert page.count("二.pdf：这个文件的内容不是可以接收的格式") == 2
    assert "三.pdf：这个文件是空的" in page


def test_the_same_file_sent_twice_is_one_file(city: City, draft: Application) -> None:
    client, scan = city.client(), a_pdf()  # made once: two made in different seconds differ
    for _ in range(2):
        client.post(url(draft, "materials/lease/upload/"), {"files-lease": SimpleUploadedFile("a.pdf", scan)})
    assert draft.files.count() == 1


def test_a_file_beyond_the_limit_is_dropped_on_the_way_in(
    city: City, draft: Application, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1 << 20
    large = SimpleUploadedFile("大.pdf", b"%PDF-1.7" + b"0" * (3 << 20))
    page = body(
        city.client().post(url(draft, "materials/lease/upload/"), {"files-lease": large}, follow=True)
    )
    assert "大.pdf：文件超过 1 MB" in page
    assert not draft.files.exists()


def test_choosing_no_file_is_told(city: City, draft: Application) -> None:
    page = body(city.client().post(url(draft, "materials/lease/upload/"), follow=True))
    assert page.count("请先选择要上传的文件") == 2


def test_an_upload_needs_its_csrf_token(city: City, draft: Application) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.mother_account)
    file = SimpleUploadedFile("a.pdf", a_pdf())
    assert client.post(url(draft, "materials/lease/upload/"), {"files-lease": file}).status_code == 403


def test_a_virus_is_not_kept_and_she_is_told(city: City, draft: Application) -> None:
    file = SimpleUploadedFile("a.pdf", a_pdf() + EICAR)
    page = body(city.client().post(url(draft, "materials/lease/upload/"), {"files-lease": file}, follow=True))
    assert "没有通过安全检查" in page
    assert not draft.files.exists()


def test_without_a_scanner_a_file_waits_unopened_and_stops_the_filing(city: City, draft: Application) -> None:
    bind(Scanner, NoScanner)
    client = city.client()
    client.post(url(draft, "materials/lease/upload/"), {"files-lease": SimpleUploadedFile("a.pdf", a_pdf())})
    file = draft.files.get()
    assert file.scan == "awaiting"
    assert "待检" in body(client.get(url(draft, "materials/")))
    assert client.get(url(draft, f"files/{file.pk}/")).status_code == 409
    assert "还在安全检查" in body(client.get(url(draft, "review/")))


def test_what_the_city_holds_need_not_be_uploaded_but_may(city: City, draft: Application) -> None:
    client = city.client()
    assert "市里已有，您不用提交" in body(client.get(url(draft, "materials/")))
    client.post(url(draft, "materials/card/choose/"), {"own": "1"})
    assert "改用市里已有的" in body(client.get(url(draft, "materials/")))
