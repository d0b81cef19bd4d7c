"""The door of identity: who acts, for whom, by what post."""

from hall.identity.actions import enrol_account, enrol_party, give_post, issue_token, let_represent
from hall.identity.models import Account, Party, Post
from hall.identity.policies import GUEST, SYSTEM, Actor, PostHeld
from hall.identity.queries import account_by_token, actor_for, actor_of

__all__ = [
    "GUEST",
    "SYSTEM",
    "Account",
    "Actor",
    "Party",
    "Post",
    "PostHeld",
    "account_by_token",
    "actor_for",
    "actor_of",
    "enrol_account",
    "enrol_party",
    "give_post",
    "issue_token",
    "let_represent",
]
