"""Forms on paper: by Typst as PDF, by python-docx for Word. They are no letters: no seal, no history."""

from __future__ import annotations

import io
from dataclasses import asdict
from datetime import datetime

import orjson
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from hall.documents.rules.sheets import PaperForm, PaperRow
from hall.documents.tasks.lettering import code_points, fonts_at_hand, printable
from hall.documents.tasks.typesetting import set_once

__all__ = ["form_docx", "form_pdf"]

_BODY, _HEAD = "宋体", "黑体"


def form_pdf(sheet: PaperForm, *, at: datetime) -> bytes:
    """The form as PDF/A, every sign in it."""
    rare: set[str] = set()
    told = printable(asdict(sheet), rare)
    told["rare"] = code_points(rare)
    inputs = {
        "sheet": orjson.dumps(told).decode(),
        "fonts": orjson.dumps(fonts_at_hand().added_families).decode(),
    }
    return set_once("form", inputs, at)


def form_docx(sheet: PaperForm) -> bytes:
    """The form as a Word document: the same questions, in tables that can be typed into."""
    document = Document()
    _prepare(document, sheet)
    heading = document.add_heading(sheet.title, level=0)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if sheet.lead:
        document.add_paragraph(sheet.lead).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for label, value in sheet.facts:
        document.add_paragraph(f"{label}：{value}")
    for section in sheet.sections:
        document.add_heading(section.title, level=1)
        table = _grid(document, len(section.rows), 2)
        cells = list(table._cells)  # asked once: each look at `table.cell` walks the whole table
        for at, row in enumerate(section.rows):
            _fill(cells[2 * at], cells[2 * at + 1], row)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _prepare(document: WordDocument, sheet: PaperForm) -> None:
    document.core_properties.title = sheet.title
    document.core_properties.author = ""
    document.core_properties.language = "zh-CN"
    for name, font, size in (("Normal", _BODY, 10.5), ("Heading 1", _HEAD, 12), ("Title", _HEAD, 17)):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.name = font
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.footer.paragraphs[0].text = sheet.foot


def _grid(document: WordDocument, rows: int, columns: int) -> Table:
    table = document.add_table(rows=rows, cols=columns)
    table.style = "Table Grid"
    return table


def _fill(label: _Cell, answer: _Cell, row: PaperRow) -> None:
    label.text = f"{row.label}\n{row.note}" if row.note else row.label
    if row.columns:
        _table(label.merge(answer), row)
    elif row.choices:
        answer.text = "　".join(f"{'☑' if each.is_on else '☐'} {each.label}" for each in row.choices)
    else:
        handwriting = "\n（附手写笔迹，见 PDF 版）" if row.drawn else ""
        answer.text = (row.value + handwriting) or "\n" * (row.height - 1)


def _table(cell: _Cell, row: PaperRow) -> None:
    inner = cell.add_table(rows=1 + len(row.rows), cols=len(row.columns))
    inner.style = "Table Grid"
    flat = list(inner._cells)
    texts = [*row.columns, *(text for line in row.rows for text in line)]
    for place, text in zip(flat, texts, strict=True):
        place.text = text
    cell.add_paragraph()
