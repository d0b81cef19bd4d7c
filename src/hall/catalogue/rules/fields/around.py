"""What stands around an item: fees, results, windows, questions, redress, rights, validity."""

from __future__ import annotations

from typing import Final

from hall.catalogue.rules.fields import codes
from hall.catalogue.rules.fields.field import (
    ALWAYS,
    ANYWHERE,
    DEPLOYED,
    OWN,
    Field,
    Group,
    Kind,
    Need,
    Table,
    when,
)

__all__ = [
    "CONTACT", "DELIVERY", "FEES", "INTERMEDIARY", "QUESTIONS", "REDRESS", "RESULT", "RIGHTS", "VALIDITY",
    "WINDOWS",
]  # fmt: skip

_CHARGED: Final = when("fee", "是", title="收费时必填", english="Required when a fee is charged")
_REDUCIBLE: Final = when("reducible", "是", title="可减免时必填", english="Required when it may be reduced")
_BOOKED: Final = when("appointment", "是", title="可预约时必填", english="Required with appointments")
_INTERMEDIARY: Final = when("intermediary", "是", title="有中介服务时必填", english="Required with one")

FEES: Final = (
    Field("fee", "是否收费", "Fee", Group.FEES, Kind.YES_NO, need=ALWAYS, column="basic.is_fee",
          levels=ANYWHERE),
    Field(
        "fee_note", "收费说明", "On the fee", Group.FEES, Kind.LONG, longest=4000, standard=DEPLOYED,
        fact=("fee", "note"),
    ),
    Field(
        "fee_basis", "收费依据", "Basis of the fee", Group.FEES, Kind.LONG, longest=2000, need=_CHARGED,
        column="basic.fee_basis", levels=ANYWHERE,
    ),
    Field("fee_reduction", "减免收费", "Reductions", Group.FEES, Kind.LONG, longest=2000, standard=DEPLOYED,
          levels=ANYWHERE),
    Table(
        "fees", "收费项目", "Fees", Group.FEES,
        (
            Field("name", "收费项目名称", "Fee", Group.FEES, longest=200, need=ALWAYS,
                  column="fee_project.fee_name"),
            Field("standard", "收费标准", "Amount", Group.FEES, Kind.LONG, longest=2000, need=ALWAYS,
                  column="fee_project.fee_stand"),
            Field("basis", "收费依据", "Basis", Group.FEES, Kind.LONG, longest=2000, need=ALWAYS,
                  column="fee_project.by_law"),
            Field("reducible", "是否允许减免", "May be reduced", Group.FEES, Kind.YES_NO,
                  column="fee_project.is_desc"),
            Field("reduction_basis", "允许减免依据", "Basis of a reduction", Group.FEES, Kind.LONG,
                  longest=2000,
                  need=_REDUCIBLE, column="fee_project.desc_explain"),
            Field("note", "备注", "Note", Group.FEES, Kind.LONG, longest=1000, column="fee_project.remark"),
        ),
        need=_CHARGED, column="up_task_general_fee_project", levels=ANYWHERE,
    ),
)  # fmt: skip

RESULT: Final = (
    Field(
        "result", "办理结果", "Result", Group.RESULT, Kind.LONG, longest=400, column="extend.result_name",
        levels=ANYWHERE, hint="结果的全名；没有结果文书的写“无”。",
        hint_english="Its full name, or 无 when there is no paper.",
    ),
    Field(
        "result_type", "结果类型", "Kind of result", Group.RESULT, Kind.CODE, codes.ResultType,
        column="extend.result_type", levels=ANYWHERE,
    ),
    Table(
        "result_samples", "结果样本", "Samples of results", Group.RESULT,
        (
            Field("name", "结果名称", "Result", Group.RESULT, longest=200, need=ALWAYS),
            Field("type", "结果类型", "Kind", Group.RESULT, Kind.CODE, codes.ResultType),
            Field("sample", "样本", "Sample", Group.RESULT, longest=400, column="extend.result_guid",
                  hint="文件名或网址。", hint_english="A file name or an address."),
            Field("validity", "有效期", "Valid for", Group.RESULT, longest=100),
        ),
        column="extend.result_guid", levels=ANYWHERE,
    ),
    Field(
        "result_delivery", "结果领取方式", "How one gets it", Group.RESULT, Kind.CODES, codes.ResultDelivery,
        standard=DEPLOYED,
    ),
    Field("licence_type", "电子证照类型", "E-licence", Group.RESULT, longest=60, standard=OWN),
)  # fmt: skip

DELIVERY: Final = (
    Field("express", "支持物流快递", "Courier", Group.DELIVERY, Kind.YES_NO, column="extend.is_express"),
    Field("express_materials", "材料可以邮寄", "Materials by courier", Group.DELIVERY, Kind.YES_NO,
          standard=DEPLOYED),
    Field("express_result", "结果可以邮寄", "Result by courier", Group.DELIVERY, Kind.YES_NO,
          standard=DEPLOYED),
    Field("pay_online", "支持网上支付", "Payment online", Group.DELIVERY, Kind.YES_NO,
          column="extend.is_pay_online"),
    Field("appointment", "支持预约办理", "Appointments", Group.DELIVERY, Kind.YES_NO,
          column="extend.is_schedule"),
    Field("appointment_rule", "预约办法", "How to book", Group.DELIVERY, Kind.LONG, longest=1000,
          need=_BOOKED,
          standard=DEPLOYED),
    Field("appointment_days", "可预约天数", "Days ahead", Group.DELIVERY, Kind.NUMBER, most=365, unit="天",
          standard=DEPLOYED),
)  # fmt: skip

