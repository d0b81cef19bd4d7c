"""Who one is over HTTP, and the tokens of one's account."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from hall.foundation.public import Asked, Page, Refused, contract, now, one_of
from hall.identity.actions import issue_token, revoke_token
from hall.identity.models import AccessToken, Party, Post
from hall.identity.queries import actor_of

router = Router(tags=["身份"])


class PartyOut(Schema):
    id: UUID
    name: str
    kind: Annotated[Party.Kind, one_of(Party.Kind)]


class PostOut(Schema):
    role: Annotated[Post.Role, one_of(Post.Role)]
    hall_id: int
    department_id: int | None


class Me(Schema):
    name: str
    kind: str = Field(description="person 或 officer")
    party_id: UUID | None = Field(description="本人；没有实名身份的账号为 null")
    parties: list[PartyOut] = Field(description="可以为谁办理：本人和所代表的单位")
    posts: list[PostOut] = Field(description="今天在任的岗位")


class TokenRow(Schema):
    id: int
    label: str
    created_at: datetime
    expires_at: datetime


class NewToken(Asked):
    label: str = Field(min_length=1, max_length=60, description="给令牌取个名字，便于辨认")
    days: int = Field(30, ge=1, le=365, description="有效天数")


class TokenOut(Schema):
    token: str = Field(description="令牌只在此时显示一次")


@router.get("/me", **contract(Me, summary="我是谁"))
def read_me(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    return {
        "name": actor.name,
        "kind": actor.kind,
        "party_id": actor.party_id,
        "parties": list(Party.objects.filter(pk__in=actor.parties).order_by("-kind", "name", "pk")),
        "posts": list(actor.posts),
    }


@router.get("/tokens", **contract(Page[TokenRow], summary="本账号的令牌"))
def list_tokens(request: HttpRequest) -> dict[str, Any]:
    """只列还有效的；令牌本身不保存，无法再次显示。"""
    mine = AccessToken.objects.filter(account=actor_of(request).account_id, expires_at__gt=now())
    return {"items": list(mine.order_by("-created_at", "-pk")), "next": None}


@router.post("/tokens", **contract(TokenOut, status=201, summary="申请令牌"))
def make_token(request: HttpRequest, response: HttpResponse, body: NewToken) -> Any:
    """只能用网页登录的会话申请：令牌不能自己延长自己。"""
    if "Authorization" in request.headers:
        raise Refused(_("令牌不能用来申请令牌。"), remedy=_("请在网页上登录后申请。"), code="token-by-token")
    return Status(201, {"token": issue_token(label=body.label, days=body.days, actor=actor_of(request))})


@router.delete("/tokens/{token_id}", **contract(None, status=204, summary="作废令牌"))
def remove_token(request: HttpRequest, token_id: int) -> Any:
    """只能作废自己的；已经作废的再作废也是 204。"""
    revoke_token(token_id=token_id, actor=actor_of(request))
    return Status(204, None)
