"""What is wrong with a value and what to do about it, in both languages of the hall."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["NotAValue", "Trouble"]

#: code → (what is wrong, what to do) in Chinese and in English.
_SAID: Final[dict[str, tuple[str, str, str, str]]] = {
    "needed": (
        "缺少“{title}”（{need}）",
        "填写这一项。",
        "“{english}” is missing ({need_english})",
        "Fill it in.",
    ),
    "too_long": (
        "有 {length} 个字，最多 {longest} 个",
        "缩短，或把多出来的写进说明、备注。",
        "{length} characters, at most {longest}",
        "Shorten it, or move the rest to a note.",
    ),
    "one_line": (
        "这一项只能写一行",
        "去掉换行。",
        "must be one line",
        "Remove the line breaks.",
    ),
    "control": (
        "含有看不见的控制字符",
        "删掉重新输入；多半是从别的软件粘贴来的。",
        "contains invisible control characters",
        "Type it anew; it was probably pasted from another program.",
    ),
    "not_a_number": (
        "不是整数",
        "只写数字，如 20；单位和说明写在各自的列里。",
        "is not a whole number",
        "Write digits only, such as 20; unit and remarks have columns of their own.",
    ),
    "too_big": (
        "大于 {most}",
        "核对是否多写了一位，或单位写错了。",
        "is greater than {most}",
        "Check for a digit too many or another unit.",
    ),
    "not_a_date": (
        "不是日期",
        "写成 2026-03-01。",
        "is not a date",
        "Write it as 2026-03-01.",
    ),
    "not_yes_no": (
        "只能是“是”或“否”",
        "改成“是”或“否”。",
        "must be 是 or 否",
        "Write 是 or 否.",
    ),
    "not_in_set": (
        "“{word}”不在可选的值里",
        "从这些里选：{choices}。",
        "“{word}” is not one of the values",
        "Choose from: {choices}.",
    ),
    "not_a_url": (
        "不是网址",
        "写完整的网址，以 https:// 开头。",
        "is not an address",
        "Write it in full, beginning with https://.",
    ),
    "not_a_credit_code": (
        "不是有效的统一社会信用代码",
        "核对 18 位代码；最后一位是校验位。",
        "is not a valid unified social credit code",
        "Check the 18 characters; the last is a check digit.",
    ),
    "not_a_division": (
        "不是 9 位或 12 位区划代码",
        "写乡镇的 9 位或村的 12 位代码。",
        "is not a division code of 9 or 12 digits",
        "Write the 9 digits of a town or the 12 of a village.",
    ),
    "shape": (
        "形式不对",
        "{hint}",
        "has another shape than it should",
        "{hint_english}",
    ),
    "science": (
        "表格软件把这个编码改成了科学记数，末尾几位已经丢失",
        "把这一列设为“文本”，再从原来的地方重新粘贴。",
        "the spreadsheet turned this code into a number in scientific notation and lost its last digits",
        "Format the column as text and paste the code again.",
    ),
    "formula": (
        "这一格是公式",
        "复制，再“选择性粘贴”为值。",
        "this cell is a formula",
        "Copy it and paste it as a value.",
    ),
    "cell_error": (
        "这一格是表格软件的错误值",
        "改成应有的值，或清空。",
        "this cell holds an error of the spreadsheet",
        "Put the value there, or clear it.",
    ),
    "several": (
        "写了几行，而这里只能有一个值",
        "去掉多余的。",
        "several rows where there can be one value",
        "Remove the others.",
    ),
    "promise_above_law": (
        "承诺时限长于法定时限",
        "承诺时限不得超过法定时限；核对两个数字和单位。",
        "the promise is longer than the statutory limit",
        "A promise never exceeds the law; check both numbers and units.",
    ),
    "ends_before_it_starts": (
        "取消日期早于生效日期",
        "核对两个日期。",
        "ends before it takes effect",
        "Check both dates.",
    ),
    "not_a_list": (
        "应当是若干行",
        "写成列表，每行一个对象。",
        "should be a list of rows",
        "Write a list with one object per row.",
    ),
    "unknown_column": (
        "没有“{word}”这一列",
        "核对列的英文名（见帮助页）。",
        "there is no column “{word}”",
        "Check the column's key (see the help sheet).",
    ),
}


@dataclass(frozen=True)
class Trouble:
    """One thing wrong with a value of `key` (`row`, `column` when it stands in a table)."""

    code: str
    said: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    row: int | None = None
    column: str = ""

    @property
    def reason(self) -> str:
        return _SAID[self.code][0].format(**self.said)

    @property
    def remedy(self) -> str:
        return _SAID[self.code][1].format(**self.said)

    @property
    def english_reason(self) -> str:
        return _SAID[self.code][2].format(**self.said)

    @property
    def english_remedy(self) -> str:
        return _SAID[self.code][3].format(**self.said)

    def at(self, key: str, row: int | None = None, column: str = "") -> Trouble:
        """The same trouble, at its place."""
        return Trouble(self.code, self.said, key, row, column)


class NotAValue(ValueError):
    """A value that can't be what its field wants."""

    def __init__(self, code: str, **said: Any) -> None:
        self.trouble = Trouble(code, said)
        super().__init__(self.trouble.reason)
