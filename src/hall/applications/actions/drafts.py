"""Beginning, saving and giving up a draft."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hall.applications.actions import knowing
from hall.applications.actions.files import forget_files
from hall.applications.actions.holding import Stale, account_of, hold, kept_until, moved, new_secret
from hall.applications.actions.situation import put_situation
from hall.applications.lifecycle import Move, State
from hall.applications.models import Application, AskedGuide
from hall.applications.policies import Permission
from hall.applications.queries import open_draft
from hall.applications.queries.editions import AUDIENCE
from hall.applications.queries.sheets_in_hand import edition_of_row
from hall.applications.queries.situations import asking_of
from hall.applications.rules.answers import keep
from hall.applications.rules.asked import Asked, Section, asked_from, to_plain
from hall.applications.rules.merging import clashes, wrote_since
from hall.applications.rules.prefill import Known, filled
from hall.applications.rules.shapes import wrong_shape
from hall.catalogue.public import filing_guide
from hall.foundation.public import Invalid, NotFound, Refused, action, check_version, now, record, today
from hall.identity.public import Actor, Party


@action("applications.draft.start")
def start_draft(
    *,
    item_code: str,
    hall_id: int,
    party_id: UUID,
    with_held_data: bool,
    situation: Mapping[str, str] | None = None,
    actor: Actor,
) -> str:
    """Begin a draft for a party, filled from what the city holds if the applicant agreed.

    `situation` is what she has told of hers while reading the guide.

    A party has one open draft of an item: asked again, that one is returned, untouched. Returns: its id.
    Raises: Refused when the actor doesn't act for the party, or the item isn't for such an applicant.
    """
    if party_id not in actor.parties:
        raise Refused(_("您不能代这个申请人办理。"), remedy=_("请选择本人，或您担任法定代表人的单位。"))
    own_id = actor.party_id or party_id
    parties = {party.pk: party for party in Party.objects.filter(pk__in=[party_id, own_id])}
    party, filer = parties[party_id], parties.get(own_id)
    asked = asked_from(filing_guide(item_code, hall_id, audience=AUDIENCE[party.kind]))
    if asked.audiences and AUDIENCE[party.kind] not in asked.audiences:
        raise Refused(
            _("这个事项不面向这类申请人。"), remedy=_("请换一个申请人，或查看办事指南里的申请条件。")
        )
    existing = open_draft(party_id, asked.item_id)
    if existing is not None:
        return str(existing.pk)
    return _begun(asked, party, filer, with_held_data, situation or {}, actor)


def _begun(
    asked: Asked,
    party: Party,
    filer: Party | None,
    with_held_data: bool,
    situation: Mapping[str, str],
    actor: Actor,
) -> str:
    known: dict[str, Known] = knowing.from_account(party, filer)
    papers: dict[str, Any] = {}
    if with_held_data:
        known |= knowing.from_registers(asked, party, filer, actor)
        papers = knowing.held_papers(asked, party, known)
    answers, provenance = filled(asked, known, today=today())
    at = now()
    application = Application(
        asked=edition_of(asked),
        item_id=asked.item_id,
        guide_id=asked.guide_id,
        hall_id=asked.hall_id,
        department_id=asked.department_id,
        party=party,
        filed_by_id=account_of(actor),
        answers=answers,
        provenance=provenance,
        held_papers=papers,
        query_secret=new_secret(),
        consented_at=at if with_held_data else None,
        started_at=at,
        saved_at=at,
        expires_on=kept_until(),
    )
    told = asking_of(asked, situation)
    if told and told.outcome.answers:
        put_situation(application, asked, told.outcome.answers)
    return _kept_or_found(application, asked, actor)


def _kept_or_found(application: Application, asked: Asked, actor: Actor) -> str:
    """Keep a new draft; where the same was begun elsewhere at this very moment, that one it is."""
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError:
        existing = open_draft(application.party_id, asked.item_id)
        if existing is None:
            raise
        return str(existing.pk)
    record(
        chain=application.pk,
        actor=actor,
        action="applications.draft.start",
        summary={
            "item": asked.item_code,
            "guide_version": asked.guide_version,
            "held_data": application.consented_at is not None,
            "filled": sorted(application.provenance),
        },
    )
    return str(application.pk)


def edition_of(asked: Asked) -> AskedGuide:
    """The row of this very edition, made if it is the first to be filed on."""
    content = to_plain(asked)
    digest = hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
    edition, _ = AskedGuide.objects.get_or_create(
        digest=digest,
        defaults={
            "guide_version": asked.guide_version,
            "item_code": asked.item_code,
            "item_name": asked.item_name,
            "content": content,
        },
    )
    return edition


@action("applications.draft.save")
def save_answers(
    *,
    application_id: UUID,
    section: str,
    values: Mapping[str, Any],
    seen: int,
    done: bool = False,
    sitting: str = "",
    by_itself: bool = False,
    actor: Actor,
) -> dict[str, Any]:
    """Keep what was typed in a section, sound or not. `seen` is the version that the page was opened with.

    Where another device wrote in the same section meanwhile and the two differ, nothing is overwritten.
    `done` says that she has finished the section (it is then judged in full on the task list). `sitting`
    names the page as it was opened this once. What it saved `by_itself` never stands in the way of what she
    then saves there; nor does such a save, come late over a slow line, undo what she saved after it.
    Returns: {"version", "saved_at"}. Raises: Stale with what stands there now.
    """
    application = hold(application_id, actor, Permission.EDIT)
    moved(application, Move.SAVE)
    part = edition_of_row(application.asked).section(section)
    if part is None:
        raise NotFound(_("申请表里没有这一部分。"), remedy=_("请从任务清单进入。"))
    sent = _kept(part, values, application, actor)
    differing = clashes([field.key for field in part.fields], application.answers, sent)
    if differing and wrote_since(application.sections, section, seen, besides="" if by_itself else sitting):
        raise Stale(
            {field.key: application.answers.get(field.key, "") for field in part.fields}, application.version
        )
    known = application.sections.get(section, {})
    if differing or (done and not known.get("visited")):
        _write(application, {section: sent}, done=done, sitting=sitting)
    return {"version": application.version, "saved_at": application.saved_at.isoformat()}


@action("applications.draft.patch")
def patch_answers(*, application_id: UUID, values: Mapping[str, Any], seen: int, actor: Actor) -> int:
    """Keep answers from any sections at once, all on the one version `seen`: what a program does.

    Unlike a page, a program is never merged with another writer. Returns: the version.
    Raises: PreconditionFailed when the draft has changed since; Invalid for what isn't in the form.
    """
    application = hold(application_id, actor, Permission.EDIT)
    moved(application, Move.SAVE)
    check_version(seen, application.version)
    asked = edition_of_row(application.asked)
    _check_form(asked, values)
    changed: dict[str, dict[str, Any]] = {}
    for part in asked.sections:
        sent = _kept(part, values, application, actor)
        if clashes(sent, application.answers, sent):
            changed[part.key] = sent
    if changed:
        _write(application, changed)
    return application.version


def _check_form(asked: Asked, values: Mapping[str, Any]) -> None:
    """Raises: Invalid naming every key that isn't asked, and every value of the wrong kind."""
    errors = {}
    for key, value in values.items():
        field = asked.field(key)
        if field is None:
            errors[key] = "申请表里没有这一项"
        elif field.formula is not None:
            errors[key] = "这一项由系统算出，不能填写"
        elif wrong := wrong_shape(field, value):
            errors[key] = wrong
    if errors:
        raise Invalid(
            _("有的内容与申请表对不上，什么都没有保存。"), errors=errors, remedy=_("请按 errors 更正。")
        )


