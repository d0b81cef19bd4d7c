"""What the API shows of items and guides."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Schema

from hall.catalogue.models import ServiceItem
from hall.catalogue.models.items import Audience
from hall.catalogue.rules.situations.outcome import Need
from hall.foundation.public import Asked, one_of


class TopicOut(Schema):
    code: str
    audience: Annotated[Audience, one_of(Audience)]
    name: str


class ItemRow(Schema):
    code: str
    name: str
    item_type: Annotated[ServiceItem.Kind, one_of(ServiceItem.Kind)] = Field(
        description="事项类型（GB/T 39046 附录 A.1）"
    )
    item_type_label: str
    department: str = Field(description="承担的职能；在各大厅由哪个部门办，见 /api/v1/halls/{slug}")
    audiences: list[Annotated[Audience, one_of(Audience)]]
    topics: list[str]
    project_type: Annotated[ServiceItem.ProjectType, one_of(ServiceItem.ProjectType)]
    is_online: bool = Field(description="能否网上申请")
    has_guide: bool


class Fact(Schema):
    """A statement with its source."""

    value: Any
    source: str
    place: str = Field("", description="来自哪个地方的资料；法律规定为空")
    as_of: str = ""
    kind: str = Field("data", description="data 公开资料、law 法律规定、own 本厅规定")
    note: str = ""
    doubt: str = Field("", description="来源自相矛盾或与法律不一致之处")
    level: str = Field("basic", description="basic 基本目录、office 实施机构、local 实施清单")


class ItemOut(ItemRow):
    catalog_code: str
    main_item: str
    same_as: str | None = Field(description="在另一份清单里的同一事项，指南在那里")
    facts: dict[str, Fact]
    changed_at: datetime


class PaperOut(Schema):
    key: str
    title: str
    must: str = Field(description="必要、非必要、容缺后补、信用免交")
    kind: str
    original: str
    copies: int
    source: str
    held_as: str = Field(description="可由哪种证照或登记代替而免交；空串表示须提交")
    filled_online: bool = Field(description="网上填表即视同提交")
    law: str
    note: str


class FormField(Schema):
    key: str
    label: str
    type: str
    required: bool
    hint: str
    options: list[Any]
    unit: str
    held: str = Field(description="可由登记信息预填的字段；空串表示不能")


class FormSection(Schema):
    title: str
    audience: str = Field(description="只问这类申请人；空串表示都问")
    fields: list[FormField]


class DepartmentName(Schema):
    id: int
    name: str


class Where(Schema):
    """How one hall handles the item."""

    hall: str
    hall_name: str
    department: DepartmentName
    reviews: list[DepartmentName] = Field(description="并行审查的部门")


class SituationOption(Schema):
    key: str
    label: str
    help: str = ""


class SituationQuestion(Schema):
    key: str
    title: str
    help: str = ""
    options: list[SituationOption]
    asked_when: dict[str, list[str]] | None = Field(
        None, description="只在这些问题选了这些选项之后才问；null 表示都问"
    )


class SituationsOut(Schema):
    """What is asked about one's situation, and where the questions come from."""

    source: str
    as_of: str
    questions: list[SituationQuestion]


class SituationAsked(Asked):
    answers: Annotated[
        dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=40)]], Field(max_length=20)
    ] = Field(description="问题 → 选项；可以只答一部分")


class SituationOutcome(Schema):
    """What the answers come to; where something is still to be asked, only what is certain already."""

    answers: dict[str, str] = Field(description="采纳的回答；与问题对不上的不在其中")
    is_complete: bool
    next: str | None = Field(description="下一个要问的问题；问完为 null")
    papers: dict[str, Annotated[Need, one_of(Need)]] = Field(
        description="材料的键 → needed 要交、optional 可交、spared 不用交、open 还要看其他回答"
    )
    hidden: list[str] = Field(description="不用填的填写项")
    demanded: list[str] = Field(description="必须填的填写项")
    fills: dict[str, str] = Field(description="由情形直接确定的填写项")
    fees: list[str]
    steps: list[str]
    windows: list[str]
    promises: list[str]
    notes: list[str]
    ends: list[str] = Field(description="这种情形不用办这个事项的说明；空表示要办")


class GuideOut(Schema):
    item_code: str
    item_name: str
    version: int
    published_on: date
    legal_limit_days: int = Field(description="法定期限（工作日）")
    legal_limit_source: str
    promise_limit_days: int = Field(description="承诺期限（工作日）")
    visits: int = Field(description="到现场次数")
    result_name: str
    licence_type: str
    fee_note: str
    facts: dict[str, Fact]
    materials: list[PaperOut]
    form: list[FormSection]
    situations: SituationsOut | None = Field(description="情形引导；不分情形的为 null")
    where: Where | None = Field(description="给出 hall 时，这个大厅怎样办理")
