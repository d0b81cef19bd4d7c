"""What search looks into, kept beside the items and made anew from them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from hall.standards.code_sets import UseLevel


class SearchEntry(models.Model):
    """How one item's names are read aloud (names apart by blanks), and what it is narrowed by.

    `places` says where it is done: a bit for each `SearchPlace`, by its number; None where no list says, and
    so everywhere alike. `levels` are those of its offices, `heirs` how many places do it, `depth` how much of
    it can be done online (一级 to 四级, 0 where nobody says), `events` the codes of its life events.
    """

    item = models.OneToOneField("catalogue.ServiceItem", on_delete=models.CASCADE, primary_key=True)
    pinyin = models.TextField(blank=True)
    initials = models.TextField(blank=True)
    places = models.BinaryField(null=True)
    levels = ArrayField(models.CharField(max_length=1), default=list)
    heirs = models.PositiveIntegerField(default=0)
    depth = models.PositiveSmallIntegerField(default=0)
    events = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        indexes = [
            GinIndex(fields=["pinyin"], opclasses=["gin_trgm_ops"], name="search_pinyin"),
            GinIndex(fields=["initials"], opclasses=["gin_trgm_ops"], name="search_initials"),
        ]


class SearchPlace(models.Model):
    """A place that stands on the implementing list, and the number of its bit in `SearchEntry.places`."""

    number = models.PositiveIntegerField(primary_key=True)
    division = models.OneToOneField("places.Division", on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=1, choices=UseLevel.choices())


class SearchTerm(models.Model):
    """One word of the index and where it leads: `item_ids`, and beside each what its place there is worth.

    `items` is how many they are: rare words say more of what is wanted than common ones. There is no
    tsvector: it tells which items hold a word, but not what that is worth (docs/decisions/0009-search.md).
    """

    lexeme = models.CharField(max_length=60, primary_key=True)
    items = models.PositiveIntegerField()
    item_ids = ArrayField(models.BigIntegerField(), default=list)
    shares = ArrayField(models.FloatField(), default=list)


class SearchNote(models.Model):
    """How often something was typed on a day, and what came of it. It says nothing of who typed it.

    `item` and `rank` tell what was opened, and where in the list it stood (0 where that is unknown).
    """

    class Kind(models.TextChoices):
        ASKED = "asked", "问过"
        NOTHING = "nothing", "没有找到"
        OPENED = "opened", "打开了"
        MISSED = "missed", "不是要找的"
        MEANT = "meant", "换个说法才打开"

    query = models.CharField(max_length=80)
    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    item = models.ForeignKey("catalogue.ServiceItem", on_delete=models.CASCADE, null=True, related_name="+")
    rank = models.PositiveSmallIntegerField(default=0)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["query", "day", "kind", "item", "rank"], nulls_distinct=False, name="search_note_once"
            ),
        ]
