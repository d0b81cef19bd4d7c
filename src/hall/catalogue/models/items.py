"""Items and what finds them: topics and synonyms."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Audience(models.TextChoices):
    NATURAL = "natural_person", "个人"
    LEGAL = "legal_person", "法人"


class Topic(models.Model):
    """A life event or business matter (GB/T 39046 topic types): `natural_person/010` 户籍办理."""

    code = models.CharField(max_length=20, primary_key=True)
    audience = models.CharField(max_length=14, choices=Audience.choices)
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class LifeEvent(models.Model):
    """What happens to people and firms, with everything that is then to do: 新生儿出生, 开饭店.

    `meant` are words that the names of its items hold, apart by |; blanks part words that one name must all
    hold (as a synonym's official side).
    """

    code = models.SlugField(max_length=40, primary_key=True)
    audience = models.CharField(max_length=14, choices=Audience.choices)
    name = models.CharField(max_length=40)
    meant = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class ServiceItem(models.Model):
    """One thing a person or firm can ask the city for (事项), handled alike in every hall.

    There is deliberately no hall here: halls share items and processes; which department handles an item in
    a hall follows from the item's `function` and the hall's departments.
    `facts` holds what is shown of the item, each as {"value", "source", "place", "as_of"}. An item that
    another list calls by another code or name points with `same_as` to the one that has the guide.
    """

    class Kind(models.TextChoices):
        """GB/T 39046-2020 附录A A.1, as far as citizens apply for them."""

        LICENCE = "01", "行政许可"
        BENEFIT = "05", "行政给付"
        CONFIRMATION = "07", "行政确认"
        REWARD = "08", "行政奖励"
        RULING = "09", "行政裁决"
        OTHER = "10", "其他行政权力"
        PUBLIC = "20", "公共服务"

    class ProjectType(models.TextChoices):
        """GB/T 39046-2020 附录A A.6."""

        ON_THE_SPOT = "1", "即办件"
        WITHIN_LIMIT = "2", "承诺件"
        OTHER = "9", "其他"

    code = models.CharField(max_length=100, unique=True)
    catalog_code = models.CharField(max_length=40, blank=True, db_index=True)
    name = models.CharField(max_length=250)
    main_item = models.CharField(max_length=250, blank=True)
    item_type = models.CharField(max_length=2, choices=Kind.choices)
    function = models.CharField(max_length=60, db_index=True)
    department_code = models.CharField(max_length=40, blank=True)
    audiences = ArrayField(models.CharField(max_length=14))
    topics = ArrayField(models.CharField(max_length=20))
    project_type = models.CharField(max_length=1, choices=ProjectType.choices, default=ProjectType.OTHER)
    is_online = models.BooleanField(default=False)
    has_guide = models.BooleanField(default=False)
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="also_listed_as"
    )
    facts = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_online=False) | Q(has_guide=True), name="item_online_only_with_a_guide"
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | Q(has_guide=False), name="item_listed_twice_has_one_guide"
            ),
        ]
        indexes = [
            GinIndex(fields=["topics"], name="item_topics"),
        ]

    def __str__(self) -> str:
        return self.name


class Synonym(models.Model):
    """What people say and what the catalogue calls it. One row per pair; `reason` says why it is true.

    One that somebody made or changed at the desk is theirs: loading the file again leaves it alone. A retired
    one is kept with its reason, so that nobody adds it again unawares.
    """

    spoken = models.CharField(max_length=40)
    official = models.CharField(max_length=60)
    reason = models.CharField(max_length=200)
    is_retired = models.BooleanField(default=False, db_default=False)
    is_from_desk = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spoken", "official"], name="synonym_once")]

    @property
    def chain(self) -> UUID:
        """The history of what was done to it at the desk."""
        return uuid5(NAMESPACE_URL, f"openhall:catalogue:synonym:{self.pk}")