WINDOWS: Final = (
    Field("entry_center", "进驻政务大厅", "In a service hall", Group.WINDOWS, Kind.YES_NO,
          column="extend.is_Entry_center"),
    Field("center_name", "政务大厅名称", "Which hall", Group.WINDOWS, longest=200, standard=DEPLOYED),
    Field("address", "办理地点", "Address", Group.WINDOWS, Kind.LONG, longest=500,
          column="basic.transact_addr"),
    Field("hours", "办理时间", "Hours", Group.WINDOWS, Kind.LONG, longest=500, column="basic.transact_time"),
    Field("traffic", "交通指引", "How to get there", Group.WINDOWS, Kind.LONG, longest=1000,
          standard=DEPLOYED),
    Table(
        "windows", "办理窗口", "Windows", Group.WINDOWS,
        (
            Field("hall", "大厅或办公场所", "Hall or office", Group.WINDOWS, longest=200, need=ALWAYS),
            Field("window", "窗口", "Window", Group.WINDOWS, longest=100),
            Field("address", "办理地点", "Address", Group.WINDOWS, longest=500, need=ALWAYS),
            Field("hours", "办理时间", "Hours", Group.WINDOWS, Kind.LONG, longest=500, need=ALWAYS),
            Field("phone", "电话", "Telephone", Group.WINDOWS, longest=100),
            Field("traffic", "交通指引", "How to get there", Group.WINDOWS, Kind.LONG, longest=1000),
            Field("closed_on", "停办日期", "Closed from", Group.WINDOWS, Kind.DATE),
        ),
        standard=DEPLOYED,
    ),
)  # fmt: skip

CONTACT: Final = (
    Field("phone", "咨询电话", "Telephone to ask", Group.CONTACT, Kind.LONG, longest=500,
          column="basic.link_way"),
    Field("consult_url", "网上咨询地址", "Ask online", Group.CONTACT, Kind.URL, standard=DEPLOYED),
    Field("complain_phone", "监督投诉电话", "Telephone to complain", Group.CONTACT, Kind.LONG, longest=500,
          column="basic.supervise_way"),
    Field("complain_url", "网上投诉地址", "Complain online", Group.CONTACT, Kind.URL, standard=DEPLOYED),
)  # fmt: skip

REDRESS: Final = (
    Field("review_body", "行政复议机关", "Review body", Group.REDRESS, longest=200, standard=DEPLOYED),
    Field("review_address", "行政复议地址", "Its address", Group.REDRESS, longest=300, standard=DEPLOYED),
    Field("review_phone", "行政复议电话", "Its telephone", Group.REDRESS, longest=100, standard=DEPLOYED),
    Field("review_url", "行政复议网址", "Its site", Group.REDRESS, Kind.URL, standard=DEPLOYED),
    Field("litigation_body", "行政诉讼法院", "Court", Group.REDRESS, longest=200, standard=DEPLOYED),
    Field("litigation_address", "法院地址", "Its address", Group.REDRESS, longest=300, standard=DEPLOYED),
    Field("litigation_phone", "法院电话", "Its telephone", Group.REDRESS, longest=100, standard=DEPLOYED),
    Field("litigation_url", "法院网址", "Its site", Group.REDRESS, Kind.URL, standard=DEPLOYED),
)  # fmt: skip

RIGHTS: Final = (
    Field("rights", "依法享有的权利", "Rights", Group.RIGHTS, Kind.LONG, longest=8000, standard=DEPLOYED,
          levels=ANYWHERE),
    Field("duties", "依法履行的义务", "Duties", Group.RIGHTS, Kind.LONG, longest=8000, standard=DEPLOYED,
          levels=ANYWHERE),
)  # fmt: skip

INTERMEDIARY: Final = (
    Field("intermediary", "是否有中介服务", "Intermediary services", Group.INTERMEDIARY, Kind.YES_NO,
          standard=DEPLOYED, levels=ANYWHERE),
    Field("intermediary_service", "中介服务", "Which", Group.INTERMEDIARY, Kind.LONG, longest=1000,
          need=_INTERMEDIARY, column="extend.service_type", levels=ANYWHERE),
)  # fmt: skip

QUESTIONS: Final = (
    Table(
        "questions", "常见问题", "Common questions", Group.QUESTIONS,
        (
            Field("question", "问题", "Question", Group.QUESTIONS, Kind.LONG, longest=1000, need=ALWAYS,
                  column="questions.question"),
            Field("answer", "答案", "Answer", Group.QUESTIONS, Kind.LONG, longest=4000, need=ALWAYS,
                  column="questions.answer"),
        ),
        column="up_task_general_questions", levels=ANYWHERE,
    ),
)  # fmt: skip

_AFTER: Final = Need("选填，不早于生效日期", "Optional, not before it takes effect", lambda said: False)
VALIDITY: Final = (
    Field("effective_on", "计划生效日期", "Takes effect on", Group.VALIDITY, Kind.DATE,
          column="basic.plan_effective_date", levels=ANYWHERE),
    Field("cancelled_on", "计划取消日期", "Ends on", Group.VALIDITY, Kind.DATE, need=_AFTER,
          column="basic.plan_cancel_date", levels=ANYWHERE),
)  # fmt: skip
