"""Telling one's situation, and telling it otherwise: what was typed before stays where it was."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from hall.applications.actions.holding import Stale, hold, kept_until, moved
from hall.applications.lifecycle import Move
from hall.applications.models import Application
from hall.applications.policies import Permission
from hall.applications.queries.situations import asking_of, filled_by
from hall.applications.rules.asked import Asked, of_plain
from hall.applications.rules.merging import wrote_since
from hall.foundation.public import Invalid, NotFound, action, now
from hall.identity.public import Actor

__all__ = ["choose_situation", "put_situation"]

#: Under which name `Application.sections` notes the version that last changed the situation.
PLACE = "situation"


@action("applications.draft.situation")
def choose_situation(
    *, application_id: UUID, answers: Mapping[str, str], seen: int, strict: bool = False, actor: Actor
) -> int:
    """Keep what the applicant tells of her situation. `seen` is the version that the page was opened with.

    Half-told is kept too. Answers to what isn't asked don't count; `strict` refuses them, for programs.
    Returns: the version. Raises: Stale when another device has told otherwise since; NotFound, Invalid.
    """
    application = hold(application_id, actor, Permission.EDIT)
    moved(application, Move.SAVE)
    edition = of_plain(application.asked.content)
    asked = asking_of(edition, answers)
    if asked is None:
        raise NotFound(_("这个事项不分情形。"), remedy=_("请从任务清单继续填写。"))
    counted = dict(asked.outcome.answers)
    if strict and (unknown := sorted(set(answers) - set(counted))):
        raise Invalid(
            _("有的情形与问题对不上，什么都没有保存。"),
            errors={key: _("没有这个问题，或者没有这个选项") for key in unknown},
        )
    if counted == application.situation:
        return application.version
    if wrote_since(application.sections, PLACE, seen):
        raise Stale(dict(application.situation), application.version)
    application.version += 1
    put_situation(application, edition, counted)
    application.saved_at, application.expires_on = now(), kept_until()
    application.expiry_noticed_on = None
    application.save(
        update_fields=[
            "version",
            "situation",
            "answers",
            "sections",
            "saved_at",
            "expires_on",
            "expiry_noticed_on",
        ]
    )
    return application.version


def put_situation(application: Application, edition: Asked, counted: Mapping[str, str]) -> None:
    """Note the situation on a draft that the caller saves, with the answers that it gives by itself."""
    application.situation = dict(counted)
    application.sections[PLACE] = {"version": application.version, "visited": True}
    for section, sent in filled_by(edition, counted).items():
        application.answers |= sent
        known = application.sections.get(section, {})
        application.sections[section] = {**known, "version": application.version}
