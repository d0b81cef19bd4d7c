"""Letters come out as PDF/A with every sign in them, whatever people type, and still are after sealing."""

from __future__ import annotations

import io
import subprocess
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from hall.adapters.seal.demo_authority import demo_pkcs12
from hall.adapters.seal.software import SoftwareSeal
from hall.documents.rules.letters import SHAPES, facts
from hall.documents.tasks.lettering import fonts_at_hand
from hall.documents.tasks.typesetting import typeset

MADE_AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TOLD: Mapping[str, Any] = {
    "applicant": "亳州市谯城区㐂龘𠮷䶮餐饮店",
    "item_name": "食品经营许可（新办）",
    "case_number": "341602-20261124-00042-45",
    "filed_at": MADE_AT,
    "accepted_on": date(2026, 11, 25),
    "received_on": date(2026, 11, 24),
    "decided_on": date(2026, 12, 1),
    "due_on": date(2026, 12, 23),
    "limit_days": 20,
    "wanted": [{"title": "平面布局图", "reason": "未标注尺寸。"}],
    "reason": "加工场所与厕所距离不足。",
    "clause": "依照《中华人民共和国行政许可法》第三十二条，",
    "decides": "准予行政许可",
    "remedies": "可以自收到本决定书之日起 60 日内申请行政复议。",
    "licence_name": "食品经营许可证",
    "licence_number": "1.2.156.3005.2.11349900MB0000000X001.11341600003000000A.20260000001.001.9",
    "content": [["经营场所", "亳州市谯城区魏武大道1号"]],
    "valid_from": date(2026, 12, 1),
}


def letter(template: str, **other: Any) -> bytes:
    shape = SHAPES[template]
    told = {name: value for name, value in TOLD.items() if name in shape.required | shape.optional}
    if template != "licence":
        told.pop("content", None)
    told |= {name: value for name, value in other.items() if name in shape.required | shape.optional}
    page = {
        "title": other.get("title", "通知书"),
        "number": "亳市监许受〔2026〕123号",
        "issuer": other.get("issuer", "亳州市市场监督管理局"),
        "seal": other.get("issuer", "亳州市市场监督管理局"),
        "holder": other.get("holder", "亳州市谯城区㐂龘𠮷䶮餐饮店"),
        "city": "亳州市",
        "issued_on": "2026年11月24日",
        "verify_url": "http://127.0.0.1:8000/verify/7K3M9QX2AB4CD5EF/",
        "verify_code": "7K3M-9QX2-AB4C-D5EF",
        "is_demo": other.get("is_demo", True),
        "facts": facts(template, told),
    }
    return typeset(template, page, at=MADE_AT)


def text_of(pdf: bytes) -> str:
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return told.decode().replace("\n", "")


@pytest.mark.parametrize("template", SHAPES)
def test_every_letter_is_set_on_one_page_with_its_facts(template: str) -> None:
    pdf = letter(template)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
    told = text_of(pdf)
    assert "㐂龘𠮷䶮" in told
    assert "7K3M-9QX2-AB4C-D5EF" in told
    assert "演示" in told


def test_a_production_letter_says_nothing_of_a_demo() -> None:
    assert "演示" not in text_of(letter("acceptance", is_demo=False))


@pytest.mark.parametrize(
    "typed",
    [
        '#eval("1 + 1")',
        "*粗* _斜_ $x^2$ `code` <label> @ref",
        '#import "house.typ": *',
        "\\u{41} // 注释 /* x */",
        '"}], "title": "假标题',
        "]#pagebreak()[",
        '#read("/etc/passwd")',
        "http://example.org/ --- ~ ' \" {{ x }} {% y %}",
    ],
)
def test_what_people_type_is_printed_as_typed(typed: str) -> None:
    told = text_of(letter("refused", reason=f"甲{typed}乙", applicant=typed))
    assert f"甲{typed}乙".replace(" ", "") in told.replace(" ", "")
    assert "root:" not in told


