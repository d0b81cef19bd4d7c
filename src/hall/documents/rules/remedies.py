"""What somebody may do against a decision. A refusal that doesn't say so is unlawful.

Source: 行政复议法 第十一条 (what can be contested), 第二十条、第二十四条 (sixty days, to the government the
department belongs to); 行政诉讼法 第十二条, 第四十六条 (six months, to the people's court). The duty to tell:
行政许可法 第三十八条第二款 for permits. Which of their items is cited follows from the matter's type.
"""

from __future__ import annotations

from hall.standards.proceedings import proceeding_of
from hall.standards.statutes import Limit, limit


def remedies(item_type: str, *, government: str, court: str = "有管辖权的人民法院") -> list[str]:
    """The two ways of redress in the letter's words; `government` is who hears a review."""
    matter = proceeding_of(item_type)
    review, suit = limit("administrative_review"), limit("litigation")
    return [
        f"可以自收到本决定之日起{review.amount}{review.unit}内，依照{_cited(review, matter.review_article)}，"
        f"向{government}申请行政复议；",
        f"也可以自收到本决定之日起{suit.amount}{suit.unit}内，依照{_cited(suit, matter.suit_article)}，"
        f"向{court}提起行政诉讼。",
    ]


def _cited(limit: Limit, scope: str) -> str:
    return f"《{limit.law}》{scope}、{limit.article}"
