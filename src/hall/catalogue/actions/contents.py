"""Write into the draft of a guide: begin it from what is in force, change it, throw it away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

import orjson
from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from hall.catalogue.lifecycle import State
from hall.catalogue.models import FormDefinition, Guide, GuideMaterial, ServiceItem
from hall.catalogue.policies import Permission, require_reach
from hall.catalogue.queries.contents import PAPER_COLUMNS, Standing, standing
from hall.catalogue.rules.facts import OWN, Origin
from hall.catalogue.rules.fields.changes import changed
from hall.catalogue.rules.fields.content import Content
from hall.catalogue.rules.fields.registry import FIXED
from hall.catalogue.rules.writing import Written, written
from hall.foundation.public import Conflict, Invalid, NotFound, action, now, record, today
from hall.identity.public import Actor

__all__ = ["chain_of_item", "discard_draft", "edit_guide", "put_content", "standing_locked"]

_CHAINS = UUID("6f2a0b9e-3a3f-5f6a-9f0e-2f1d7c1b8a55")
_PAPER = ("key", "position", *PAPER_COLUMNS)


def chain_of_item(item_id: int) -> UUID:
    """The history of one item's guides."""
    return uuid5(_CHAINS, str(item_id))


@action("catalogue.guide.edit")
def edit_guide(code: str, *, content: Content, seen: str, actor: Actor) -> int:
    """Put `content` in the draft of an item, begun from what is in force when there is none.

    `seen` is the digest of what the editor had before them. Returns: the version.
    Raises: Refused, NotFound, Conflict when somebody was faster, Invalid when something fixed would change.
    """
    stands = standing_locked([code])[code]
    require_reach(actor, Permission.EDIT, stands.item.function)
    return put_content(stands, content, seen=seen, actor=actor).version


def standing_locked(codes: Iterable[str]) -> dict[str, Standing]:
    """What the items say now; nobody else edits them until the transaction ends. Raises: NotFound."""
    wanted = sorted(codes)
    locked = ServiceItem.objects.select_for_update().filter(code__in=wanted).order_by("pk")
    if len(locked) < len(wanted):
        raise NotFound(_("没有这个事项。"), remedy=_("可能已经改了编码。请从事项列表重新进入。"))
    return standing(wanted)


def put_content(
    stands: Standing, content: Content, *, seen: str, actor: Actor, form: FormDefinition | None = None
) -> Guide:
    """As `edit_guide`, inside the caller's transaction, with the item locked; `form` if another."""
    _may_still(stands, seen)
    if fixed := [one.field.title for one in changed(stands.content, content) if one.key in FIXED]:
        raise Invalid(
            _("%(fields)s由基本目录规定，不能在这里改。") % {"fields": "、".join(fixed)},
            remedy=_("请改回原来的值。"),
        )
    base = stands.guide
    papers = list(base.materials.values(*_PAPER)) if base else []
    origin = Origin("事项管理员编辑", settings.HALL_CITY, today().isoformat(), OWN)
    facts = {**stands.item.facts, **(base.facts if base else {})}
    made = written(content, facts, papers, origin)
    guide = _draft(stands, actor)
    guide.form_id = form.pk if form else guide.form_id
    digest = _digest(made, guide.form_id)
    for name, value in {**made.columns(), "digest": digest, "edited_at": now()}.items():
        setattr(guide, name, value)
    guide.editors = sorted({*guide.editors, *([actor.account_id] if actor.account_id else [])})
    guide.save()
    guide.materials.all().delete()
    GuideMaterial.objects.bulk_create(GuideMaterial(guide=guide, **paper) for paper in made.papers)
    keys = [one.key for one in changed(stands.content, content)]
    summary = {"version": guide.version, "fields": keys, **({"form": form.slug} if form else {})}
    record(chain=chain_of_item(stands.item.pk), actor=actor, action="catalogue.guide.edit", summary=summary)
    return guide


def _may_still(stands: Standing, seen: str) -> None:
    if stands.is_submitted:
        raise Conflict(
            _("这份草稿正在审核，不能再改。"), remedy=_("请等审核人发布或退回。"), code="being-reviewed"
        )
    if stands.digest != seen:
        raise Conflict(
            _("您打开之后，又有人改过这份指南。"),
            remedy=_("请重新打开，看过新的内容再改。"),
            code="edited-meanwhile",
        )


def _draft(stands: Standing, actor: Actor) -> Guide:
    """The item's draft, or a new one after the last version."""
    base = stands.guide
    if base and base.state == State.DRAFT:
        return base
    last = Guide.objects.filter(item=stands.item).aggregate(last=Max("version"))["last"] or 0
    return Guide(item=stands.item, version=last + 1, form_id=base.form_id if base else None)


def _digest(made: Written, form_id: int | None) -> str:
    content: list[Any] = [made.columns(), made.papers, form_id]
    return hashlib.sha256(orjson.dumps(content, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()


@action("catalogue.guide.discard")
def discard_draft(code: str, *, actor: Actor) -> None:
    """Throw the draft of an item away; what is in force stays. Raises: Refused, NotFound, Conflict."""
    stands = standing_locked([code])[code]
    require_reach(actor, Permission.EDIT, stands.item.function)
    if stands.guide is None or stands.guide.state != State.DRAFT:
        raise Conflict(_("没有可以丢弃的草稿。"), remedy=_("请刷新页面看现在的状态。"))
    version = stands.guide.version
    stands.guide.delete()
    chain, summary = chain_of_item(stands.item.pk), {"version": version}
    record(chain=chain, actor=actor, action="catalogue.guide.discard", summary=summary)