def test_a_sign_that_no_font_has_is_replaced_and_named() -> None:
    told = text_of(letter("acceptance", applicant="王𪚥\ue123"))
    assert "王〓〓" in told
    assert "U+2A6A5" in told
    assert "U+E123" in told


def test_signs_that_turn_the_text_around_are_left_out() -> None:
    told = text_of(letter("acceptance", applicant="张\u202e三\u0000丰\u200b"))
    assert "张三丰" in told


def test_the_fonts_cover_all_common_and_many_rare_signs() -> None:
    signs = fonts_at_hand().signs
    assert all(code in signs for code in range(0x4E00, 0xA000))  # CJK Unified Ideographs, whole
    assert all(code in signs for code in range(0x3400, 0x4DC0))  # Extension A, whole
    assert all(ord(sign) in signs for sign in "㐂龘𠮷䶮𬭎〇亳谯〓—“”《》〔〕①㎡℃")
    assert sum(code in signs for code in range(0x20000, 0x2EBE1)) > 2000


def test_a_letter_that_just_runs_over_is_set_smaller_and_a_long_one_takes_more_pages() -> None:
    pages = {}
    for length in (5, 14, 80):
        pdf = letter("refused", reason="这里是不予许可的理由，写得比较长，需要占用好几行的位置。" * length)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            pages[length] = len(opened.pages)
    assert pages[5] == pages[14] == 1  # the second doesn't fit at 14 points, but at 13
    assert pages[80] > 1


@pytest.mark.parametrize("issuer", ["亳州市人力资源和社会保障局（市医疗保障经办服务中心）", "局"])
def test_long_and_short_names_fit_the_masthead_and_the_seal(issuer: str) -> None:
    assert issuer in text_of(letter("acceptance", issuer=issuer))


@pytest.fixture(scope="module")
def seal(tmp_path_factory: pytest.TempPathFactory) -> SoftwareSeal:
    return SoftwareSeal(*demo_pkcs12(tmp_path_factory.mktemp("state") / "seal", "亳州市"), is_demo=True)


@pytest.mark.parametrize("template", SHAPES)
def test_a_sealed_letter_still_has_what_pdf_a_asks_for(
    template: str, seal: SoftwareSeal, tmp_path: Path
) -> None:
    """Structure only: no full PDF/A validator is at hand in Python (see docs/decisions/0007)."""
    sealed = seal.seal(letter(template), owner="局", reason="试").content
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    with pikepdf.open(file) as pdf:
        root = pdf.Root
        assert [str(intent.S) for intent in root.OutputIntents] == ["/GTS_PDFA1"]
        assert "/DestOutputProfile" in root.OutputIntents[0]
        with pdf.open_metadata() as described:
            assert described.pdfa_status == "2U"
            assert described["dc:title"].startswith("通知书")
        assert "/Encrypt" not in pdf.trailer
        assert "/ID" in pdf.trailer
        assert "/JavaScript" not in root.get("/Names", {})
        assert str(root.Lang).startswith("zh")
        assert bool(root.MarkInfo.Marked)
        _no_widget_hides(pdf)
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    for line in fonts.splitlines()[2:]:
        embedded, _, unicode = line.split()[-5:-2]
        assert (embedded, unicode) == ("yes", "yes"), line


def _no_widget_hides(pdf: pikepdf.Pdf) -> None:
    """ISO 19005-2 6.3: printable, not hidden, and without appearance only when it takes no room."""
    for field in pdf.Root.AcroForm.Fields:
        assert int(field.F) & 4
        assert not int(field.F) & 0b100011
        assert [int(side) for side in field.Rect] == [0, 0, 0, 0] or "/AP" in field
    assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_the_same_letter_of_the_same_moment_is_the_same_file() -> None:
    assert letter("acceptance") == letter("acceptance")


def test_setting_and_sealing_take_less_than_a_second_when_warm(seal: SoftwareSeal) -> None:
    seal.seal(letter("acceptance"), owner="局", reason="试")
    started = time.perf_counter()
    seal.seal(letter("acceptance"), owner="局", reason="试")
    assert time.perf_counter() - started < 1
