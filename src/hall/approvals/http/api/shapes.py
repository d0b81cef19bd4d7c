"""What the API shows of a case, and what it asks of an officer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema

from hall.approvals.lifecycle import Move, State
from hall.approvals.models import DepartmentReview
from hall.approvals.rules.wording import Ground
from hall.foundation.public import Asked, one_of

LONGEST_REASON = 2000
Reason = Annotated[str, Field(max_length=LONGEST_REASON)]


class CaseRow(Schema):
    id: UUID
    number: str = Field(description="办件编号")
    application_id: UUID
    item_name: str
    hall_name: str
    department_name: str
    state: Annotated[State, one_of(State)]
    state_label: str
    submitted_at: datetime
    act_by: date | None = Field(description="办理机关须在此日前完成下一步；办件结束后为 null")


class ReviewOut(Schema):
    id: int
    department_name: str
    state: Annotated[DepartmentReview.State, one_of(DepartmentReview.State)]
    due_on: date
    concluded_at: datetime | None
    opinion: str | None = Field(description="审查意见，仅工作人员可见")


class CaseWanted(Schema):
    kind: Literal["material", "field"]
    key: str
    title: str
    reason: str


class CaseSupplement(Schema):
    wanted: list[CaseWanted]
    note: str
    asked_at: datetime | None
    reply_by: date
    filed_at: datetime | None


class CaseOut(CaseRow):
    applicant_name: str
    accepted_at: datetime | None
    due_on: date | None = Field(description="法定期限")
    due_provisional: bool = Field(description="法定期限是否跨入尚未公布放假安排的年度")
    promised_on: date | None = Field(description="承诺期限")
    days_left: int | None = Field(description="离承诺期限还有几个工作日，负数为已超期；不在计时为 null")
    decided_at: datetime | None
    outcome: Literal["", "granted", "refused"]
    decision: str = Field(description="决定的名称，随事项类型：准予行政许可、不予确认……；未作决定为空")
    reason: str
    closed_at: datetime | None
    reviews: list[ReviewOut]
    supplement: CaseSupplement | None
    moves: list[Annotated[Move, one_of(Move)]] = Field(description="当前读者此刻可以办理的操作")


class TimelineRow(Schema):
    at: datetime
    action: str
    title: str
    office: str
    detail: str
    kind: str
    person: str | None = Field(description="经办人，仅工作人员可见")


class AskWanted(Asked):
    kind: Literal["material", "field"]
    key: str = Field(min_length=1, max_length=200, description="材料或填写项在指南中的键")
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)


class AskSupplement(Asked):
    wanted: list[AskWanted] = Field(min_length=1, max_length=100)
    note: Reason = ""


class RefuseAcceptance(Asked):
    ground: Annotated[Ground, one_of(Ground)]
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)
    where_to_go: Reason = ""


class ConcludeReview(Asked):
    passed: bool
    opinion: Reason = Field("", description="不通过时必须写明")


class Decide(Asked):
    outcome: Literal["granted", "refused"]
    reason: Reason = Field("", description="不予时必须写明")
