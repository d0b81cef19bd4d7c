"""The five grades and when a rating is bad.

Source: GB/T 39046-2020 附录A A.8 (the grades); 国办发〔2019〕51号 (不满意 and 非常不满意 are 差评).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hall.standards.code_sets import Satisfaction

LONGEST_COMMENT = 500
MOST_TAGS = 6
GRADES = tuple(int(grade) for grade in Satisfaction)


def is_bad(grade: int) -> bool:
    """Whether `grade` starts a call-back."""
    return next(known for known in Satisfaction if known == str(grade)).is_bad


def faults(grade: int, tags: Sequence[str], comment: str, known_tags: Mapping[str, int]) -> dict[str, str]:
    """What is wrong with a rating, by field; empty when it can be taken.

    `known_tags` maps a tag's code to the grade it belongs to. A bad grade must say why, by tag or in words.
    """
    if grade not in GRADES:
        return {"grade": "请在五个等级中选一个。"}
    found: dict[str, str] = {}
    if any(known_tags.get(tag) != grade for tag in tags):
        found["tags"] = "所选标签不属于这个等级，请重新选择。"
    elif len(set(tags)) > MOST_TAGS:
        found["tags"] = f"标签最多选 {MOST_TAGS} 个。"
    if len(comment) > LONGEST_COMMENT:
        found["comment"] = f"意见最多 {LONGEST_COMMENT} 字，现在是 {len(comment)} 字。"
    elif is_bad(grade) and not tags and not comment.strip():
        found["comment"] = "请至少选一个标签，或写下不满意的原因，以便我们回访整改。"
    return found
