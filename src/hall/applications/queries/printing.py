"""A form for paper: blank, with room to write, or with the answers that were given."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from hall.applications.queries.drafts import Sheet
from hall.applications.queries.words import UNITS, shown
from hall.applications.rules.asked import Asked, Field, Section
from hall.applications.rules.unfolding import has_logic
from hall.documents.public import Choice, PaperForm, PaperRow, PaperSection
from hall.standards import receipt_number
from hall.standards.field_types import PARTS

BLANK_ROWS, BLANK_LINES = 4, 5
UNFILED = "草稿，尚未提交"
_AUDIENCES = {"natural_person": "（个人填写）", "legal_person": "（单位填写）"}


def blank(asked: Asked, audiences: Mapping[str, str]) -> PaperForm:
    """Every question that the form could ask, each with room for its answer."""
    lead = "有选项的请在方框内打勾；注明“符合条件时填写”的，不符合的留空。" if has_logic(asked) else ""
    sections = tuple(
        PaperSection(
            section.title + _AUDIENCES.get(audiences.get(section.key, ""), ""),
            tuple(_blank(field, section) for field in section.fields),
        )
        for section in asked.sections
    )
    foot = f"{asked.item_name}　空白表第 {asked.form_version} 版　网上填写可由登记信息填好大部分内容"
    return PaperForm(asked.item_name, lead, (), sections, foot)


def filled_in(sheet: Sheet) -> PaperForm:
    """The form as it stands: the questions asked, with the answers so far."""
    application, asked = sheet.application, sheet.asked
    number = application.receipt_number
    facts = [("申请人", application.party.name), ("办理大厅", f"{asked.hall_name} {asked.department_name}")]
    if number and application.submitted_at:
        facts.append(("办件编号", receipt_number.display(number)))
    sections = tuple(
        PaperSection(section.title, tuple(_answered(field, sheet) for field in section.fields))
        for section in asked.sections
    )
    state = "已提交" if number else "草稿，尚未提交"
    return PaperForm(
        asked.item_name,
        "" if number else "草稿，尚未提交",
        tuple(facts),
        sections,
        f"{asked.item_name}　{state}",
    )


def _note(field: Field, section: Section) -> str:
    conditional = field.show_if is not None or section.show_if is not None
    notes = [
        "符合条件时填写" if conditional else "" if field.required or field.formula is not None else "选填",
        "由其他内容算出" if field.formula is not None else "",
        "请另附材料" if field.type == "file" else "",
        field.hint,
    ]
    return "；".join(note for note in notes if note)


def _label(field: Field) -> str:
    unit = field.unit or UNITS.get(field.type, "")
    return f"{field.label}（{unit}）" if unit else field.label


def _choices(field: Field, value: Any) -> tuple[Choice, ...]:
    if field.type == "checkbox" and not field.options:
        return (Choice("是", value is True),)
    chosen = value if isinstance(value, list) else [value]
    return tuple(Choice(label, key in chosen) for key, label in field.options)


def _columns(field: Field) -> tuple[str, ...]:
    return tuple(_label(column) for column in field.columns)


def _blank(field: Field, section: Section) -> PaperRow:
    label, note = _label(field), _note(field, section)
    if field.type == "table":
        count = max(field.min_rows, min(field.max_rows or BLANK_ROWS, BLANK_ROWS))
        rows = tuple(("",) * len(field.columns) for _ in range(count))
        return PaperRow(label, note, columns=_columns(field), rows=rows)
    if field.type in PARTS:
        parts = [part for part, _, _ in PARTS[field.type].values() if part != "手写笔迹"]
        return PaperRow(label, note, value="\n".join(f"{part}：" for part in parts))
    height = BLANK_LINES if field.type == "textarea" else 1
    return PaperRow(label, note, choices=_choices(field, None), height=height)


def _answered(field: Field, sheet: Sheet) -> PaperRow:
    value = sheet.answers.get(field.key, "")
    if field.type == "table" and isinstance(value, list):
        rows = tuple(
            tuple(shown(column, row.get(column.key)) for column in field.columns)
            for row in value
            if isinstance(row, Mapping)
        )
        return PaperRow(_label(field), columns=_columns(field), rows=rows)
    if field.options or (field.type == "checkbox" and value in (True, "", False)):
        return PaperRow(_label(field), choices=_choices(field, value))
    if field.type == "file":
        names = "、".join(file.name for file in sheet.files_of(f"form-{field.key}"))
        return PaperRow(field.label, value=names or "（未上传）")
    return PaperRow(field.label, value=shown(field, value) or "（未填）", drawn=_drawn(field, value))


def _drawn(field: Field, value: Any) -> str:
    """The strokes of a signature as a picture: digits and two letters, as they were checked."""
    strokes = value.get("strokes", "") if field.type == "signature" and isinstance(value, Mapping) else ""
    if not strokes:
        return ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200">'
        f'<path d="{escape(str(strokes))}" fill="none" stroke="#000" stroke-width="3"/></svg>'
    )
