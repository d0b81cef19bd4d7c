"""What a place says otherwise: drafted, edited, submitted, published and withdrawn, each item for itself.

The same life as a guide's: frozen once submitted, published by other eyes than its editors', in force from a
day on. What may be said is asked at each edit and again when it is published: the catalogue may have moved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

import orjson
from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from hall.catalogue.actions.asked import first_day, given_reason
from hall.catalogue.actions.turning import follow_names, make_room
from hall.catalogue.lifecycle import IllegalMove, Move, State, after
from hall.catalogue.models import ImplementingItem, LocalVersion
from hall.catalogue.policies import Permission, require_other_eyes, require_place
from hall.catalogue.queries.heirs import inherited_by
from hall.catalogue.rules.facts import OWN, Origin, fact
from hall.catalogue.rules.overrides import flaws_of_overrides
from hall.foundation.public import Conflict, Invalid, NotFound, action, now, record, today
from hall.identity.public import Actor

__all__ = [
    "chain_of_place",
    "discard_place",
    "edit_place",
    "publish_place",
    "send_back_place",
    "submit_place",
    "withdraw_place",
]

_CHAINS = UUID("0d6c1f3e-1a52-5c0e-8f0a-0a4f5d6b7c21")


def chain_of_place(implementing_id: int) -> UUID:
    """The history of what one place says of one item."""
    return uuid5(_CHAINS, str(implementing_id))


@action("catalogue.place.edit")
def edit_place(
    code: str, values: Mapping[str, Any], *, reason: str = "", seen: str | None = None, actor: Actor
) -> int:
    """Say these facts in the place's draft, begun from what is in force; None takes one back, so that what is
    inherited holds again. `code` is the item's in the implementing list; `reason` says why the place says so,
    `seen` is the digest of what the editor had before them. Returns: the version.

    Raises: Refused, NotFound, Conflict while a version is being reviewed or when somebody was faster, Invalid
    with each wrong fact named, or when something is said without a reason.
    """
    heir = _locked(code, Permission.EDIT, actor)
    draft = _open(heir)
    base = draft or LocalVersion.objects.in_force(today()).filter(implementing=heir).first()
    _may_still(draft, base, seen)
    said = _said(heir, values, reason)
    kept = {key: old for key, old in (base.facts if base else {}).items() if key not in values}
    version = draft or LocalVersion(implementing=heir, version=_last(heir) + 1)
    version.facts = kept | said
    version.digest = hashlib.sha256(orjson.dumps(version.facts, option=orjson.OPT_SORT_KEYS)).hexdigest()
    version.editors = sorted({*version.editors, *([actor.account_id] if actor.account_id else [])})
    version.edited_at = now()
    version.save()
    return _recorded(version, actor, "catalogue.place.edit", fields=sorted(values), reason=reason.strip())


def _may_still(draft: LocalVersion | None, base: LocalVersion | None, seen: str | None) -> None:
    if draft and draft.state == State.SUBMITTED:
        raise Conflict(_("这份草稿正在审核，不能再改。"), remedy=_("请等审核人发布或退回。"))
    if seen is not None and seen != (base.digest if base else ""):
        raise Conflict(
            _("您打开之后，又有人改过这份指南。"),
            remedy=_("请重新打开，看过新的内容再改。"),
            code="edited-meanwhile",
        )


def _said(heir: ImplementingItem, values: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """The facts to be kept: each with its reason, and the version of the catalogue it was set against."""
    told = {key: value for key, value in values.items() if value is not None}
    if not told:
        return {}
    why = given_reason(reason)
    origin = Origin("事项管理员编辑", settings.HALL_CITY, today().isoformat(), OWN)
    said = {key: fact(value, origin) for key, value in told.items()}
    basic = _must_be_lawful(heir, said)
    return {key: {**one, "reason": why, "against": basic} for key, one in said.items()}


@action("catalogue.place.discard")
def discard_place(code: str, *, actor: Actor) -> None:
    """Throw the place's draft away; what is in force stays. Raises: Refused, NotFound, Conflict."""
    heir = _locked(code, Permission.EDIT, actor)
    version = _open(heir)
    if version is None or version.state != State.DRAFT:
        raise Conflict(_("没有可以丢弃的草稿。"), remedy=_("请刷新页面看现在的状态。"))
    version.delete()
    _recorded(version, actor, "catalogue.place.discard")


@action("catalogue.place.submit")
def submit_place(code: str, *, actor: Actor) -> int:
    """Hand the draft over for review. Raises: Refused, NotFound, Conflict, Invalid."""
    heir = _locked(code, Permission.EDIT, actor)
    version = _moved(heir, Move.SUBMIT)
    _must_be_lawful(heir, version.facts)
    version.submitted_at = now()
    version.save(update_fields=["state", "submitted_at"])
    return _recorded(version, actor, "catalogue.place.submit")


