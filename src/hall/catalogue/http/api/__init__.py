"""Items, guides and topics over HTTP. Public."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from hall.catalogue.http.api.shapes import (
    GuideOut,
    ItemOut,
    ItemRow,
    SituationAsked,
    SituationOutcome,
    TopicOut,
)
from hall.catalogue.models import Guide, ServiceItem, Topic
from hall.catalogue.queries.applied import applied, local_of
from hall.catalogue.queries.filing import newest_form
from hall.catalogue.queries.situations import asking, situations_for
from hall.catalogue.rules.situations.combinations import next_question
from hall.catalogue.search.finding import Filters, FoundItem, search
from hall.foundation.public import (
    Cursor,
    Invalid,
    Limit,
    NotFound,
    Page,
    contract,
    day_of,
    next_address,
    one_of,
    today,
)
from hall.places.public import Department, Hall, departments_for, hall_by_slug

router = Router(tags=["事项"])
FRESH = "public, max-age=300"

Asked = Annotated[str, Query("", max_length=100, description="要找什么：文字、拼音或首字母；空串列出全部")]
OnlyAudience = Annotated[
    Literal["natural_person", "legal_person"] | None, Query(None, description="只列面向个人或法人的")
]
OnlyTopic = Annotated[str, Query("", max_length=20, description="只列这个主题的，见 /api/v1/topics")]
OnlyType = Annotated[
    Annotated[ServiceItem.Kind, one_of(ServiceItem.Kind)] | None, Query(None, description="只列这种事项类型")
]
OnlyOnline = Annotated[bool, Query(False, description="只列能网上申请的")]
OnlyDepartment = Annotated[str, Query("", max_length=60, description="只列由这种职能的部门办理的")]
OnlyHall = Annotated[str, Query("", max_length=50, description="只列这个大厅办理的，见 /api/v1/halls")]


@router.get("/items", auth=None, **contract(Page[ItemRow], summary="查找事项", cached=True))
def list_items(
    request: HttpRequest,
    response: HttpResponse,
    q: Asked,
    audience: OnlyAudience,
    topic: OnlyTopic,
    type: OnlyType,
    department: OnlyDepartment,
    hall: OnlyHall,
    online: OnlyOnline,
    limit: Limit,
    cursor: Cursor,
) -> dict[str, Any]:
    """最贴切的在前；不给 q 时列出全部。"""
    filters = Filters(
        audience=audience or "",
        topic=topic,
        type=type or "",
        department=department,
        online=online,
        functions=_done_in(hall),
    )
    found = search(q, filters=filters, limit=limit, cursor=cursor, counts=False)
    response["Cache-Control"] = FRESH
    return {"items": [_row(item) for item in found.items], "next": next_address(request, found.next)}


@router.get("/items/{code}", auth=None, **contract(ItemOut, summary="一个事项", cached=True))
def read_item(request: HttpRequest, response: HttpResponse, code: str) -> dict[str, Any]:
    item = _item(code)
    response["Cache-Control"] = FRESH
    names = ("catalog_code", "main_item", "facts", "changed_at")
    return (
        _row(item)
        | {name: getattr(item, name) for name in names}
        | {"same_as": item.same_as.code if item.same_as else None}
    )


@router.get("/items/{code}/guide", auth=None, **contract(GuideOut, summary="办事指南", cached=True))
def read_guide(request: HttpRequest, response: HttpResponse, code: str, hall: OnlyHall) -> dict[str, Any]:
    """每一项内容都注明来源；期限已按法律校核。同一事项列在两份清单时，给出有指南的那一份。"""
    item = _item(code)
    item = item.same_as or item
    guide = Guide.objects.in_force(today()).select_related("form").filter(item=item).first()
    if guide is None:
        raise NotFound(_("这个事项还没有办事指南。"), remedy=_("请到大厅窗口咨询。"))
    local = local_of(item.pk, _named(hall).division_id) if hall else None
    here = applied(item, guide, local, guide.materials.all())
    guide = here.guide or guide
    response["Cache-Control"] = FRESH
    names = (
        "version", "legal_limit_days", "legal_limit_source", "promise_limit_days", "visits", "result_name",
        "licence_type", "fee_note",
    )  # fmt: skip
    return {name: getattr(guide, name) for name in names} | {
        "item_code": item.code,
        "item_name": item.name,
        "published_on": day_of(guide.published_at or item.changed_at),
        "facts": {key: {**valued.fact, "level": valued.tier} for key, valued in here.facts.items()},
        "materials": list(here.papers),
        "form": list(newest_form(guide).sections),
        "situations": situations_for(item.pk),
        "where": _where(item, guide, hall) if hall else None,
    }


@router.post(
    "/items/{code}/situation",
    auth=None,
    **contract(SituationOutcome, summary="按情形看要办什么", problems=(404, 422)),
)
def tell_situation(request: HttpRequest, code: str, body: SituationAsked) -> dict[str, Any]:
    """只计算，不保存。可以只答一部分，得到已经确定的结论和下一个问题。"""
    item = _item(code)
    definition = situations_for((item.same_as or item).pk)
    if definition is None:
        raise NotFound(_("这个事项不分情形。"), remedy=_("请看办事指南。"))
    asked = asking(definition, body.answers)
    following = next_question(asked.situations, asked.outcome.answers)
    return vars(asked.outcome) | {"next": following.key if following else None}


@router.get("/topics", auth=None, **contract(Page[TopicOut], summary="主题", cached=True))
def list_topics(request: HttpRequest, response: HttpResponse, audience: OnlyAudience) -> dict[str, Any]:
    response["Cache-Control"] = FRESH
    topics = Topic.objects.filter(audience=audience) if audience else Topic.objects.all()
    return {"items": list(topics), "next": None}


def _item(code: str) -> ServiceItem:
    found = ServiceItem.objects.select_related("same_as").filter(code=code).first()
    if found is None:
        raise NotFound(_("没有这个事项。"), remedy=_("请用搜索找到要办的事项。"))
    return found


def _named(slug: str) -> Hall:
    """The hall that a question names. Raises: Invalid, for the hall is a part of the question."""
    try:
        return hall_by_slug(slug)
    except NotFound as unknown:
        raise Invalid(unknown.message, errors={"hall": _("没有这个大厅")}, remedy=unknown.remedy) from None


def _done_in(slug: str) -> tuple[str, ...]:
    """The functions of a hall's departments (never none); () when no hall is named."""
    if not slug:
        return ()
    done = Department.objects.filter(hall=_named(slug)).values_list("function", flat=True)
    return tuple(done) or ("",)


def _row(item: ServiceItem | FoundItem) -> dict[str, Any]:
    names = ("code", "name", "item_type", "audiences", "topics", "project_type", "is_online", "has_guide")
    return {name: getattr(item, name) for name in names} | {
        "item_type_label": _(str(ServiceItem.Kind(item.item_type).label)),
        "department": item.function,
    }


def _where(item: ServiceItem, guide: Guide, slug: str) -> dict[str, Any]:
    hall = _named(slug)
    departments = departments_for(hall.pk, [item.function, *guide.review_functions])
    lead = departments.get(item.function)
    if lead is None:
        message = _("这个大厅不办理这个事项。")
        raise Invalid(message, errors={"hall": message}, remedy=_("请换一个大厅。"))
    named = [departments[name] for name in guide.review_functions if name in departments]
    return {"hall": hall.slug, "hall_name": hall.name, "department": lead, "reviews": named or [lead]}
