"""Anyone may check a paper, by its code or by its file, and learns no more than that."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hall.adapters.seal.demo_authority import demo_pkcs12
from hall.adapters.seal.software import SoftwareSeal
from hall.documents.models import Document
from hall.documents.public import IssuedDocument, document, open_document, pdf_response, revoke_document
from hall.foundation.public import Conflict, Invalid, NotFound, Refused
from hall.identity.public import GUEST, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(issue: Any):
    return document(issue(dedupe="acceptance:one"))


def file_of(paper_id: UUID) -> bytes:
    return open_document(paper_id).read()


def upload(client: Client, content: bytes, name: str = "受理通知书.pdf", **headers: str):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post("/verify/", {"file": file}, **headers)


def test_the_page_of_a_code_tells_what_was_issued_and_masks_the_holder(client: Client, paper) -> None:
    page = client.get(f"/verify/{paper.verify_code}/").content.decode()
    for told in (
        "本大厅出具，现行有效",
        paper.title,
        paper.number,
        paper.issuer,
        paper.sha256,
        "张**",
        "演示印章",
    ):
        assert told in page
    assert "张三丰" not in page
    assert "noindex" in page


def test_a_code_is_asked_of_the_database_once(
    client: Client, paper: IssuedDocument, django_assert_max_num_queries: Any
) -> None:
    client.get(f"/verify/{paper.verify_code}/")
    with django_assert_max_num_queries(6) as asked:
        client.get(f"/verify/{paper.verify_code}/")
    assert sum("documents_document" in query["sql"] for query in asked.captured_queries) == 1


def test_a_code_is_found_however_it_is_typed(client: Client, paper) -> None:
    typed = "-".join(paper.verify_code[at : at + 4] for at in range(0, 16, 4)).lower()
    answer = client.get("/verify/", {"code": typed}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/verify/{paper.verify_code}/"
    assert client.get(f"/verify/{typed}/", follow=True).status_code == 200


def test_an_unknown_code_is_told_apart_from_a_mistyped_one(client: Client) -> None:
    unknown = client.get("/verify/0000000000000000/")
    assert unknown.status_code == 404
    assert "没有这个核验码的文书" in unknown.content.decode()
    mistyped = client.get("/verify/", {"code": "12"})
    assert mistyped.status_code == 422
    assert "核验码应为 16 位" in mistyped.content.decode()


def test_the_original_file_is_genuine(client: Client, paper) -> None:
    page = upload(client, file_of(paper.id)).content.decode()
    assert "是本大厅出具的原件，没有被改动，现行有效" in page
    assert "亳州市政务服务演示印章" in page


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_file_with_one_changed_byte_is_not(client: Client, paper, place: float) -> None:
    altered = bytearray(file_of(paper.id))
    altered[int(len(altered) * place)] ^= 1
    page = upload(client, bytes(altered)).content.decode()
    assert "没有被改动" not in page
    assert "已被改动" in page or "读不出这个文件" in page


def test_a_forgery_under_a_genuine_code_is_told_as_altered(client: Client, paper, tmp_path) -> None:
    path, password = demo_pkcs12(tmp_path / "other", "别处市")
    forger = SoftwareSeal(path, password, is_demo=True)
    # The forger strips our signature (everything after the first end of file) and signs anew.
    bare = file_of(paper.id).split(b"%%EOF")[0] + b"%%EOF"
    page = upload(client, forger.seal(bare, owner="别处", reason="冒充").content).content.decode()
    assert "已被改动" in page
    assert paper.number in page
    assert "别处市政务服务演示印章" in page


def test_an_unsigned_file_of_somebody_else_is_not_ours(client: Client, paper) -> None:
    bare = file_of(paper.id).split(b"%%EOF")[0] + b"%%EOF"
    bare = bare.replace(b"verify:", b"xxxxxx:")
    assert "没有电子签名" in upload(client, bare).content.decode()


@pytest.mark.parametrize("content", [b"hello", b"%PDF-1.7 but not really", b"PK\x03\x04"])
def test_what_is_no_pdf_is_told_so(client: Client, content: bytes) -> None:
    assert "读不出这个文件" in upload(client, content).content.decode()


def test_a_file_that_is_missing_or_empty_is_asked_for_again(client: Client) -> None:
    missing = client.post("/verify/", {})
    assert missing.status_code == 422
    assert "请选择要核验的 PDF 文件" in missing.content.decode()
    assert "这个文件是空的" in upload(client, b"").content.decode()


def test_a_revoked_paper_is_genuine_but_no_longer_in_force(client: Client, paper) -> None:
    content = file_of(paper.id)
    revoke_document(document_id=paper.id, reason="申请人以欺骗手段取得", actor=SYSTEM)
    page = client.get(f"/verify/{paper.verify_code}/").content.decode()
    assert "已撤销" in page
    assert "申请人以欺骗手段取得" in page
    assert "当前状态为“已撤销”" in upload(client, content).content.decode()


def test_a_paper_is_revoked_once_with_a_reason_and_by_those_who_may(paper) -> None:
    with pytest.raises(Refused):
        revoke_document(document_id=paper.id, reason="x", actor=GUEST)
    with pytest.raises(Invalid):
        revoke_document(document_id=paper.id, reason="  ", actor=SYSTEM)
    revoke_document(document_id=paper.id, reason="有误", actor=SYSTEM)
    with pytest.raises(Conflict):
        revoke_document(document_id=paper.id, reason="有误", actor=SYSTEM)
    assert Document.objects.get().state == "revoked"


def test_whoever_asks_too_often_is_asked_to_wait(client: Client, settings: Any) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "brake"},
    }
    answers = [upload(client, b"x", REMOTE_ADDR="192.0.2.7").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert upload(client, b"x", REMOTE_ADDR="192.0.2.8").status_code == 200


def test_a_paper_is_handed_out_as_pdf_that_nobody_between_keeps(paper) -> None:
    answer = pdf_response(paper.id)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content) == file_of(paper.id)
    with pytest.raises(NotFound):
        pdf_response(UUID(int=0))
