"""Who one is over HTTP, and one's tokens."""

from __future__ import annotations

import pytest
from django.test import Client

from hall.foundation.public import today
from hall.identity.models import AccessToken, Representation
from hall.identity.public import Account, Party
from tests.calling import Caller, problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    mother, firm = (
        Party.objects.create(kind=kind, name=name, id_number=name, id_digest=name)
        for kind, name in (("natural", "王秀英"), ("legal", "平安小店"))
    )
    Representation.objects.create(representative=mother, principal=firm, valid_from=today())
    return Account.objects.create_user("wang", "a good password", name="王秀英", party=mother)


def test_one_is_told_for_whom_one_may_file(account: Account) -> None:
    told = Caller(account).get("me").json()
    assert [party["name"] for party in told["parties"]] == ["王秀英", "平安小店"]
    assert told["party_id"] == told["parties"][0]["id"]
    assert told["posts"] == []
    assert problem(Caller().get("me")) == (401, "not-signed-in")


def test_a_token_is_made_by_a_session_with_its_csrf_token_and_never_by_a_token(account: Account) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    body = {"label": "自动填报", "days": 7}
    kind = "application/json"
    assert problem(browser.post("/api/v1/tokens", body, content_type=kind)) == (403, "csrf")
    browser.cookies["csrftoken"] = "x" * 32
    made = browser.post("/api/v1/tokens", body, content_type=kind, headers={"X-CSRFToken": "x" * 32})
    assert made.status_code == 201
    by_token = browser.get("/api/v1/me", headers={"Authorization": f"Bearer {made.json()['token']}"})
    assert by_token.json()["name"] == "王秀英"
    assert problem(Caller(account).call("POST", "tokens", body)) == (403, "token-by-token")


def test_a_token_that_isnt_valid_is_never_made_good_by_a_session(account: Account) -> None:
    browser = Client()
    browser.force_login(account)
    assert browser.get("/api/v1/me").status_code == 200
    refused = browser.get("/api/v1/me", headers={"Authorization": "Bearer nothing"})
    assert problem(refused) == (401, "not-signed-in")
    assert 'error="invalid_token"' in refused.headers["WWW-Authenticate"]


def test_a_revoked_token_opens_nothing(account: Account) -> None:
    caller = Caller(account)
    token = caller.get("tokens").json()["items"][0]
    assert token["label"] == "test"
    assert caller.call("DELETE", f"tokens/{token['id']}").status_code == 204
    assert problem(caller.get("me")) == (401, "not-signed-in")


def test_nobody_revokes_anothers_token(account: Account) -> None:
    other = Caller(Account.objects.create(username="li", name="李四"))
    Caller(account)
    theirs = AccessToken.objects.get(account=account)
    assert other.call("DELETE", f"tokens/{theirs.pk}").status_code == 204
    assert AccessToken.objects.filter(pk=theirs.pk).exists()
