"""Making a form at the desk: begun, edited, offered, published by somebody else, or given up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from hall.catalogue.actions.drafting import (
    account_of,
    digest_of_definition,
    give_back,
    held,
    keep,
    must_be_seen,
    offer,
)
from hall.catalogue.models import FormDefinition, FormDraft, chain_of_form
from hall.catalogue.policies import Permission, require_other_eyes, require_reach
from hall.catalogue.queries.forms import functions_using
from hall.catalogue.rules.designing import empty_form, with_keys
from hall.catalogue.rules.form_findings import Finding, findings
from hall.catalogue.rules.form_shape import misshapen
from hall.foundation.public import Conflict, Invalid, NotFound, action, now, record
from hall.identity.public import Actor


@action("catalogue.form.begin")
def begin_form(*, slug: str, title: str, actor: Actor) -> None:
    """Begin a form that doesn't exist yet. Raises: Refused, Conflict when the name is taken."""
    require_reach(actor, Permission.DESIGN_FORM)
    if FormDefinition.objects.filter(slug=slug).exists() or FormDraft.objects.filter(slug=slug).exists():
        raise Conflict(_("已经有这个编号的表单。"), remedy=_("请换一个编号，或打开已有的表单修改。"))
    _draft(slug, 0, empty_form(slug, title), actor)
    record(chain=chain_of_form(slug), actor=actor, action="catalogue.form.begin", summary={"title": title})


@action("catalogue.form.revise")
def revise_form(*, slug: str, actor: Actor) -> None:
    """Begin the next version of a form from its newest one. One that has been begun is gone on with."""
    require_reach(actor, Permission.DESIGN_FORM)
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
        edited_by_id=account_of(actor),
        edited_at=now(),
    )


@action("catalogue.form.save")
def save_form(*, slug: str, definition: dict[str, Any], seen: int, actor: Actor) -> int:
    """Keep a changed definition, faults and all: they only stop the publishing. Returns: the new version.

    Raises: Conflict when somebody else changed it since version `seen`, or it has been offered.
    """
    require_reach(actor, Permission.DESIGN_FORM)
    return keep(_held(slug, FormDraft.State.EDITING), definition, seen=seen, actor=actor)


@action("catalogue.form.offer")
def offer_form(*, slug: str, note: str, actor: Actor) -> None:
    """Hand the draft to a second pair of eyes. Raises: Invalid naming every fault that stops it."""
    require_reach(actor, Permission.DESIGN_FORM)
    draft = _held(slug, FormDraft.State.EDITING)
    _check(draft.definition)
    offer(draft, note)
    summary = {"note": draft.note}
    record(chain=chain_of_form(slug), actor=actor, action="catalogue.form.offer", summary=summary)


@action("catalogue.form.return")
def return_form(*, slug: str, reason: str, actor: Actor) -> None:
    """Give an offered draft back to be edited: by whoever looked at it, or whoever offered it."""
    require_reach(actor, Permission.SEE_FORM)
    give_back(_held(slug, FormDraft.State.OFFERED), reason)
    record(chain=chain_of_form(slug), actor=actor, action="catalogue.form.return", summary={"reason": reason})


@action("catalogue.form.publish")
def publish_form(*, slug: str, seen: int, actor: Actor) -> int:
    """Make the draft the newest version, for every guide that uses the form. Returns: that version.

    Raises: Refused for whoever edited it (four eyes), and to whoever doesn't publish for every department
    that uses it; Conflict when the form changed under it.
    """
    draft = _held(slug, FormDraft.State.OFFERED)
    require_reach(actor, Permission.PUBLISH_FORM, *functions_using(slug))
    require_other_eyes(actor, draft.editors)
    must_be_seen(draft, seen)
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
        digest=digest_of_definition(draft.definition),
        note=draft.note,
        editors=draft.editors,
        published_at=now(),
        published_by_id=account_of(actor),
    )
    summary = {"version": made.version, "digest": made.digest, "editors": draft.editors, "note": made.note}
    draft.delete()
    record(chain=chain_of_form(slug), actor=actor, action="catalogue.form.publish", summary=summary)
    return made.version


@action("catalogue.form.drop")
def drop_draft(*, slug: str, actor: Actor) -> None:
    """Give a draft up. What has been published stays as it is."""
    require_reach(actor, Permission.DESIGN_FORM)
    deleted, _rows = FormDraft.objects.filter(slug=slug).delete()
    if deleted:
        record(chain=chain_of_form(slug), actor=actor, action="catalogue.form.drop")


def _held(slug: str, state: FormDraft.State) -> FormDraft:
    return held(FormDraft.objects.filter(slug=slug), state)


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
