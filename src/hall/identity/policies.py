"""The one who acts. Policies of every room ask an `Actor`, never a request or an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class PostHeld:
    """A post in force today: a role in a hall, in a department when the role sits in one."""

    role: str
    hall_id: int
    department_id: int | None


@dataclass(frozen=True)
class Actor:
    """Who acts: an account with its own party, the parties it may act for, and the posts it holds today."""

    account_id: int | None
    name: str
    kind: str  # person | officer | system | guest
    party_id: UUID | None = None
    parties: frozenset[UUID] = field(default_factory=frozenset)
    posts: tuple[PostHeld, ...] = ()

    def holds(self, *roles: str, hall_id: int | None = None, department_id: int | None = None) -> bool:
        """Whether a post of one of `roles` is held, in that hall and department where they are given."""
        return any(
            post.role in roles
            and (hall_id is None or post.hall_id == hall_id)
            and (department_id is None or post.department_id == department_id)
            for post in self.posts
        )

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the posts held."""
        return frozenset(post.role for post in self.posts)

    @property
    def is_officer(self) -> bool:
        return bool(self.posts)

    @property
    def keeps_items(self) -> bool:
        """Whether a post has to do with the catalogue: its desk is shown."""
        return self.holds("item_manager", "item_publisher")


SYSTEM = Actor(account_id=None, name="系统", kind="system")
GUEST = Actor(account_id=None, name="访客", kind="guest")
