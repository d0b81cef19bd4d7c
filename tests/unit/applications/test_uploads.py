"""A file is what it is, whatever it is called; nothing rides along in a picture."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from hall.applications.rules.faults import Fault
from hall.applications.rules.uploads import DOCX, JPEG, OFD, PDF, PNG, inspected, safe_name, sniff

MOST = 2 << 20


def a_pdf(password: str = "") -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **more)
    return out.getvalue()


def a_zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    "data, mime",
    [
        (a_pdf(), PDF),
        (a_picture("JPEG"), JPEG),
        (a_picture("PNG"), PNG),
        (a_zip(*WORD), DOCX),
        (a_zip("OFD.xml", "Doc_0/Document.xml"), OFD),
    ],
)
def test_five_kinds_are_known_by_their_content(data: bytes, mime: str) -> None:
    kept = inspected("随便.bin", data, (), MOST)
    assert kept.mime == mime
    assert sniff(kept.data) == mime


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00" + b"\0" * 100,
        b"<html><script>alert(1)</script></html>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 50,
        a_zip("readme.txt"),
        b"plain words",
    ],
)
def test_anything_else_is_refused_whatever_its_name(data: bytes) -> None:
    with pytest.raises(Fault, match="不是可以接收的格式"):
        inspected("身份证.pdf", data, (), MOST)


def test_a_material_may_take_fewer_kinds_and_says_which() -> None:
    with pytest.raises(Fault, match="请换成 PDF"):
        inspected("a.jpg", a_picture(), (PDF,), MOST)


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "空的"),
        (b"%PDF-1.7 " + b"x" * MOST, "超过 2 MB"),
        (b"%PDF-1.7\nnot really", "打不开"),
        (a_pdf("secret"), "打开密码"),
        (a_picture()[:200], "打不开"),
        (b"PK\x03\x04 broken", "打不开"),
        (a_zip(*WORD, "word/vbaProject.bin"), "宏"),
    ],
)
def test_what_cannot_be_read_is_told_early(data: bytes, said: str) -> None:
    with pytest.raises(Fault, match=said):
        inspected("a", data, (), MOST)


def test_a_picture_that_would_unfold_beyond_measure_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(Fault, match="尺寸太大"):
        inspected("bomb.png", out.getvalue(), (), MOST)


def test_the_place_where_a_photo_was_taken_is_not_kept_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Somebody's phone"
    data = a_picture("JPEG", (40, 20), exif=exif, comment=b"secret")
    kept = inspected("照片.jpeg", data, (), MOST)
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert picture.size == (20, 40)
        assert not picture.getexif()
    assert b"phone" not in kept.data
    assert b"secret" not in kept.data


def test_bytes_that_trail_behind_a_picture_are_not_kept() -> None:
    kept = inspected("a.png", a_picture("PNG") + b"<?php evil", (), MOST)
    assert b"evil" not in kept.data


@pytest.mark.parametrize(
    "name, mime, safe",
    [
        ("身份证.jpeg", JPEG, "身份证.jpg"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\桌面\\合同.PDF", PDF, "合同.pdf"),
        ("合同\u202efdp.exe", PDF, "合同fdp.exe.pdf"),
        ("", PNG, "文件.png"),
        ("...", PNG, "文件.png"),
        ("a\r\nSet-Cookie: x.pdf", PDF, "aSet-Cookie_ x.pdf"),
        ("长" * 300 + ".pdf", PDF, "长" * 100 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_could_harm(name: str, mime: str, safe: str) -> None:
    assert safe_name(name, mime) == safe