def _write(
    application: Application,
    changed: Mapping[str, Mapping[str, Any]],
    *,
    done: bool = False,
    sitting: str = "",
) -> None:
    """One new version, in which these sections have these answers."""
    application.version += 1
    for section, sent in changed.items():
        visited = done or bool(application.sections.get(section, {}).get("visited"))
        application.answers |= sent
        application.sections[section] = {"version": application.version, "visited": visited} | (
            {"sitting": sitting} if sitting else {}
        )
    application.saved_at = now()
    application.expires_on = kept_until()
    application.expiry_noticed_on = None
    application.save(
        update_fields=["version", "answers", "sections", "saved_at", "expires_on", "expiry_noticed_on"]
    )


def _kept(
    section: Section, values: Mapping[str, Any], application: Application, actor: Actor
) -> dict[str, Any]:
    """What was sent for the questions of a section that can be typed: what is worked out can't."""
    stamp = {"at": localtime(now()).isoformat(timespec="seconds"), "by": actor.name}
    return {
        field.key: keep(
            field, values[field.key], application.answers.get(field.key), today=today(), stamp=stamp
        )
        for field in section.fields
        if field.key in values and field.formula is None and field.type != "file"
    }


@action("applications.draft.discard")
def discard_draft(*, application_id: UUID, actor: Actor) -> None:
    """Give a draft up: its answers and files are deleted at once (个人信息保护法 第四十七条)."""
    application = hold(application_id, actor, Permission.EDIT)
    empty(application, Move.DISCARD)
    record(chain=application.pk, actor=actor, action="applications.draft.discard")


@action("applications.draft.expire")
def expire_draft(*, application_id: UUID, actor: Actor) -> bool:
    """End a draft whose day has passed, and delete what it held. Returns: whether it was due."""
    application = Application.objects.select_for_update().filter(pk=application_id).first()
    if application is None or application.state != State.DRAFT or application.expires_on >= today():
        return False
    empty(application, Move.EXPIRE)
    record(chain=application.pk, actor=actor, action="applications.draft.expire")
    return True


@action("applications.draft.notice")
def note_expiry_notice(*, application_id: UUID, actor: Actor) -> None:
    """Note that the applicant has been told of the coming end. Saving the draft makes it forgotten."""
    Application.objects.filter(pk=application_id, state=State.DRAFT).update(expiry_noticed_on=today())


def empty(application: Application, move: Move) -> None:
    """End a draft by `move` and delete what it held. The caller records why."""
    application.state = moved(application, move).value
    application.answers, application.provenance, application.held_papers = {}, {}, {}
    application.situation = {}
    application.ended_at = now()
    application.version += 1
    emptied = ["situation", "answers", "provenance", "held_papers"]
    application.save(update_fields=["state", *emptied, "ended_at", "version"])
    forget_files(application.files.all())
