"""Deeds of identity: parties and accounts are enrolled, posts given, tokens issued. Each is recorded."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import date, timedelta
from uuid import UUID

from hall.foundation.public import Invalid, action, digest_of, now, record, today
from hall.identity.models import AccessToken, Account, Party, Post, Representation
from hall.identity.policies import Actor

_ACCOUNTS = uuid.UUID("6a3c6f0e-6f0b-4c56-9f60-2b1d5b0c7a11")
LONGEST_TOKEN = timedelta(days=365)


def account_chain(account_id: int) -> UUID:
    """The history chain of an account (accounts have integer keys, chains are UUIDs)."""
    return uuid.uuid5(_ACCOUNTS, str(account_id))


@action("identity.party.enrol")
def enrol_party(
    *, kind: str, name: str, id_number: str, phone: str = "", is_demo: bool = False, actor: Actor
) -> str:
    """The party with this ID number, made if it is new. Returns: its id."""
    party, made = Party.objects.get_or_create(
        kind=kind,
        id_digest=digest_of(id_number),
        defaults={"name": name, "id_number": id_number, "phone": phone, "is_demo": is_demo},
    )
    if made:
        record(chain=party.pk, actor=actor, action="identity.party.enrol", summary={"kind": kind})
    return str(party.pk)


@action("identity.account.enrol")
def enrol_account(
    *,
    username: str,
    name: str,
    password: str,
    party_id: UUID | None = None,
    is_demo: bool = False,
    actor: Actor,
) -> int:
    """The account of this user name, made if it is new. Returns: its id."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        account = Account.objects.create_user(
            username, password, name=name, party_id=party_id, is_demo=is_demo
        )
        record(chain=account_chain(account.pk), actor=actor, action="identity.account.enrol")
    return account.pk


@action("identity.post.give")
def give_post(
    *,
    account_id: int,
    role: str,
    hall_id: int,
    department_id: int | None = None,
    since: date | None = None,
    actor: Actor,
) -> int:
    """Give an account a post from `since` (today when not given). Returns: the post's id."""
    post, made = Post.objects.get_or_create(
        account_id=account_id,
        role=role,
        hall_id=hall_id,
        department_id=department_id,  # type: ignore[misc]  # NULL may be looked up
        defaults={"valid_from": since or today()},
    )
    if made:
        record(
            chain=account_chain(account_id),
            actor=actor,
            action="identity.post.give",
            summary={"role": role, "hall": hall_id, "department": department_id},
        )
    return post.pk


@action("identity.representation.allow")
def let_represent(*, representative_id: UUID, principal_id: UUID, actor: Actor) -> int:
    """Record that a natural person is the legal representative of a legal person. Returns: its id."""
    link, made = Representation.objects.get_or_create(
        representative_id=representative_id, principal_id=principal_id, defaults={"valid_from": today()}
    )
    if made:
        record(
            chain=principal_id,
            actor=actor,
            action="identity.representation.allow",
            summary={"representative": representative_id},
        )
    return link.pk


@action("identity.token.issue")
def issue_token(*, label: str, days: int = 30, actor: Actor) -> str:
    """A new bearer token for the actor's own account. Returns: the token, which is shown only now."""
    if actor.account_id is None:
        raise Invalid("只有登录的账号可以申请接口令牌。")
    if not 0 < days <= LONGEST_TOKEN.days:
        raise Invalid("令牌有效期须为 1 到 365 天。", errors={"days": "1–365"})
    token = secrets.token_urlsafe(32)
    AccessToken.objects.create(
        account_id=actor.account_id,
        digest=hashlib.sha256(token.encode()).hexdigest(),
        label=label,
        expires_at=now() + timedelta(days=days),
    )
    record(chain=account_chain(actor.account_id), actor=actor, action="identity.token.issue")
    return token


@action("identity.token.revoke")
def revoke_token(*, token_id: int, actor: Actor) -> None:
    """Make one of the actor's own tokens worthless. Revoking it twice changes nothing."""
    gone, _ = AccessToken.objects.filter(pk=token_id, account=actor.account_id).delete()
    if gone and actor.account_id is not None:
        record(
            chain=account_chain(actor.account_id),
            actor=actor,
            action="identity.token.revoke",
            summary={"token": token_id},
        )
