"""A mother, her firm, her colleague at the firm, and a stranger, for tests of what is sent to people."""

from __future__ import annotations

from dataclasses import dataclass

from hall.foundation.public import digest_of, today
from hall.identity.models import Account, Party, Representation
from hall.identity.public import Actor, actor_for
from hall.places.models import Department, Division, Hall

__all__ = ["People", "Somebody", "a_department", "settle"]


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


def a_department(name: str = "亳州市市场监督管理局", function: str = "市场监管") -> Department:
    """A department of the city's hall, which is there after the first call."""
    province, _ = Division.objects.get_or_create(
        code="340000000000", defaults={"name": "安徽省", "level": "province"}
    )
    city, _ = Division.objects.get_or_create(
        code="341600000000", defaults={"name": "亳州市", "level": "city", "parent": province}
    )
    hall, _ = Hall.objects.get_or_create(
        slug="bozhou", defaults={"name": "亳州市大厅", "short_name": "市直", "kind": "city", "division": city}
    )
    return Department.objects.create(hall=hall, function=function, name=name, source="测试")


def _party(kind: str, name: str, number: str) -> Party:
    return Party.objects.create(
        kind=kind, name=name, id_number=number, id_digest=digest_of(number), is_demo=True
    )


def _somebody(username: str, name: str, number: str) -> Somebody:
    party = _party("natural", name, number)
    return Somebody(Account.objects.create_user(username, "secret", name=name, party=party), party)
