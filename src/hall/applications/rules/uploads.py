"""Which files are taken, judged by what they are and never by what they are called.

Five kinds: PDF, JPEG, PNG, Word (docx) and OFD (GB/T 33190). Pictures are drawn anew, so that nothing rides
along in them (EXIF with the place where a photo was taken, trailing data). 个人信息保护法 第六条: no more
than is needed for the purpose.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pikepdf
import puremagic
from PIL import Image, ImageOps

from hall.applications.rules.faults import Fault

__all__ = ["KINDS", "MESSAGES", "TOO_LARGE", "Sound", "inspected", "names_of", "safe_name", "sniff"]

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFD = "application/ofd"

#: What is taken: media type → (how people call it, its extension).
KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        PDF: ("PDF", ".pdf"),
        JPEG: ("JPG", ".jpg"),
        PNG: ("PNG", ".png"),
        DOCX: ("Word（docx）", ".docx"),
        OFD: ("OFD", ".ofd"),
    }
)

EMPTY = "这个文件是空的，请重新选择"
TOO_LARGE = "文件超过 %(most)s MB，请压缩或分成几个文件后再上传"
NOT_TAKEN = "这个文件的内容不是可以接收的格式，请换成 %(kinds)s"
BROKEN = "这个文件打不开，可能已损坏，请重新保存或拍照后再上传"
LOCKED = "这个文件设有打开密码，请去掉密码后再上传"
TOO_MANY_PIXELS = "这张图片的尺寸太大，请缩小到 5000 万像素以内"
MACROS = "这个 Word 文件带有宏，请另存为不带宏的 docx 后再上传"
HARMFUL = "这个文件没有通过安全检查，没有保存，请换一个文件"
MESSAGES = (EMPTY, TOO_LARGE, NOT_TAKEN, BROKEN, LOCKED, TOO_MANY_PIXELS, MACROS, HARMFUL)

_MOST_PIXELS = 50_000_000
_MOST_ZIP_ENTRIES = 5_000
_MOST_UNZIPPED = 300 << 20
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Sound:
    """A file that can be taken: its safe name, its true type, and the bytes to keep."""

    name: str
    mime: str
    data: bytes


def inspected(name: str, data: bytes, accept: tuple[str, ...], most_bytes: int) -> Sound:
    """The file as it may be kept.

    Raises: Fault when it is empty, too large, of another kind, locked, broken or booby-trapped.
    """
    if not data:
        raise Fault(EMPTY)
    if len(data) > most_bytes:
        raise Fault(TOO_LARGE, {"most": most_bytes >> 20})
    mime = sniff(data)
    allowed = tuple(kind for kind in KINDS if not accept or kind in accept)
    if mime not in allowed:
        raise Fault(NOT_TAKEN, {"kinds": names_of(allowed)})
    if mime in (JPEG, PNG):
        data = _redrawn(data, mime)
    elif mime == PDF:
        _check_pdf(data)
    return Sound(safe_name(name, mime), mime, data)


def names_of(kinds: tuple[str, ...]) -> str:
    """Kinds of file as people call them."""
    return "、".join(KINDS[kind][0] for kind in kinds if kind in KINDS)


def sniff(data: bytes) -> str:
    """The media type that the bytes themselves tell, "" when it is none we know."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _inside_zip(data)
    try:
        told = puremagic.from_string(data[:4096], mime=True)
    except puremagic.PureError:
        return ""
    return told if told in (JPEG, PNG) else ""


def _inside_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries):
                raise Fault(LOCKED)
            if len(entries) > _MOST_ZIP_ENTRIES or sum(each.file_size for each in entries) > _MOST_UNZIPPED:
                raise Fault(BROKEN)
    except (zipfile.BadZipFile, ValueError, EOFError):
        raise Fault(BROKEN) from None
    if "OFD.xml" in names:
        return OFD
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Fault(MACROS)
        return DOCX
    return ""


def _check_pdf(data: bytes) -> None:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if not len(pdf.pages):
                raise Fault(BROKEN)
    except pikepdf.PasswordError:
        raise Fault(LOCKED) from None
    except (pikepdf.PdfError, ValueError, RecursionError):
        raise Fault(BROKEN) from None


def _redrawn(data: bytes, mime: str) -> bytes:
    """The picture itself, upright, without anything that came along with it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise Fault(TOO_MANY_PIXELS)
                upright = ImageOps.exif_transpose(picture)
                return _drawn(upright, mime)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Fault(TOO_MANY_PIXELS) from None
    except (OSError, SyntaxError, ValueError, IndexError):
        raise Fault(BROKEN) from None


def _drawn(picture: Image.Image, mime: str) -> bytes:
    out = io.BytesIO()
    if mime == JPEG:
        plain = picture if picture.mode in ("RGB", "L") else picture.convert("RGB")
        plain.info.clear()
        plain.save(out, "JPEG", quality=88)
    else:
        plain = picture if picture.mode in ("RGB", "RGBA", "L", "LA", "1", "P") else picture.convert("RGB")
        kept = {"transparency": plain.info["transparency"]} if "transparency" in plain.info else {}
        plain.info.clear()
        plain.save(out, "PNG", **kept)
    return out.getvalue()


def safe_name(name: str, mime: str) -> str:
    """The name as it may be kept and offered again: no path, nothing unseen, the extension of what it is."""
    bare = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(each for each in bare if unicodedata.category(each)[0] != "C")
    seen = re.sub(r'[<>:"|?*;%]', "_", seen).strip(". ")
    extension = KINDS[mime][1]
    stem = seen
    for known in (extension, ".jpeg") if mime == JPEG else (extension,):
        if stem.lower().endswith(known):
            stem = stem[: -len(known)]
            break
    return (stem.strip(". ")[:_LONGEST_NAME] or "文件") + extension
