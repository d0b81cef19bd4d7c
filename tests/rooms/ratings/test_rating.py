"""A finished case is rated once, by its applicant; a bad grade says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from hall.foundation.public import Conflict, Invalid, NotFound, NotLoaded, Refused, history_of, today
from hall.identity.models import Post
from hall.identity.public import SYSTEM
from hall.ratings.loading.tags import load_rating_tags
from hall.ratings.models import Rating, RatingTag
from hall.ratings.public import rate_case, rated_among, rating_of, satisfaction_of
from tests.people import People

pytestmark = pytest.mark.django_db


def test_the_applicant_rates_a_finished_case_once(a_case: Any, people: People) -> None:
    case = a_case()
    rate_case(case_id=case.pk, grade=2, tags=["2-on-time"], comment=" 谢谢 ", actor=people.mother.actor)
    given = rating_of(case.pk)
    assert (given.grade, given.tags, given.comment) == (2, ("2-on-time",), "谢谢")
    with pytest.raises(Conflict, match="评价过"):
        rate_case(case_id=case.pk, grade=1, actor=people.mother.actor)
    assert Rating.objects.count() == 1


def test_the_database_holds_one_rating_for_one_case(a_case: Any, people: People) -> None:
    case = a_case()
    rate_case(case_id=case.pk, grade=1, actor=people.mother.actor)
    copy = Rating.objects.get()
    copy.pk = uuid4()
    copy._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_a_case_that_has_not_ended_is_not_rated_yet(a_case: Any, people: People) -> None:
    with pytest.raises(Conflict, match="没有办完"):
        rate_case(case_id=a_case(ended=False).pk, grade=1, actor=people.mother.actor)


def test_nobody_rates_for_the_applicant(a_case: Any, people: People) -> None:
    case = a_case()
    with pytest.raises(NotFound):
        rate_case(case_id=case.pk, grade=1, actor=people.stranger.actor)
    Post.objects.create(
        account=people.stranger.account, role="window_clerk", hall=case.hall, valid_from=today()
    )
    with pytest.raises(Refused):
        rate_case(case_id=case.pk, grade=1, actor=people.stranger.actor)
    with pytest.raises(NotFound):
        rate_case(case_id=uuid4(), grade=1, actor=people.mother.actor)


def test_a_bad_grade_must_say_why(a_case: Any, people: People) -> None:
    case = a_case()
    with pytest.raises(Invalid) as refused:
        rate_case(case_id=case.pk, grade=5, actor=people.mother.actor)
    assert "comment" in refused.value.errors
    rate_case(case_id=case.pk, grade=5, comment="推诿", actor=people.mother.actor)
    with pytest.raises(IntegrityError, match="rating_bad_says_why"), transaction.atomic():
        Rating.objects.update(comment="", tags=[])


def test_a_rating_is_told_to_other_rooms_without_its_words(a_case: Any, people: People) -> None:
    case = a_case()
    rate_case(case_id=case.pk, grade=4, tags=["4-slow"], comment="太慢了", actor=people.mother.actor)
    (fact,) = [fact for fact in history_of(case.pk) if fact.event == "ratings.CaseRated"]
    assert (fact.data["grade"], fact.data["is_bad"], fact.data["tags"]) == (4, True, ["4-slow"])
    assert "太慢了" not in str(fact)


def test_satisfaction_is_the_share_of_the_first_three_grades(
    a_case: Any, people: People, django_assert_num_queries: Any
) -> None:
    cases = [a_case() for _ in range(3)]
    for case, grade in zip(cases, (1, 3, 4), strict=True):
        rate_case(case_id=case.pk, grade=grade, comment="x", actor=people.mother.actor)
    with django_assert_num_queries(1):
        found = satisfaction_of(cases[0].item_id)
    assert (found.count, found.satisfied_percent) == (3, 66.7)  # 2 of 3
    assert satisfaction_of(0).satisfied_percent is None
    assert rated_among([case.pk for case in cases] + [uuid4()]) == {case.pk for case in cases}


def test_the_pages_ask_first_how_and_then_why(client: Client, a_case: Any, people: People) -> None:
    case = a_case()
    address = f"/my/applications/{case.application_id}/rate/"
    assert client.get(address).status_code == 302
    client.force_login(people.mother.account)
    assert "非常不满意" in client.get(address).content.decode()
    why = client.get(address, {"grade": "4"}).content.decode()
    assert "办理时间长" in why
    assert "办得快" not in why
    unsaid = client.post(address, {"grade": "4", "comment": ""})
    assert unsaid.status_code == 422
    assert "请至少选一个标签" in unsaid.content.decode()
    said = client.post(address, {"grade": "4", "tags": ["4-slow"], "comment": "等了很久"})
    assert said["Location"] == f"/my/applications/{case.application_id}/"
    assert Rating.objects.get().tags == ["4-slow"]
    assert "您已经评价过这件事" in client.get(address).content.decode()


def test_nothing_typed_is_lost_when_a_rating_is_refused(client: Client, a_case: Any, people: People) -> None:
    address = f"/my/applications/{a_case().application_id}/rate/"
    client.force_login(people.mother.account)
    page = client.post(address, {"grade": "2", "comment": "好" * 501}).content.decode()
    assert "好" * 501 in page
    assert "意见最多 500 字，现在是 501 字。" in page


def test_strangers_do_not_learn_that_there_is_a_case(client: Client, a_case: Any, people: People) -> None:
    client.force_login(people.stranger.account)
    assert client.get(f"/my/applications/{a_case().application_id}/rate/").status_code == 404
    assert client.get(f"/my/applications/{uuid4()}/rate/").status_code == 404


def test_remarks_are_loaded_whole_or_not_at_all(tmp_path: Path, tags: None, settings: Any) -> None:
    known = RatingTag.objects.count()
    assert known == 26
    again = load_rating_tags(settings.HALL_DATA_DIR / "rating_tags.csv", actor=SYSTEM)
    assert (again.added, again.changed) == (0, 0)
    bad = tmp_path / "tags.csv"
    bad.write_text("code,grade,label,label_en\nx,9,a,b\ny,1,,b\nz,1,a,b\n", encoding="utf-8")
    with pytest.raises(NotLoaded) as refused:
        load_rating_tags(bad, actor=SYSTEM)
    assert [note.line for note in refused.value.report.rejected] == [2, 3]
    assert RatingTag.objects.count() == known
