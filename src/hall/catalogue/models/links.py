"""Links that stand in guides, each as it was last looked at."""

from __future__ import annotations

from django.db import models


class CheckedLink(models.Model):
    """One address, however many guides name it. `since` is the day from which it hasn't worked.

    A night without a network, or a site that turns programs away, leaves what was seen before as it was:
    then `checked_at` is the older day.
    """

    class Verdict(models.TextChoices):
        ALIVE = "alive", "能打开"
        GONE = "gone", "不存在"
        FAILING = "failing", "暂时打不开"
        UNCHECKED = "unchecked", "没有检查"

    digest = models.CharField(max_length=64, primary_key=True)
    url = models.TextField()
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    status = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=60, blank=True)
    since = models.DateField(null=True)
    checked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["verdict"], name="link_by_verdict")]

    def __str__(self) -> str:
        return self.url
