"""What search looks into, kept beside the items and made anew from them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class SearchEntry(models.Model):
    """How one item's names are read aloud: whole (pinyin) and by first letters, names apart by blanks."""

    item = models.OneToOneField("catalogue.ServiceItem", on_delete=models.CASCADE, primary_key=True)
    pinyin = models.TextField(blank=True)
    initials = models.TextField(blank=True)

    class Meta:
        indexes = [
            GinIndex(fields=["pinyin"], opclasses=["gin_trgm_ops"], name="search_pinyin"),
            GinIndex(fields=["initials"], opclasses=["gin_trgm_ops"], name="search_initials"),
        ]


class SearchTerm(models.Model):
    """One word of the index and where it leads: `item_ids`, and beside each what its place there is worth.

    `items` is how many they are: rare words say more of what is wanted than common ones. There is no
    tsvector: it tells which items hold a word, but not what that is worth (docs/decisions/0009-search.md).
    """

    lexeme = models.CharField(max_length=60, primary_key=True)
    items = models.PositiveIntegerField()
    item_ids = ArrayField(models.BigIntegerField(), default=list)
    shares = ArrayField(models.FloatField(), default=list)
