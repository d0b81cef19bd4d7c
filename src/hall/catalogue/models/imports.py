"""Files of guides on their way in and out: what they say, what is wrong, what they would change."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class FileWork(models.Model):
    """A file that the worker reads, writes into the catalogue or makes; how far it has come, what stopped it.

    `done` of `total` is told from beside the work's own transaction (`actions.progress`), so that pages see
    it while nothing of the work itself is there yet. A `total` of 0: nobody knows how long the file is.
    """

    class Stage(models.TextChoices):
        READING = "reading", "正在读取"
        COMPARING = "comparing", "正在比较"
        APPLYING = "applying", "正在写入草稿"
        MAKING = "making", "正在生成"

    class Stopped(models.TextChoices):
        EDITED = "edited", "读取之后有人改过"
        REFUSED = "refused", "岗位不再允许"
        TOO_LONG = "too_long", "一张工作表装不下"
        BROKEN = "broken", "出了故障"

    stage = models.CharField(max_length=9, choices=Stage.choices, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    stopped = models.CharField(max_length=8, choices=Stopped.choices, blank=True)

    class Meta:
        abstract = True

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0


class GuideImport(FileWork):
    """One uploaded file. Nothing of it is in the catalogue until it is applied, and then only as drafts.

    `flaws` keeps the first few hundred, `flaw_count` tells all; with a single one nothing is applied.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待读取"
        FLAWED = "flawed", "有错误"
        READ = "read", "待确认"
        APPLYING = "applying", "正在写入草稿"
        APPLIED = "applied", "已写入草稿"
        DISCARDED = "discarded", "已放弃"
        FAILED = "failed", "没有读成"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    flaws = models.JSONField(default=list)
    flaw_count = models.PositiveIntegerField(default=0)
    tables = ArrayField(models.CharField(max_length=40), default=list)
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-uploaded_at"], name="import_by_account")]

    def __str__(self) -> str:
        return self.filename


class GuideExport(FileWork):
    """A workbook of the items of a list as somebody narrowed it (`sought`), kept until `kept_until`."""

    class State(models.TextChoices):
        WAITING = "waiting", "正在生成"
        READY = "ready", "可以下载"
        FAILED = "failed", "没有生成"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    sought = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    stored_as = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    kept_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "-asked_at"], name="export_by_account")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} {self.total}"


class ImportedPart(models.Model):
    """One good row of the file, until the rows of its guide are put together."""

    guide_import = models.ForeignKey(GuideImport, on_delete=models.CASCADE, related_name="parts")
    code = models.CharField(max_length=100)
    table = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    said = models.JSONField()
    told = models.JSONField(default=list)
    place = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["guide_import", "code", "table", "number"], name="import_in_order")]


class ImportedGuide(models.Model):
    """What the file says of one item, and how that differs from what the item's guide said when it was read.

    `base_version` and `base_digest` name what it was compared with: another edit since then stops the import.
    """

    guide_import = models.ForeignKey(GuideImport, on_delete=models.CASCADE, related_name="guides")
    item = models.ForeignKey("catalogue.ServiceItem", on_delete=models.CASCADE, related_name="+")
    content = models.JSONField()
    told = models.JSONField()
    changes = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    base_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide_import", "item"], name="imported_once")]
        indexes = [models.Index(fields=["guide_import", "id"], name="imported_in_order")]
