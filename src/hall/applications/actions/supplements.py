"""The one supplement: opened when the window asks, answered by the applicant, filed as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hall.applications.actions.holding import Incomplete, Stale, hold, moved
from hall.applications.events import SupplementFiled
from hall.applications.lifecycle import Move
from hall.applications.models import Application, MaterialFile, Supplement
from hall.applications.policies import Permission
from hall.applications.queries.sheets_in_hand import edition_of_row
from hall.applications.rules.answers import keep
from hall.applications.rules.supplement import Wanted, supplement_gaps, wanted_fields
from hall.foundation.public import Conflict, NotFound, action, now, record, today
from hall.identity.public import Actor


@action("applications.supplement.open")
def open_supplement(
    *,
    application_id: UUID,
    case_id: UUID,
    wanted: Sequence[Any],
    reply_by: date | None,
    note: str = "",
    actor: Actor,
) -> None:
    """Reopen exactly the parts that were asked for (行政许可法 第三十二条第一款第四项: once, all of them).

    Hearing of the same notice twice changes nothing. Raises: Conflict on a second, different notice, and
    when the application has been withdrawn or decided meanwhile.
    """
    application = Application.objects.select_for_update().filter(pk=application_id).first()
    if application is None:
        raise NotFound(_("没有找到这件申请。"))
    existing = Supplement.objects.filter(application=application).first()
    if existing is not None:
        if existing.case_id == case_id:
            return
        raise Conflict(_("补正只能要求一次。"), remedy=_("需要补正的全部内容应当一次告知。"))
    moved(application, Move.SUPPLEMENT)
    things = [Wanted.of(each) for each in wanted]
    Supplement.objects.create(
        application=application,
        case_id=case_id,
        wanted=[each.plain() for each in things],
        note=note,
        reply_by=reply_by,
        opened_at=now(),
    )
    record(
        chain=application.pk,
        actor=actor,
        action="applications.supplement.open",
        summary={"case": str(case_id), "wanted": [f"{each.kind}:{each.key}" for each in things]},
    )


@action("applications.supplement.save")
def save_supplement(
    *, application_id: UUID, values: Mapping[str, Any], seen: int, actor: Actor
) -> dict[str, Any]:
    """Keep the answers to what was asked, sound or not. Returns: {"version"}. Raises: Stale, Conflict."""
    application, supplement = _open(application_id, actor)
    if supplement.version != seen:
        raise Stale(supplement.answers, supplement.version)
    asked = edition_of_row(application.asked)
    stamp = {"at": localtime(now()).isoformat(timespec="seconds"), "by": actor.name}
    sent = {
        field.key: keep(
            field, values[field.key], supplement.answers.get(field.key), today=today(), stamp=stamp
        )
        for field in wanted_fields(asked, supplement.wanted)
        if field.key in values
    }
    if sent != {key: supplement.answers.get(key) for key in sent}:
        supplement.answers |= sent
        supplement.version += 1
        supplement.save(update_fields=["answers", "version"])
    return {"version": supplement.version}


@action("applications.supplement.file")
def file_supplement(*, application_id: UUID, agreed: bool, actor: Actor) -> None:
    """Hand the supplement in. Raises: Incomplete naming every part still missing, Conflict."""
    application, supplement = _open(application_id, actor)
    asked = edition_of_row(application.asked)
    files = MaterialFile.objects.filter(supplement=supplement)
    missing = supplement_gaps(
        asked,
        supplement.wanted,
        supplement.answers,
        [(file.material_key, file.scan) for file in files],
        agreed=agreed,
        today=today(),
    )
    if missing:
        raise Incomplete(missing)
    supplement.filed_at = at = now()
    supplement.save(update_fields=["filed_at"])
    record(
        chain=application.pk,
        actor=actor,
        action="applications.supplement.file",
        event=SupplementFiled(application.pk, supplement.case_id, at),
        summary={
            "files": {str(file.pk): file.sha256 for file in files},
            "answers": sorted(supplement.answers),
        },
    )


def _open(application_id: UUID, actor: Actor) -> tuple[Application, Supplement]:
    application = hold(application_id, actor, Permission.EDIT)
    supplement = Supplement.objects.filter(application=application).first()
    if supplement is None:
        raise NotFound(_("这件申请没有需要补正的内容。"), remedy=_("请回到办件页面查看进度。"))
    if supplement.filed_at is not None:
        raise Conflict(_("补正已经提交过了。"), remedy=_("请回到办件页面查看进度。"), code="already-filed")
    moved(application, Move.SUPPLEMENT)
    return application, supplement
