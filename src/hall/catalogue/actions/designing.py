"""Making a form at the desk: begun, edited, offered, published by somebody else, or given up."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from django.utils.translation import gettext as _

from hall.catalogue.models import FormDefinition, FormDraft, chain_of_form
from hall.catalogue.policies import Permission, require
from hall.catalogue.rules.designing import empty_form, with_keys
from hall.catalogue.rules.form_findings import Finding, findings
from hall.catalogue.rules.form_shape import misshapen
from hall.foundation.public import Conflict, Invalid, NotFound, action, now, record
from hall.identity.public import Actor


@action("catalogue.form.begin")
def begin_form(*, slug: str, title: str, actor: Actor) -> None:
    """Begin a form that doesn't exist yet. Raises: Refused, Conflict when the name is taken."""
    require(actor, Permission.DESIGN_FORM)
    if FormDefinition.objects.filter(slug=slug).exists() or FormDraft.objects.filter(slug=slug).exists():
        raise Conflict(_("已经有这个编号的表单。"), remedy=_("请换一个编号，或打开已有的表单修改。"))
    _draft(slug, 0, empty_form(slug, title), actor)
    record(chain=chain_of_form(slug), actor=actor, action="catalogue.form.begin", summary={"title": title})


@action("catalogue.form.revise")
def revise_form(*, slug: str, actor: Actor) -> None:
    """Begin the next version of a form from its newest one. One that has been begun is gone on with."""
    require(actor, Permission.DESIGN_FORM)
    if FormDraft.objects.filter(slug=slug).exists():
        return
    newest = FormDefinition.objects.filter(slug=slug).order_by("-version").first()
    if newest is None:
        raise NotFound(_("没有这个表单。"))
    definition = with_keys(newest.definition | {"slug": slug, "title": newest.title})
    _draft(slug, newest.version, definition, actor)
    record(
        chain=chain_of_form(slug),
        actor=actor,
        action="catalogue.form.revise",
        summary={"based_on": newest.version},
    )


def _draft(slug: str, based_on: int, definition: dict[str, Any], actor: Actor) -> None:
    FormDraft.objects.create(
        slug=slug,
        based_on=based_on,
        definition=definition,
        editors=[],
        edited_by_id=_account(actor),
        edited_at=now(),
    )


@action("catalogue.form.save")
def save_form(*, slug: str, definition: dict[str, Any], seen: int, actor: Actor) -> int:
    """Keep a changed definition, faults and all: they only stop the publishing. Returns: the new version.

    Raises: Conflict when somebody else changed it since version `seen`, or it has been offered.
    """
    require(actor, Permission.DESIGN_FORM)
    draft = _held(slug, FormDraft.State.EDITING)
    if draft.version != seen:
        raise Conflict(
            _("另一位管理员刚刚改过这个表单，您这一步没有保存。"),
            remedy=_("请看看现在的样子，再改一次。"),
            code="stale",
        )
    draft.definition = definition
    draft.version += 1
    draft.editors = sorted({*draft.editors, _account(actor)})
    draft.edited_by_id, draft.edited_at = _account(actor), now()
    draft.save(update_fields=["definition", "version", "editors", "edited_by", "edited_at"])
    return draft.version


@action("catalogue.form.offer")
def offer_form(*, slug: str, note: str, actor: Actor) -> None:
    """Hand the draft to a second pair of eyes. Raises: Invalid naming every fault that stops it."""
    require(actor, Permission.DESIGN_FORM)
    draft = _held(slug, FormDraft.State.EDITING)
    _check(draft.definition)
    draft.state, draft.note, draft.returned = FormDraft.State.OFFERED, note.strip()[:300], ""
    draft.save(update_fields=["state", "note", "returned"])
    record(
        chain=chain_of_form(slug), actor=actor, action="catalogue.form.offer", summary={"note": draft.note}
    )


@action("catalogue.form.return")
def return_form(*, slug: str, reason: str, actor: Actor) -> None:
    """Give an offered draft back to be edited: by whoever looked at it, or whoever offered it."""
    require(actor, Permission.DESIGN_FORM)
    draft = _held(slug, FormDraft.State.OFFERED)
    draft.state, draft.returned = FormDraft.State.EDITING, reason.strip()[:300]
    draft.save(update_fields=["state", "returned"])
    record(chain=chain_of_form(slug), actor=actor, action="catalogue.form.return", summary={"reason": reason})


@action("catalogue.form.publish")
def publish_form(*, slug: str, seen: int, actor: Actor) -> int:
    """Make the draft the newest version, for every guide that uses the form. Returns: that version.

    Raises: Refused for whoever edited it (four eyes); Conflict when the form changed under it.
    """
    draft = _held(slug, FormDraft.State.OFFERED)
    require(actor, Permission.PUBLISH_FORM, editors=draft.editors)
    if draft.version != seen:
        raise Conflict(_("这一版刚刚有改动，还没有发布。"), remedy=_("请重新核对后再发布。"), code="stale")
    newest = FormDefinition.objects.filter(slug=slug).order_by("-version").first()
    if (newest.version if newest else 0) != draft.based_on:
        raise Conflict(
            _("编辑期间又载入了更新的版本，这一版不能直接发布。"),
            remedy=_("请退回，放弃这份草稿，从最新版重新修改。"),
        )
    _check(draft.definition)
    made = FormDefinition.objects.create(
        slug=slug,
        version=draft.based_on + 1,
        title=draft.definition["title"],
        definition=draft.definition,
        digest=hashlib.sha256(orjson.dumps(draft.definition, option=orjson.OPT_SORT_KEYS)).hexdigest(),
        note=draft.note,
        published_at=now(),
        published_by_id=_account(actor),
    )
    summary = {"version": made.version, "digest": made.digest, "editors": draft.editors, "note": made.note}
    draft.delete()
    record(chain=chain_of_form(slug), actor=actor, action="catalogue.form.publish", summary=summary)
    return made.version


@action("catalogue.form.drop")
def drop_draft(*, slug: str, actor: Actor) -> None:
    """Give a draft up. What has been published stays as it is."""
    require(actor, Permission.DESIGN_FORM)
    deleted, _rows = FormDraft.objects.filter(slug=slug).delete()
    if deleted:
        record(chain=chain_of_form(slug), actor=actor, action="catalogue.form.drop")


def _held(slug: str, state: FormDraft.State) -> FormDraft:
    draft = FormDraft.objects.select_for_update().filter(slug=slug).first()
    if draft is None:
        raise NotFound(_("这个表单没有正在修改的版本。"), remedy=_("请从表单页面开始修改。"))
    if draft.state != state:
        raise Conflict(
            _("这一版已经送去核对，不能再改。")
            if state == FormDraft.State.EDITING
            else _("这一版还在编辑。"),
            remedy=_("请回到表单页面查看。"),
            code="wrong-state",
        )
    return draft


def _check(definition: dict[str, Any]) -> None:
    stopping = [finding for finding in findings(definition) if finding.stops]
    if not definition["sections"]:
        raise Invalid(_("表单里还没有内容。"), remedy=_("请先添加部分和填写项。"))
    if not stopping:
        stopping = [Finding(place, flaw) for place, flaw in misshapen(definition)]
    if stopping:
        raise Invalid(
            _("表单还有问题，不能送去发布。"),
            errors={finding.place or str(at): finding.text for at, finding in enumerate(stopping)},
            remedy=_("请按列出的问题改正。"),
        )


def _account(actor: Actor) -> int:
    if actor.account_id is None:
        raise ValueError("The system doesn't design forms.")
    return actor.account_id
