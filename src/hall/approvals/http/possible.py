"""What this officer can do with this case now, each deed with its form; and why something can't be done."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from hall.approvals.http.forms import AskSupplement, Conclude, Decide, Deed, RefuseAcceptance
from hall.approvals.lifecycle import Move, State, moves_from
from hall.approvals.models import Case
from hall.approvals.policies import Permission, is_own, may, may_review
from hall.approvals.queries.dossier import Dossier
from hall.approvals.queries.names import department_name
from hall.approvals.rules.deadlines import is_deemed_accepted
from hall.approvals.rules.wording import legal_basis
from hall.foundation.public import calendar, day_of, today
from hall.identity.public import Actor

__all__ = ["Choice", "Possible", "possible"]


@dataclass(frozen=True)
class Choice:
    """One deed: its form, where it is sent, the article it rests on and what that demands."""

    move: Move
    form: Deed
    path: str
    department: str = ""

    @property
    def basis(self) -> list[tuple[str, str]]:
        """(article, what it demands of the officer), for each move that the form may become."""
        case = self.form.case
        return legal_basis(self.move, case.item.item_type, case.applicant_kind)

    @property
    def is_refused(self) -> bool:
        return bool(self.form.errors)


@dataclass
class Possible:
    """The deeds by name, and remarks on those that the law or the rules of the house rule out."""

    accept: Choice | None = None
    ask: Choice | None = None
    refuse: Choice | None = None
    reviews: list[Choice] = field(default_factory=list)
    decide: Choice | None = None
    complete: Choice | None = None
    remarks: list[str] = field(default_factory=list)

    def choices(self) -> list[Choice]:
        single = (self.accept, self.ask, self.refuse, self.decide, self.complete)
        return [choice for choice in (*single, *self.reviews) if choice is not None]

    @property
    def is_refused(self) -> bool:
        return any(choice.is_refused for choice in self.choices())

    @property
    def is_empty(self) -> bool:
        return not self.choices()

    def shows(self, form: Deed) -> bool:
        return any(choice.form is form for choice in self.choices())


def possible(whole: Dossier, actor: Actor, refused: Deed | None = None) -> Possible:
    """The deeds open to `actor`. A form that was `refused` takes its own place again, as it was typed."""
    case, found = whole.case, Possible()
    moves = moves_from(State(case.state))
    if actor.is_officer and moves and is_own(actor, case):
        found.remarks.append(_("本件是您本人或者您所代表单位的申请，您应当回避，由其他工作人员办理。"))
    if Move.ACCEPT in moves and may(actor, Permission.ACCEPT, case):
        _at_the_counter(found, whole, refused)
    if Move.CONCLUDE_REVIEW in moves:
        found.reviews = [
            Choice(
                Move.CONCLUDE_REVIEW,
                _own(refused, Conclude, review.department_id)
                or Conclude(case=case, auto_id=f"review{review.department_id}_%s"),
                f"reviews/{review.department_id}/",
                department_name(review.department_id),
            )
            for review in whole.reviews
            if review.state == "pending" and may_review(actor, review.department_id, case)
        ]
    if Move.GRANT in moves and may(actor, Permission.DECIDE, case):
        _decision(found, case, actor, refused)
    if Move.COMPLETE in moves and may(actor, Permission.COMPLETE, case):
        found.complete = Choice(Move.COMPLETE, Deed(case=case, auto_id="complete_%s"), "complete/")
    return found


def _at_the_counter(found: Possible, whole: Dossier, refused: Deed | None) -> None:
    case = whole.case
    found.accept = Choice(Move.ACCEPT, Deed(case=case, auto_id="accept_%s"), "accept/")
    refusal = _own(refused, RefuseAcceptance) or RefuseAcceptance(case=case)
    found.refuse = Choice(Move.REFUSE_ACCEPTANCE, refusal, "refuse-acceptance/")
    if case.supplement_asked_at is not None:
        found.remarks.append(_("本件已一次告知过补正，依法不能再次要求补正。"))
    elif is_deemed_accepted(calendar(), day_of(case.received_at), today()):
        found.remarks.append(_("收件已超过五个工作日，依法自收到材料之日起即为受理，不能再要求补正。"))
    elif whole.filed is not None:
        ask = _own(refused, AskSupplement) or AskSupplement(case=case, filed=whole.filed)
        found.ask = Choice(Move.ASK_SUPPLEMENT, ask, "supplement/")


def _decision(found: Possible, case: Case, actor: Actor, refused: Deed | None) -> None:
    if actor.account_id in case.reviewed_by and not settings.HALL_DECIDER_MAY_REVIEW:
        found.remarks.append(_("您审查过本件，须由本部门的另一位审批决定人作出决定。"))
        return
    found.decide = Choice(Move.GRANT, _own(refused, Decide) or Decide(case=case), "decide/")


def _own(refused: Deed | None, kind: type[Deed], department_id: int | None = None) -> Deed | None:
    if type(refused) is not kind or getattr(refused, "department_id", None) != department_id:
        return None
    return refused
