"""Who acts: accounts, the parties behind them, the posts in force today, the tokens that still hold."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from hall.foundation.public import Invalid, history_of, now, today
from hall.identity.actions import account_chain
from hall.identity.models import AccessToken, Account, Party, Post, Representation
from hall.identity.public import (
    GUEST,
    SYSTEM,
    account_by_token,
    actor_for,
    enrol_account,
    enrol_party,
    give_post,
    issue_token,
    let_represent,
)
from hall.places.models import Department, Division, Hall

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"


@pytest.fixture
def hall() -> Hall:
    province = Division.objects.create(code="340000000000", name="安徽省", level="province")
    return Hall.objects.create(slug="shizhi", name="市直", kind="city", division=province)


@pytest.fixture
def department(hall: Hall) -> Department:
    return Department.objects.create(hall=hall, function="市场监管", name="市场监督管理局", source="测试")


def enrolled(username: str = "li", **fields: object) -> Account:
    number = enrol_account(username=username, name="李", password="一个 长 的 口令", actor=SYSTEM, **fields)
    return Account.objects.get(pk=number)


def natural(number: str = NUMBER) -> UUID:
    return UUID(enrol_party(kind="natural", name="李", id_number=number, actor=SYSTEM))


def test_the_same_id_number_is_one_party_however_it_is_written() -> None:
    assert natural(NUMBER) == natural(NUMBER.lower())
    assert Party.objects.count() == 1


def test_an_account_acts_for_itself_and_for_the_firms_it_represents_today() -> None:
    person = natural()
    firm, old_firm = (
        UUID(enrol_party(kind="legal", name=name, id_number=code, actor=SYSTEM))
        for name, code in (("甲公司", "91110000600037341L"), ("乙公司", "11511301008778183N"))
    )
    for principal in (firm, old_firm):
        let_represent(representative_id=person, principal_id=principal, actor=SYSTEM)
    Representation.objects.filter(principal_id=old_firm).update(
        valid_from=date(2020, 1, 1), valid_until=today() - timedelta(days=1)
    )
    assert actor_for(enrolled(party_id=person)).parties == {person, firm}


def test_a_post_counts_from_its_first_to_its_last_day(hall: Hall, department: Department) -> None:
    account = enrolled()
    give_post(
        account_id=account.pk, role="reviewer", hall_id=hall.pk, department_id=department.pk, actor=SYSTEM
    )
    give_post(
        account_id=account.pk,
        role="window_clerk",
        hall_id=hall.pk,
        since=today() + timedelta(days=1),
        actor=SYSTEM,
    )
    actor = actor_for(account)
    assert actor.kind == "officer"
    assert actor.holds("reviewer", department_id=department.pk)
    assert not actor.holds("window_clerk")
    Post.objects.update(valid_from=date(2020, 1, 1), valid_until=today() - timedelta(days=1))
    assert not actor_for(account).is_officer


def test_giving_the_same_post_twice_gives_one_and_records_one(hall: Hall) -> None:
    account = enrolled()
    for _ in range(2):
        give_post(account_id=account.pk, role="window_clerk", hall_id=hall.pk, actor=SYSTEM)
    assert Post.objects.count() == 1
    actions = [fact.action for fact in history_of(account_chain(account.pk))]
    assert actions == ["identity.account.enrol", "identity.post.give"]


def test_a_token_opens_its_account_until_it_expires() -> None:
    account = enrolled()
    token = issue_token(label="手机", actor=actor_for(account))
    assert account_by_token(token) == account
    assert account_by_token(token + "x") is None
    assert not AccessToken.objects.filter(digest=token).exists()
    AccessToken.objects.update(expires_at=now() - timedelta(seconds=1))
    assert account_by_token(token) is None


def test_a_closed_account_keeps_no_open_token() -> None:
    account = enrolled()
    token = issue_token(label="手机", actor=actor_for(account))
    Account.objects.update(is_active=False)
    assert account_by_token(token) is None


def test_guests_get_no_token_and_nobody_gets_one_for_ever() -> None:
    with pytest.raises(Invalid):
        issue_token(label="x", actor=GUEST)
    with pytest.raises(Invalid):
        issue_token(label="x", days=4000, actor=actor_for(enrolled()))


@pytest.mark.parametrize("is_officer", [False, True])
def test_people_land_in_their_own_space_and_staff_on_their_desk(
    client: Client, hall: Hall, is_officer: bool
) -> None:
    account = enrolled()
    if is_officer:
        give_post(account_id=account.pk, role="window_clerk", hall_id=hall.pk, actor=SYSTEM)
    answer = client.post("/accounts/login/", {"login": "li", "password": "一个 长 的 口令"})
    assert answer.status_code == 302
    assert answer["Location"] == ("/desk/" if is_officer else "/my/")


def test_a_wrong_password_signs_nobody_in(client: Client) -> None:
    enrolled()
    answer = client.post("/accounts/login/", {"login": "li", "password": "猜的"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_nobody_makes_an_account_without_a_verified_person(client: Client) -> None:
    answer = client.post("/accounts/signup/", {"username": "x", "password1": "p" * 12, "password2": "p" * 12})
    assert not Account.objects.exists()
    assert answer.status_code in {200, 403, 404}
