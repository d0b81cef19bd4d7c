"""What law has an official letter say, its number, and the code a department signs licences with."""

from __future__ import annotations

from typing import Any

from hall.standards import credit_code
from hall.standards.proceedings import Proceeding, Step

__all__ = ["LETTER_MARKS", "issuer_code", "law_in", "letter_number"]

_STEPS = {
    "receipt": Step.RECEIVE,
    "acceptance": Step.ACCEPT,
    "supplement": Step.SUPPLEMENT,
    "granted": Step.GRANT,
    "refused": Step.REFUSE,
}
_NOT_ACCEPTED = {"not_needed": Step.NOT_NEEDED, "not_ours": Step.NOT_OURS}
#: The mark that a letter of each kind carries before the case's own number.
LETTER_MARKS = {
    "receipt": "收",
    "acceptance": "受",
    "supplement": "补",
    "not_accepted": "不受",
    "granted": "准",
    "refused": "不准",
}


def letter_number(kind: str, case_number: str) -> str:
    """受〔…〕: mark and case number. A case has one letter of each kind, so the number is unique."""
    return f"{LETTER_MARKS[kind]}〔{case_number}〕"


def issuer_code(department_id: int) -> str:
    """A credit code of kind 机关 for a department whose own code isn't among the city's data.

    It lies in the division range of the invented (ADR 0010), so it can't be mistaken for a real body's.
    """
    return credit_code.build("11", f"{credit_code.DEMO_DIVISION_PREFIX}00", f"D{department_id:07d}")


def law_in(
    kind: str, matter: Proceeding, applicant_kind: str, *, deemed: bool = False, ground: str = ""
) -> dict[str, Any]:
    """The words of law in a letter of `kind` about such a matter; a fact that is "" isn't printed."""
    step = Step.DEEM if deemed else _NOT_ACCEPTED[ground] if ground else _STEPS[kind]
    said: dict[str, Any] = {"clause": matter.basis(step).clause_for(applicant_kind)}
    match kind:
        case "receipt":
            said["silence"] = matter.basis(Step.DEEM).demands
        case "acceptance":
            said["counting"] = matter.basis(Step.LIMIT).demands
        case "not_accepted":
            said["finding"] = matter.finding(step)
        case "granted":
            said |= {"decides": matter.grants, "matter": f"{matter.matter}事项", **_after_a_grant(matter)}
        case "refused":
            said["decides"] = matter.refuses
    return said


def _after_a_grant(matter: Proceeding) -> dict[str, str]:
    delivery, publicity = matter.basis(Step.DELIVER), matter.basis(Step.PUBLISH)
    paper = f"需要纸质证照的，本机关自作出决定之日起十个工作日内颁发、送达（{delivery.law}）。"
    return {
        "delivery": paper if delivery.law else "",
        "publicity": f"办理结果依法公开，公众有权查阅（{publicity.law}）；"
        "涉及国家秘密、商业秘密和个人隐私的内容除外。",
    }
