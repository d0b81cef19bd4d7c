"""Who: accounts that sign in, the persons and firms they stand for, and the posts that staff hold."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from hall.foundation.public import EncryptedTextField


class Party(models.Model):
    """A natural or legal person that rights and duties belong to. One row per ID number, whoever signs in."""

    class Kind(models.TextChoices):
        NATURAL = "natural", "自然人"
        LEGAL = "legal", "法人"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    id_number = EncryptedTextField()
    id_digest = models.CharField(max_length=64)
    phone = EncryptedTextField(blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "id_digest"], name="party_one_per_number")]

    def __str__(self) -> str:
        return self.name


class Representation(models.Model):
    """A natural person who may act for a legal person, from a day, until a day if one is set."""

    representative = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="represents")
    principal = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="represented_by")
    capacity = models.CharField(max_length=40, default="legal_representative")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["representative", "principal", "capacity"], name="representation_once"
            ),
            models.CheckConstraint(
                condition=~Q(representative=F("principal")), name="representation_not_of_oneself"
            ),
        ]


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in. What it may do follows from its party and its posts, never from a flag here."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = AccountManager()

    def __str__(self) -> str:
        return self.name


#: Posts that may be held in a hall as a whole. Their order is the database's.
ROLES_OF_A_HALL = ["window_clerk", "supervisor", "item_manager", "item_publisher", "data_steward"]


class Post(models.Model):
    """An office that an account holds in a department of a hall: what staff may do follows from it."""

    class Role(models.TextChoices):
        WINDOW_CLERK = "window_clerk", "窗口人员"
        REVIEWER = "reviewer", "审查人员"
        DECIDER = "decider", "审批决定人"
        SUPERVISOR = "supervisor", "效能监督"
        ITEM_MANAGER = "item_manager", "事项管理员"
        ITEM_PUBLISHER = "item_publisher", "事项审核员"
        DATA_STEWARD = "data_steward", "数据管理员"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=Role.choices)
    hall = models.ForeignKey("places.Hall", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "places.Department", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "hall", "department"], name="post_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(role__in=ROLES_OF_A_HALL) | Q(department__isnull=False),
                name="post_reviewers_sit_in_a_department",
            ),
        ]


class AccessToken(models.Model):
    """A bearer token for the API. Only its SHA-256 is kept: it is shown once, when it is made."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
