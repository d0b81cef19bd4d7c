"""What law has a letter say fits the matter and whom it is sent to."""

from __future__ import annotations

import pytest

from hall.approvals.rules.wording import Ground
from hall.documents.rules.letters import SHAPES, facts
from hall.journeys.rules.papers import LETTER_MARKS, law_in
from hall.standards.proceedings import PROCEEDINGS, proceeding_of

TOLD = {
    "applicant": "张三", "item_name": "事项", "case_number": "1", "filed_at": "今天", "accepted_on": "今天",
    "limit_days": 5, "due_on": "明天", "received_on": "今天", "wanted": [], "reason": "理由",
    "remedies": "可以申请行政复议。", "decided_on": "今天",
}  # fmt: skip


@pytest.mark.parametrize("item_type", PROCEEDINGS)
@pytest.mark.parametrize("kind", LETTER_MARKS)
@pytest.mark.parametrize("applicant_kind", ["natural", "legal"])
@pytest.mark.parametrize("ground", [*Ground])
def test_every_letter_of_every_matter_is_whole(
    item_type: str, kind: str, applicant_kind: str, ground: Ground
) -> None:
    grounds = {"ground": ground.value} if kind == "not_accepted" else {}
    law = law_in(kind, proceeding_of(item_type), applicant_kind, **grounds)
    told = {name: value for name, value in TOLD.items() if name in SHAPES[kind].required}
    letter = facts(kind, {**told, **law, **grounds})
    assert item_type == "01" or "行政许可法" not in str(letter)


@pytest.mark.parametrize(
    ("kind", "circumstances", "clause"),
    [
        ("receipt", {}, "第三十二条第二款，"),
        ("supplement", {}, "第三十二条第一款第（四）项，"),
        ("acceptance", {}, "第三十二条第一款第（五）项，"),
        ("acceptance", {"deemed": True}, "第三十二条第一款第（四）项，"),
        ("not_accepted", {"ground": "not_needed"}, "第三十二条第一款第（一）项，"),
        ("not_accepted", {"ground": "not_ours"}, "第三十二条第一款第（二）项，"),
        ("granted", {}, "第三十八条第一款，"),
        ("refused", {}, "第三十八条第二款，"),
    ],
)
def test_a_permit_cites_the_article_of_each_letter(kind: str, circumstances: dict, clause: str) -> None:
    said = law_in(kind, proceeding_of("01"), "natural", **circumstances)
    assert said["clause"] == f"依照《中华人民共和国行政许可法》{clause}"


def test_a_confirmation_decides_in_its_own_words() -> None:
    said = law_in("granted", proceeding_of("07"), "natural")
    assert (said["decides"], said["matter"], said["clause"]) == ("予以确认", "行政确认事项", "")
    assert "第二十条第（五）项" in said["publicity"]
    assert law_in("refused", proceeding_of("07"), "natural")["decides"] == "不予确认"
