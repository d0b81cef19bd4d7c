"""Filing over HTTP: begin a draft, fill it, hand in papers, submit, withdraw, answer the supplement notice.

The same deeds and the same rules as the pages; what can't be taken is kept and told, as there.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from hall.applications.actions.drafts import discard_draft, patch_answers, start_draft
from hall.applications.actions.files import attach_file, remove_file, take_in
from hall.applications.actions.filing import submit_application, withdraw_application
from hall.applications.actions.situation import choose_situation
from hall.applications.actions.supplements import file_supplement, save_supplement
from hall.applications.http.api.shapes import (
    Agree,
    ApplicationOut,
    ApplicationRow,
    Choose,
    FileOut,
    Patch,
    Start,
    SupplementOut,
    Withdraw,
)
from hall.applications.http.api.telling import file_row, row, supplement_row, whole
from hall.applications.lifecycle import State
from hall.applications.models import Application, MaterialFile, Supplement
from hall.applications.policies import Permission
from hall.applications.queries import material_response, mine, sheet
from hall.applications.queries.words import said
from hall.applications.rules.faults import Fault
from hall.applications.rules.uploads import KINDS
from hall.foundation.public import (
    Cursor,
    HallError,
    Invalid,
    Limit,
    NotFound,
    Page,
    Refused,
    contract,
    etag,
    expected_version,
    idempotency_key,
    moment_cursor,
    next_page,
    older_than,
    one_of,
)
from hall.identity.public import Actor, actor_of
from hall.places.public import hall_by_slug

router = Router(tags=["申请"])
OnlyState = Annotated[Annotated[State, one_of(State)] | None, Query(None, description="只列这种状态")]
MaterialKey = Annotated[str, Form(..., min_length=1, max_length=60, description="材料在指南中的键")]


@router.get("/applications", **contract(Page[ApplicationRow], summary="本人的申请"))
def list_applications(request: HttpRequest, state: OnlyState, limit: Limit, cursor: Cursor) -> dict[str, Any]:
    """本人和所代表单位的申请，最近保存的在前。"""
    rows = mine(actor_of(request)).order_by("-saved_at", "-id")
    if state:
        rows = rows.filter(state=state.value)
    if cursor:
        rows = rows.filter(older_than(cursor, "saved_at"))
    found = list(rows[: limit + 1])
    following = next_page(request, found, limit, lambda each: moment_cursor(each.saved_at, each.pk))
    return {"items": [row(each) for each in found[:limit]], "next": following}


@router.post(
    "/applications",
    **contract(
        ApplicationOut, status=201, summary="开始一份申请", created=True, also=(200,), problems=(404, 422)
    ),
)
def start(request: HttpRequest, response: HttpResponse, body: Start) -> Any:
    """同一申请人对同一事项只有一份草稿：已有草稿时回答 200 和那一份，否则回答 201。"""
    actor = actor_of(request)
    party = body.party or actor.party_id
    if party is None:
        raise Refused(_("这个账号没有实名的申请人身份，不能申请事项。"), code="no-party")
    drafts = set(Application.objects.filter(party_id=party, state=State.DRAFT).values_list("pk", flat=True))
    begun = UUID(
        start_draft(
            item_code=body.item,
            hall_id=hall_by_slug(body.hall).pk,
            party_id=party,
            with_held_data=body.use_held_data,
            situation=body.situation,
            actor=actor,
        )
    )
    told = _told(begun, actor, response)
    response["Location"] = request.build_absolute_uri(f"/api/v1/applications/{begun}")
    return Status(200 if begun in drafts else 201, told)


@router.get("/applications/{application_id}", **contract(ApplicationOut, summary="一份申请", cached=True))
def read_application(request: HttpRequest, response: HttpResponse, application_id: UUID) -> Any:
    return _told(application_id, actor_of(request), response)


@router.patch(
    "/applications/{application_id}",
    **contract(ApplicationOut, summary="保存填写的内容", versioned=True, problems=(409,)),
)
def patch(request: HttpRequest, response: HttpResponse, application_id: UUID, body: Patch) -> Any:
    """可以只存一部分；不合要求的内容照样保存，并在 fault 中说明，提交前再改。"""
    actor = actor_of(request)
    patch_answers(
        application_id=application_id, values=body.answers, seen=expected_version(request), actor=actor
    )
    return _told(application_id, actor, response)


@router.put(
    "/applications/{application_id}/situation",
    **contract(ApplicationOut, summary="选定情形", versioned=True, problems=(409,)),
)
def choose(request: HttpRequest, response: HttpResponse, application_id: UUID, body: Choose) -> Any:
    """按情形决定要填什么、要交什么；改情形不会丢失已经填写和上传的内容。"""
    actor = actor_of(request)
    choose_situation(
        application_id=application_id,
        answers=body.situation,
        seen=expected_version(request),
        strict=True,
        actor=actor,
    )
    return _told(application_id, actor, response)


@router.delete(
    "/applications/{application_id}", **contract(None, status=204, summary="放弃草稿", problems=(409,))
)
def discard(request: HttpRequest, application_id: UUID) -> Any:
    discard_draft(application_id=application_id, actor=actor_of(request))
    return Status(204, None)


@router.post(
    "/applications/{application_id}/materials",
    **contract(FileOut, status=201, summary="上传材料", created=True, problems=(409,)),
)
def upload(
    request: HttpRequest,
    response: HttpResponse,
    application_id: UUID,
    material: MaterialKey,
    file: Annotated[UploadedFile, File(..., description="PDF、JPG、PNG、docx 或 OFD")],
) -> Any:
    """按内容识别类型，不看文件名；图片会重新绘制，去掉拍摄地点等附带信息。"""
    actor = actor_of(request)
    asked = sheet(application_id, actor, Permission.EDIT).asked.material(material)
    if asked is None:
        raise Invalid(_("这个事项不需要这项材料。"), errors={"material": _("请使用申请中列出的材料的键")})
    attached = _attached(application_id, material, file, asked.accept, actor)
    version = Application.objects.values_list("version", flat=True).get(pk=application_id)
    response["ETag"] = etag(version)
    response["Location"] = request.build_absolute_uri(f"{request.path}/{attached.pk}")
    return Status(201, file_row(attached))


def _attached(
    application_id: UUID, material: str, file: UploadedFile, accept: tuple[str, ...], actor: Actor
) -> MaterialFile:
    try:
        taken = take_in(file.name or "", file.read(), accept)
    except Fault as fault:
        raise _not_taken(fault) from None
    try:
        attached = attach_file(application_id=application_id, material_key=material, taken=taken, actor=actor)
    except Fault as fault:
        default_storage.delete(taken.storage_key)
        raise _not_taken(fault) from None
    except HallError:
        default_storage.delete(taken.storage_key)
        raise
    return MaterialFile.objects.get(pk=attached)


def _not_taken(fault: Fault) -> HallError:
    return Invalid(_("这个文件不能接收。"), errors={"file": said(fault)}, code="file-not-taken")


@router.get(
    "/applications/{application_id}/materials/{file_id}",
    **contract(None, summary="下载上传的材料", problems=(409,), binary=tuple(KINDS)),
)
def download(request: HttpRequest, application_id: UUID, file_id: UUID) -> FileResponse:
    seen = sheet(application_id, actor_of(request))
    return material_response(file_id, application_id=seen.application.pk)


@router.delete(
    "/applications/{application_id}/materials/{file_id}",
    **contract(None, status=204, summary="删除上传的材料", problems=(409,)),
)
def remove(request: HttpRequest, application_id: UUID, file_id: UUID) -> Any:
    """已经提交的不能删除；已经删除的再删也是 204。"""
    remove_file(application_id=application_id, file_id=file_id, actor=actor_of(request))
    return Status(204, None)


@router.post(
    "/applications/{application_id}/submit",
    **contract(ApplicationOut, summary="提交申请", versioned=True, keyed=True, problems=(409,)),
)
def submit(request: HttpRequest, response: HttpResponse, application_id: UUID, body: Agree) -> Any:
    """提交后取得办件编号。同一个 Idempotency-Key 只提交一次；缺什么在 errors 中一次列全。"""
    actor = actor_of(request)
    key, seen = idempotency_key(request), expected_version(request)
    do: Any = submit_application
    do(application_id=application_id, seen=seen, agreed=body.agreed, actor=actor, key=key)
    return _told(application_id, actor, response)


@router.post(
    "/applications/{application_id}/withdraw",
    **contract(ApplicationOut, summary="撤回申请", keyed=True, problems=(409,)),
)
def withdraw(request: HttpRequest, response: HttpResponse, application_id: UUID, body: Withdraw) -> Any:
    """作出决定之前可以撤回。"""
    actor, key = actor_of(request), idempotency_key(request)
    do: Any = withdraw_application
    do(application_id=application_id, reason=body.reason, actor=actor, key=key)
    return _told(application_id, actor, response)


@router.get(
    "/applications/{application_id}/supplement",
    **contract(SupplementOut, summary="要求补正的内容", cached=True),
)
def read_supplement(request: HttpRequest, response: HttpResponse, application_id: UUID) -> Any:
    return _asked_again(application_id, actor_of(request), response)


@router.patch(
    "/applications/{application_id}/supplement",
    **contract(SupplementOut, summary="保存补正的内容", versioned=True, problems=(409,)),
)
def patch_supplement(request: HttpRequest, response: HttpResponse, application_id: UUID, body: Patch) -> Any:
    """只保存要求补正的填写项；材料用上传材料的接口。"""
    actor = actor_of(request)
    save_supplement(
        application_id=application_id, values=body.answers, seen=expected_version(request), actor=actor
    )
    return _asked_again(application_id, actor, response)


@router.post(
    "/applications/{application_id}/supplement",
    **contract(SupplementOut, summary="提交补正", keyed=True, problems=(409,)),
)
def hand_in_supplement(
    request: HttpRequest, response: HttpResponse, application_id: UUID, body: Agree
) -> Any:
    actor, key = actor_of(request), idempotency_key(request)
    do: Any = file_supplement
    do(application_id=application_id, agreed=body.agreed, actor=actor, key=key)
    return _asked_again(application_id, actor, response)


def _told(application_id: UUID, actor: Actor, response: HttpResponse) -> dict[str, Any]:
    seen = sheet(application_id, actor)
    response["ETag"] = etag(seen.application.version)
    return whole(seen)


def _asked_again(application_id: UUID, actor: Actor, response: HttpResponse) -> dict[str, Any]:
    seen = sheet(application_id, actor)
    asked = Supplement.objects.filter(application=seen.application).first()
    if asked is None:
        raise NotFound(_("这件申请没有需要补正的内容。"))
    response["ETag"] = etag(asked.version)
    return supplement_row(asked)
