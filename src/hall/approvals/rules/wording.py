"""What the office says in law's words: grounds, deeds, and the article each of them rests on."""

from __future__ import annotations

from enum import StrEnum

from hall.approvals.lifecycle import Move
from hall.standards.proceedings import Step, proceeding_of

__all__ = [
    "DEEDS",
    "GROUND_LABELS",
    "MOVE_LABELS",
    "USUAL_REASONS",
    "Ground",
    "ground_labels",
    "legal_basis",
]


class Ground(StrEnum):
    """Why an application isn't accepted. The act knows two grounds; missing papers aren't one of them."""

    NOT_NEEDED = "not_needed"
    NOT_OURS = "not_ours"


#: As histories tell them, whatever the matter is.
GROUND_LABELS = {
    Ground.NOT_NEEDED: "依法不需要办理",
    Ground.NOT_OURS: "依法不属于本机关职权范围",
}

#: What counters most often write beside a paper that must be supplied: offered, never filled in.
USUAL_REASONS = (
    "没有提交",
    "图像不清晰，无法辨认",
    "没有签名或者盖章",
    "已过有效期",
    "内容与申请表不一致",
    "不符合规定的格式",
)

#: What each recorded action is called when people are told of it.
DEEDS = {
    "approvals.case.open": "收件",
    "approvals.case.ask_supplement": "一次告知补正",
    "approvals.case.file_supplement": "提交补正材料",
    "approvals.case.accept": "受理",
    "approvals.case.refuse_acceptance": "不予受理",
    "approvals.review.conclude": "提交审查意见",
    "approvals.review.complete": "审查完成",
    "approvals.case.decide": "作出决定",
    "approvals.case.withdraw": "撤回申请",
    "approvals.case.complete": "送达办结",
    "approvals.case.recount": "期限重算",
}

#: What each move is called on a button and in the picture of a case's life.
MOVE_LABELS = {
    Move.ASK_SUPPLEMENT: "一次告知补正",
    Move.FILE_SUPPLEMENT: "提交补正",
    Move.ACCEPT: "受理",
    Move.REFUSE_ACCEPTANCE: "不予受理",
    Move.CONCLUDE_REVIEW: "提交审查意见",
    Move.COMPLETE_REVIEWS: "审查完成",
    Move.GRANT: "准予",
    Move.REFUSE: "不予",
    Move.WITHDRAW: "撤回",
    Move.COMPLETE: "送达办结",
}

#: The steps of a proceeding that a move is, or may become.
_STEPS: dict[Move, tuple[Step, ...]] = {
    Move.ACCEPT: (Step.ACCEPT,),
    Move.ASK_SUPPLEMENT: (Step.SUPPLEMENT,),
    Move.REFUSE_ACCEPTANCE: (Step.NOT_NEEDED, Step.NOT_OURS),
    Move.CONCLUDE_REVIEW: (Step.REVIEW,),
    Move.GRANT: (Step.GRANT, Step.REFUSE),
    Move.REFUSE: (Step.REFUSE,),
    Move.COMPLETE: (Step.DELIVER,),
}


def legal_basis(move: Move, item_type: str, applicant_kind: str) -> list[tuple[str, str]]:
    """(article, what it demands of the officer) for each step that `move` may be in such a matter.

    The article is "" where no law speaks of it; a move that no step answers to has none.
    """
    matter = proceeding_of(item_type)
    bases = [matter.basis(step) for step in _STEPS.get(move, ())]
    return [(basis.law_for(applicant_kind), basis.demands) for basis in bases]


def ground_labels(item_type: str) -> dict[Ground, str]:
    """The grounds of not accepting, in the words of the notice."""
    matter = proceeding_of(item_type)
    return {ground: matter.finding(Step(ground.value)) for ground in Ground}
