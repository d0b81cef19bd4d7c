"""What the API shows of an application, and what it takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema

from hall.applications.lifecycle import State
from hall.applications.models import MaterialFile
from hall.applications.rules.completeness import PaperState, SectionState
from hall.foundation.public import Asked, one_of

LONGEST_ANSWER = 20_000
Text = Annotated[str, Field(max_length=LONGEST_ANSWER)]
Parts = Annotated[dict[str, Text | bool], Field(max_length=40)]
#: Text, a yes, several choices, the parts of a person or an address, or the rows of a table.
Answer = Text | bool | list[Text] | Parts | Annotated[list[Parts], Field(max_length=200)]
Answers = dict[str, Answer]
Situation = Annotated[
    dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=40)]], Field(max_length=20)
]


class Start(Asked):
    item: str = Field(min_length=1, max_length=100, description="事项编码")
    hall: str = Field(min_length=1, max_length=50, description="大厅，见 /api/v1/halls")
    party: UUID | None = Field(None, description="为谁办理：本人或所代表的单位；不填为本人")
    situation: Situation = Field(default_factory=dict, description="情形：问题 → 选项，见指南的 situations")
    use_held_data: bool = Field(False, description="申请人是否同意调取已有的登记信息来预填")


class Patch(Asked):
    answers: Answers = Field(description="填写项的键 → 内容；没有提到的不变", max_length=2000)


class Choose(Asked):
    situation: Situation = Field(description="问题 → 选项；整个替换以前选的")


class Agree(Asked):
    agreed: bool = Field(description="申请人承诺所填内容和所交材料真实有效")


class Withdraw(Asked):
    reason: str = Field("", max_length=500)


class ApplicantOut(Schema):
    id: UUID
    name: str
    kind: str


class ApplicationRow(Schema):
    id: UUID
    item_code: str
    item_name: str
    hall: str
    hall_name: str
    party: ApplicantOut
    state: Annotated[State, one_of(State)]
    state_label: str
    receipt_number: str | None
    saved_at: datetime
    submitted_at: datetime | None
    expires_on: date | None = Field(description="草稿保留到哪一天；已提交的为 null")


class SourceOut(Schema):
    value: Answer = Field(description="登记的内容")
    source: str = Field(description="从哪里取得")
    as_of: date | None


class OptionOut(Schema):
    value: str
    label: str


class ColumnOut(Schema):
    key: str
    label: str
    type: str
    required: bool
    unit: str
    options: list[OptionOut]
    worked_out: bool


class FieldOut(Schema):
    key: str
    label: str
    type: str
    required: bool
    hint: str
    unit: str
    options: list[OptionOut]
    columns: list[ColumnOut] = Field(description="表格的各列；其他类型为空")
    worked_out: bool = Field(description="由其他内容算出，不能填写")
    value: Answer
    known: SourceOut | None = Field(description="由登记信息填好时，原来的内容和来源")
    fault: str | None = Field(description="现在的内容哪里不对；空着的必填项不算")


class SectionOut(Schema):
    key: str
    title: str
    state: Annotated[SectionState, one_of(SectionState)]
    fields: list[FieldOut]


class FileOut(Schema):
    id: UUID
    material: str
    name: str
    mime: str
    size: int
    sha256: str
    scan: Annotated[MaterialFile.Scan, one_of(MaterialFile.Scan)]
    uploaded_at: datetime


class HeldOut(Schema):
    name: str
    number: str
    source: str
    as_of: date | None


class MaterialOut(Schema):
    key: str
    title: str
    required: bool
    state: Annotated[PaperState, one_of(PaperState)]
    accept: list[str] = Field(description="接收的文件类型")
    note: str
    held: HeldOut | None = Field(description="可以免交时，市里已有的证照或登记")
    files: list[FileOut]


class GapOut(Schema):
    kind: str = Field(description="field、material 或 situation")
    key: str
    detail: str


class ApplicationOut(ApplicationRow):
    sections: list[SectionOut]
    materials: list[MaterialOut]
    situation: dict[str, str] = Field(description="已选的情形：问题 → 选项")
    situation_complete: bool = Field(description="情形是否已经选完；不分情形的事项为 true")
    gaps: list[GapOut] = Field(description="还差哪些内容才能提交，一次列全")


class WantedOut(Schema):
    kind: str
    key: str
    title: str
    reason: str


class SupplementOut(Schema):
    wanted: list[WantedOut]
    note: str
    reply_by: date | None
    answers: Answers
    filed_at: datetime | None
