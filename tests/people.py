"""A mother, her firm, her colleague at the firm, and a stranger, for tests of what is sent to people."""

from __future__ import annotations

from dataclasses import dataclass

from hall.foundation.public import digest_of, today
from hall.identity.models import Account, Party, Representation
from hall.identity.public import Actor, actor_for

__all__ = ["People", "Somebody", "settle"]


@dataclass(frozen=True)
class Somebody:
    """A person who signs in."""

    account: Account
    party: Party

    @property
    def actor(self) -> Actor:
        """The actor behind the account, as it stands now."""
        return actor_for(self.account)


@dataclass(frozen=True)
class People:
    """Who is there."""

    mother: Somebody
    colleague: Somebody
    stranger: Somebody
    firm: Party


def settle() -> People:
    """Enrol them all."""
    mother = _somebody("mother", "周雨晴", "34999919900101002X")
    colleague = _somebody("colleague", "李四", "349999199001010038")
    stranger = _somebody("stranger", "王五", "349999199001010046")
    firm = _party("legal", "谯城药膳馆", "91349900MA00000001")
    for person in (mother.party, colleague.party):
        Representation.objects.create(representative=person, principal=firm, valid_from=today())
    return People(mother, colleague, stranger, firm)


def _party(kind: str, name: str, number: str) -> Party:
    return Party.objects.create(
        kind=kind, name=name, id_number=number, id_digest=digest_of(number), is_demo=True
    )


def _somebody(username: str, name: str, number: str) -> Somebody:
    party = _party("natural", name, number)
    return Somebody(Account.objects.create_user(username, "secret", name=name, party=party), party)
