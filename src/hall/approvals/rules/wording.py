"""What the office says in law's words: grounds, deeds, and the article each of them rests on."""

from __future__ import annotations

from enum import StrEnum

from hall.approvals.lifecycle import Move

__all__ = ["DEEDS", "GROUND_LABELS", "LEGAL_BASIS", "MOVE_LABELS", "USUAL_REASONS", "Ground", "legal_basis"]


class Ground(StrEnum):
    """Why an application isn't accepted. The act knows two grounds; missing papers aren't one of them."""

    NOT_NEEDED = "not_needed"
    NOT_OURS = "not_ours"


GROUND_LABELS = {
    Ground.NOT_NEEDED: "依法不需要取得行政许可",
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

LEGAL_BASIS: dict[Move, tuple[str, str]] = {
    Move.ACCEPT: (
        "《中华人民共和国行政许可法》第三十二条第一款第（五）项",
        "申请事项属于本机关职权范围，材料齐全、符合法定形式，或者已按要求提交全部补正材料的，应当受理。"
        "出具加盖专用印章、注明日期的书面凭证。",
    ),
    Move.ASK_SUPPLEMENT: (
        "《中华人民共和国行政许可法》第三十二条第一款第（四）项",
        "材料不齐全或者不符合法定形式的，当场或者五个工作日内一次告知需要补正的全部内容；"
        "逾期不告知的，自收到申请材料之日起即为受理。",
    ),
    Move.REFUSE_ACCEPTANCE: (
        "《中华人民共和国行政许可法》第三十二条第一款第（一）、（二）项",
        "依法不需要取得许可的，即时告知不受理；不属于本机关职权范围的，即时作出不予受理的决定，"
        "并告知向有关行政机关申请。",
    ),
    Move.CONCLUDE_REVIEW: (
        "《中华人民共和国行政许可法》第三十四条",
        "对申请人提交的材料进行审查。审查意见应当写明依据。",
    ),
    Move.GRANT: (
        "《中华人民共和国行政许可法》第三十八条第一款、第四十条",
        "符合法定条件、标准的，依法作出准予的书面决定；准予的决定应当公开。",
    ),
    Move.REFUSE: (
        "《中华人民共和国行政许可法》第三十八条第二款",
        "作出不予许可的书面决定，应当说明理由，并告知申请复议或者提起诉讼的权利。",
    ),
    Move.COMPLETE: (
        "《中华人民共和国行政许可法》第四十四条",
        "自作出决定之日起十个工作日内向申请人颁发、送达证件。",
    ),
}


def legal_basis(move: Move) -> tuple[str, str]:
    """(article, what it demands of the officer) of one move; empty when no article speaks of it."""
    return LEGAL_BASIS.get(move, ("", ""))
