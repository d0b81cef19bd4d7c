"""What search looks into, kept beside the items and made anew from them."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """How one item can be found: words weighted A to D, and the same read aloud (pinyin, first letters)."""

    item = models.OneToOneField("catalogue.ServiceItem", on_delete=models.CASCADE, primary_key=True)
    lexemes = SearchVectorField()
    pinyin = models.TextField(blank=True)
    initials = models.TextField(blank=True)

    class Meta:
        indexes = [
            GinIndex(fields=["lexemes"], name="search_lexemes"),
            GinIndex(fields=["pinyin"], opclasses=["gin_trgm_ops"], name="search_pinyin"),
            GinIndex(fields=["initials"], opclasses=["gin_trgm_ops"], name="search_initials"),
        ]


class SearchTerm(models.Model):
    """How many items a word leads to: rare words say more of what is wanted than common ones."""

    lexeme = models.CharField(max_length=60, primary_key=True)
    items = models.PositiveIntegerField()