@action("catalogue.place.send_back")
def send_back_place(code: str, *, reason: str, actor: Actor) -> int:
    """Give a submitted draft back, with the reason. Raises: Refused, NotFound, Conflict."""
    version = _moved(_locked(code, Permission.PUBLISH, actor), Move.SEND_BACK)
    version.reason = given_reason(reason)
    version.save(update_fields=["state", "reason"])
    return _recorded(version, actor, "catalogue.place.send_back", reason=version.reason)


@action("catalogue.place.publish")
def publish_place(code: str, *, begins: str = "", actor: Actor) -> int:
    """Put a submitted version in force from a day on, today when none is named.

    `begins` is an ISO date. Raises: Refused to whoever edited it; NotFound; Conflict; Invalid when the day
    has passed, or when the catalogue has moved so that something is no longer lawful.
    """
    heir = _locked(code, Permission.PUBLISH, actor)
    version = _moved(heir, Move.PUBLISH)
    require_other_eyes(actor, version.editors)
    day = first_day(begins)
    _must_be_lawful(heir, version.facts)
    version.effective_from, version.effective_until = day, make_room(LocalVersion, [heir.pk], day)[heir.pk]
    version.published_by_id, version.published_at = actor.account_id, now()
    version.reason = ""
    version.save()
    if day <= today():
        _follow(heir)
    return _recorded(version, actor, "catalogue.place.publish", begins=day.isoformat())


@action("catalogue.place.withdraw")
def withdraw_place(code: str, *, reason: str, actor: Actor) -> int:
    """Take back what is in force: from today the place says what the catalogue says. Raises: Refused, …"""
    heir = _locked(code, Permission.PUBLISH, actor)
    version = LocalVersion.objects.in_force(today()).filter(implementing=heir, state=State.PUBLISHED).first()
    if version is None:
        raise Conflict(_("没有在用的版本。"), remedy=_("请刷新页面看现在的状态。"))
    version.state, version.reason = after(version.state, Move.WITHDRAW), given_reason(reason)
    version.effective_until = today()
    version.save(update_fields=["state", "reason", "effective_until"])
    _follow(heir)
    return _recorded(version, actor, "catalogue.place.withdraw", reason=version.reason)


def _locked(code: str, permission: Permission, actor: Actor) -> ImplementingItem:
    heirs = ImplementingItem.objects.select_for_update(of=("self",)).select_related("item", "office")
    heir = heirs.filter(code=code, ended_at=None).first()
    if heir is None:
        raise NotFound(_("实施清单里没有这个事项。"), remedy=_("请从事项列表重新进入。"))
    require_place(actor, permission, heir)
    return heir


def _open(heir: ImplementingItem) -> LocalVersion | None:
    return LocalVersion.objects.filter(implementing=heir, state__in=[State.DRAFT, State.SUBMITTED]).first()


def _moved(heir: ImplementingItem, move: Move) -> LocalVersion:
    """The version being worked on, moved in memory. Raises: Conflict when it stands elsewhere."""
    version = _open(heir)
    try:
        if version is None:
            raise IllegalMove(State.WITHDRAWN, move)
        version.state = after(version.state, move)
    except IllegalMove as error:
        raise Conflict(
            _("这个版本现在不能这样办。"), remedy=_("请刷新页面看现在的状态。"), code="illegal-move"
        ) from error
    return version


def _must_be_lawful(heir: ImplementingItem, facts: Mapping[str, Any]) -> int:
    """Returns: the version of the catalogue's guide it was held against. Raises: Invalid."""
    basic, musts, version = inherited_by(heir)
    if wrong := flaws_of_overrides(facts, basic, musts):
        raise Invalid(
            _("有内容不能采用：%(reasons)s。") % {"reasons": "；".join(wrong.values())},
            remedy=_("本地只能在法律留出的范围内、朝方便申请人的方向改。"),
            errors=wrong,
        )
    return version


def _last(heir: ImplementingItem) -> int:
    last = LocalVersion.objects.filter(implementing=heir).aggregate(last=Max("version"))["last"]
    return int(last or 0)


def _follow(heir: ImplementingItem) -> None:
    """What lists and search show of the heir. Its page and filing read the version itself."""
    ImplementingItem.objects.filter(pk=heir.pk).update(changed_at=now())
    follow_names(heirs=[heir.pk])


def _recorded(version: LocalVersion, actor: Actor, deed: str, **more: Any) -> int:
    summary = {"version": version.version, **more}
    record(chain=chain_of_place(version.implementing_id), actor=actor, action=deed, summary=summary)
    return version.version
