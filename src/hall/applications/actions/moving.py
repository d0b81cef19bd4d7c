"""Moving a draft to the edition that its guide asks for today, when its owner says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hall.applications.actions import knowing
from hall.applications.actions.drafts import edition_of
from hall.applications.actions.holding import Stale, hold, kept_until, moved
from hall.applications.lifecycle import Move
from hall.applications.models import Application
from hall.applications.policies import Permission
from hall.applications.queries import shown
from hall.applications.queries.editions import edition_today
from hall.applications.queries.sheets_in_hand import edition_of_row
from hall.applications.rules.asked import Asked
from hall.applications.rules.editions import LEFT, Carried, carried, changes
from hall.applications.rules.prefill import filled
from hall.foundation.public import action, now, record, today
from hall.identity.public import Actor, Party


@action("applications.draft.move")
def move_draft(*, application_id: UUID, seen: int, actor: Actor) -> int:
    """Put a draft on today's edition of its guide. Answers keep their places by their keys.

    What the newer form has no place for is set aside with the draft and shown. Returns: the version.
    Raises: Stale when the draft has changed since; Refused when the item can't be filed online any more.
    """
    application = hold(application_id, actor, Permission.EDIT)
    moved(application, Move.SAVE)
    if application.version != seen:
        raise Stale(application.answers, application.version)
    old, new = edition_of_row(application.asked), edition_today(application)
    found = changes(old, new)
    _take_over(application, old, new, carried(old, new, application.answers, today=today()), actor)
    record(
        chain=application.pk,
        actor=actor,
        action="applications.draft.move",
        summary={
            "form": f"{old.form_slug} {old.form_version} → {new.form_version}",
            "guide_version": new.guide_version,
            "changes": [f"{each.kind}:{each.what}:{each.key}" for each in found],
            "set_aside": sorted(application.answers.get(LEFT, {})),
        },
    )
    return application.version


def _take_over(application: Application, old: Asked, new: Asked, kept: Carried, actor: Actor) -> None:
    """The application on the new edition, with what was set aside before and what is set aside now."""
    left = dict(application.answers.get(LEFT, {}))
    left |= {field.key: {"label": field.label, "shown": shown(field, value)} for field, value in kept.left}
    left |= _files_left(application, old, new)
    application.asked = edition_of(new)
    application.guide_id, application.department_id = new.guide_id, new.department_id
    application.version += 1
    application.sections = _noted(old, new, application.sections, application.version)
    answers, provenance = _known_of_new(application, old, new, actor)
    held = {field.key: field.held for field in new.fields()}
    application.provenance = provenance | {
        key: each for key, each in application.provenance.items() if held.get(key) == each.get("held")
    }
    application.answers = answers | kept.answers | ({LEFT: left} if left else {})
    application.saved_at, application.expires_on, application.expiry_noticed_on = now(), kept_until(), None
    application.save()


def _files_left(application: Application, old: Asked, new: Asked) -> dict[str, dict[str, str]]:
    """Files handed in for papers that aren't asked any more."""
    gone = {each.key: each.title for each in old.materials if new.material(each.key) is None}
    found: dict[str, dict[str, str]] = {}
    for file in application.files.filter(material_key__in=gone):
        known = found.setdefault(file.material_key, {"label": gone[file.material_key], "shown": ""})
        known["shown"] = "、".join(filter(None, [known["shown"], file.name]))
    return found


def _known_of_new(application: Application, old: Asked, new: Asked, actor: Actor) -> tuple[Any, Any]:
    """What the city holds for questions that weren't there before, if she agreed to have it looked up."""
    if application.consented_at is None:
        return {}, {}
    party = application.party
    filer = Party.objects.filter(pk=actor.party_id or party.pk).first()
    known = knowing.from_account(party, filer) | knowing.from_registers(new, party, filer, actor)
    application.held_papers = knowing.held_papers(new, party, known)
    answers, provenance = filled(new, known, today=today())
    before = {field.key for field in old.fields()}
    fresh = [key for key in answers if key not in before]
    return {key: answers[key] for key in fresh}, {key: provenance[key] for key in fresh}


def _noted(old: Asked, new: Asked, notes: dict[str, Any], version: int) -> dict[str, Any]:
    """Which sections were looked at: a new one that holds questions of an old one takes over its note."""
    of_field = {field.key: section.key for section in old.sections for field in section.fields}
    found: dict[str, Any] = {}
    for section in new.sections:
        was = [notes[of_field[field.key]] for field in section.fields if of_field.get(field.key) in notes]
        if was:
            visited = all(note.get("visited") for note in was)
            found[section.key] = {"version": version, "visited": visited}
    return found
