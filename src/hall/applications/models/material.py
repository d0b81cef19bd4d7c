"""The uploaded files. Their bytes lie in Django's default storage; here is what is known of each."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from hall.applications.models.application import Application
from hall.applications.models.supplement import Supplement


class MaterialFile(models.Model):
    """One file that came for one material. Its bytes were on disk before this row was.

    A file of a draft that is taken back is deleted, row and bytes. A filed one never is: the trigger
    `applications_keep_filed_files` refuses.
    """

    class Scan(models.TextChoices):
        AWAITING = "awaiting", "待检"
        CLEAN = "clean", "已检"
        INFECTED = "infected", "有害"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")
    supplement = models.ForeignKey(
        Supplement, on_delete=models.PROTECT, null=True, blank=True, related_name="files"
    )
    material_key = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    mime = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_key = models.CharField(max_length=200, unique=True)
    scan = models.CharField(max_length=8, choices=Scan.choices)
    scanner = models.CharField(max_length=80, blank=True)
    threat = models.CharField(max_length=120, blank=True)
    uploaded_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="material_file_is_not_empty"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="material_file_sha256"),
            models.CheckConstraint(
                condition=Q(scan="awaiting", scanner="", threat="")
                | Q(scan="clean", threat="") & ~Q(scanner="")
                | Q(scan="infected") & ~Q(threat="") & ~Q(scanner=""),
                name="material_file_verdict_names_its_scanner",
            ),
        ]
        indexes = [
            models.Index(fields=["uploaded_at"], condition=Q(scan="awaiting"), name="material_file_awaiting")
        ]

    def __str__(self) -> str:
        return self.name
