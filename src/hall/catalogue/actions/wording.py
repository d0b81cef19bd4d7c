"""Synonyms kept at the desk: added, changed, retired, taken up again; each time with a reason, by somebody.

The index follows by a task (`tasks.reindex_words`) a moment later, without a restart.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from hall.catalogue.models import ServiceItem, Synonym
from hall.catalogue.policies import ITEM_MANAGER
from hall.catalogue.search.sayings import Saying
from hall.catalogue.search.words import core, normalised, simplified
from hall.foundation.public import Conflict, Invalid, NotFound, Refused, action, record
from hall.identity.public import Actor

__all__ = ["add_synonym", "change_synonym", "require_words", "retire_synonym", "take_up_synonym"]

LONGEST_SAYING, LONGEST_NAME, LONGEST_REASON = 40, 60, 200


def require_words(actor: Actor) -> None:
    """Raises: Refused when the actor keeps no items."""
    if actor.kind != "system" and not actor.holds(ITEM_MANAGER):
        raise Refused(
            _("只有事项管理员可以维护说法。"),
            remedy=_("需要改说法的，请联系本市的事项管理员。"),
            code="no-post",
        )


@action("catalogue.synonym.add")
def add_synonym(*, spoken: str, official: str, reason: str, actor: Actor) -> int:
    """Let people's words mean what an item is called. Returns: its id.

    Raises: Refused, Invalid, Conflict when it is there already, retired or not.
    """
    require_words(actor)
    spoken, official, reason = _checked(spoken, official, reason)
    _only(spoken, official)
    made = Synonym.objects.create(spoken=spoken, official=official, reason=reason, is_from_desk=True)
    _record(made, actor, "catalogue.synonym.add", reason)
    return made.pk


@action("catalogue.synonym.change")
def change_synonym(*, synonym_id: int, spoken: str, official: str, reason: str, actor: Actor) -> None:
    """Put a synonym right. Raises: Refused, NotFound, Invalid, Conflict."""
    require_words(actor)
    known = _locked(synonym_id)
    spoken, official, reason = _checked(spoken, official, reason)
    _only(spoken, official, but=known.pk)
    before = {"spoken": known.spoken, "official": known.official}
    known.spoken, known.official, known.reason, known.is_from_desk = spoken, official, reason, True
    known.save()
    _record(known, actor, "catalogue.synonym.change", reason, before)


@action("catalogue.synonym.retire")
def retire_synonym(*, synonym_id: int, reason: str, actor: Actor) -> None:
    """Let a synonym mean nothing any more; it stays in the list, with why. Raises: as `change_synonym`."""
    _turn(synonym_id, reason, actor, retired=True, name="catalogue.synonym.retire")


@action("catalogue.synonym.take_up")
def take_up_synonym(*, synonym_id: int, reason: str, actor: Actor) -> None:
    """Let a retired synonym mean something again. Raises: as `change_synonym`."""
    _turn(synonym_id, reason, actor, retired=False, name="catalogue.synonym.take_up")


def _turn(synonym_id: int, reason: str, actor: Actor, *, retired: bool, name: str) -> None:
    require_words(actor)
    known = _locked(synonym_id)
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise Invalid(_("请写明理由。"), errors={"reason": _("请写明理由。")})
    if known.is_retired is retired:
        raise Conflict(_("这条说法已经是这个状态。"), remedy=_("请刷新页面再看。"))
    known.is_retired, known.is_from_desk, known.reason = retired, True, reason
    known.save()
    _record(known, actor, name, reason)


def _locked(synonym_id: int) -> Synonym:
    known = Synonym.objects.select_for_update().filter(pk=synonym_id).first()
    if known is None:
        raise NotFound(_("没有这条说法。"), remedy=_("请回到说法列表。"))
    return known


def _checked(spoken: str, official: str, reason: str) -> tuple[str, str, str]:
    """Raises: Invalid with what is wrong with each field."""
    spoken, official, reason = normalised(simplified(spoken)), official.strip(), reason.strip()
    errors = {}
    if not 0 < len(spoken) <= LONGEST_SAYING:
        errors["spoken"] = _("说法应为 1 到 %(most)s 个字。") % {"most": LONGEST_SAYING}
    if not 0 < len(official) <= LONGEST_NAME or not _leads_somewhere(official):
        errors["official"] = _("没有一个事项的名称含有这些字，请照事项名称写。")
    if not 0 < len(reason) <= LONGEST_REASON:
        errors["reason"] = _("请写明理由，最多 %(most)s 个字。") % {"most": LONGEST_REASON}
    if errors:
        raise Invalid(_("这条说法还有要改的地方。"), errors=errors)
    return spoken, official, reason


def _leads_somewhere(official: str) -> bool:
    saying = Saying.of(official)
    if not saying.parts:
        return False
    names = ServiceItem.objects.values_list("name", "main_item", "function")
    return any(saying.is_within(normalised(core(text))) for row in names for text in row if text)


def _only(spoken: str, official: str, but: int | None = None) -> None:
    if Synonym.objects.filter(spoken=spoken, official=official).exclude(pk=but or 0).exists():
        raise Conflict(_("已经有这条说法。"), remedy=_("请在说法列表里找到它；停用了的，可以重新启用。"))


def _record(of: Synonym, actor: Actor, name: str, reason: str, before: dict[str, str] | None = None) -> None:
    now_says = {"spoken": of.spoken, "official": of.official, "reason": reason}
    was = {"before": before} if before else {}
    record(chain=of.chain, actor=actor, action=name, summary=now_says | was)
