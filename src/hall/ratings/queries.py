"""What people thought, and what they may still say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from hall.approvals.public import Case
from hall.ratings.models import Rating, RatingTag
from hall.ratings.rules.grades import GRADES, is_bad

#: States of a case that has come to an end that one can judge; a withdrawn one has not.
_ENDED = frozenset({"granted", "refused", "not_accepted", "completed"})


@dataclass(frozen=True)
class RateableCase:
    """A case as far as rating it goes."""

    case_id: UUID
    application_id: UUID
    number: str
    item_id: int
    item_name: str
    hall_id: int
    department_id: int
    department_name: str
    party_id: UUID
    is_finished: bool


@dataclass(frozen=True)
class RatingGiven:
    """The rating of one case."""

    case_id: UUID
    grade: int
    tags: tuple[str, ...]
    comment: str
    rated_at: datetime


@dataclass(frozen=True)
class Satisfaction:
    """The ratings of one item together."""

    count: int
    by_grade: dict[int, int]

    @property
    def satisfied_percent(self) -> float | None:
        """The share of grades 1 to 3, in percent with one decimal; None when nobody has rated."""
        if not self.count:
            return None
        good = sum(n for grade, n in self.by_grade.items() if not is_bad(grade))
        return round(100 * good / self.count, 1)


def rateable(*, case_id: UUID | None = None, application_id: UUID | None = None) -> RateableCase | None:
    """The case with this id, or that this application opened (one query)."""
    asked = {"pk": case_id} if case_id else {"application_id": application_id}
    case = Case.objects.select_related("department").filter(**asked).first()
    if case is None:
        return None
    return RateableCase(
        case.pk,
        case.application_id,
        case.number,
        case.item_id,
        case.item_name,
        case.hall_id,
        case.department_id,
        case.department.name,
        case.party_id,
        case.state in _ENDED,
    )


def rating_of(case_id: UUID) -> RatingGiven | None:
    """The rating of a case, if it has been rated (one query)."""
    rating = Rating.objects.filter(case_id=case_id).first()
    if rating is None:
        return None
    return RatingGiven(rating.case_id, rating.grade, tuple(rating.tags), rating.comment, rating.rated_at)


def rated_among(case_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the cases that have been rated (one query)."""
    return frozenset(Rating.objects.filter(case_id__in=case_ids).values_list("case_id", flat=True))


def satisfaction_of(item_id: int) -> Satisfaction:
    """What people thought of one item (one query)."""
    counts = Rating.objects.filter(item_id=item_id).values_list("grade").annotate(n=Count("pk"))
    by_grade = dict.fromkeys(GRADES, 0) | {grade: n for grade, n in counts}
    return Satisfaction(sum(by_grade.values()), by_grade)


def tags_by_grade() -> dict[int, list[RatingTag]]:
    """The ready-made remarks of every grade, in their order (one query)."""
    tags: dict[int, list[RatingTag]] = {grade: [] for grade in GRADES}
    for tag in RatingTag.objects.all():
        tags[tag.grade].append(tag)
    return tags
