"""What the city already holds: the population and legal-person registers, and who looked into them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hall.foundation.public import EncryptedTextField


class PersonRecord(models.Model):
    """One resident as the population register knows them. Found by the digest of the ID number only."""

    id_digest = models.CharField(max_length=64, primary_key=True)
    id_number = EncryptedTextField()
    name = models.CharField(max_length=80)
    sex = models.CharField(max_length=1, choices=[("1", "男"), ("2", "女")])
    birth_date = models.DateField()
    ethnicity = models.CharField(max_length=20)
    marital_status = models.CharField(max_length=20)
    education = models.CharField(max_length=20, blank=True)
    phone = EncryptedTextField(blank=True)
    address = models.CharField(max_length=200)
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    household_no = models.CharField(max_length=20, db_index=True)
    household_head = models.CharField(max_length=80)
    relation_to_head = models.CharField(max_length=20)
    as_of = models.DateField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=["1", "2"]), name="person_sex_by_gb_t_2261")
        ]


class FirmRecord(models.Model):
    """One legal person or sole trader as the market register knows it, by its credit code (GB 32100)."""

    credit_code = models.CharField(max_length=18, primary_key=True)
    name = models.CharField(max_length=200)
    firm_type = models.CharField(max_length=40)
    legal_representative = models.CharField(max_length=80)
    legal_representative_digest = models.CharField(max_length=64, db_index=True)
    legal_representative_id = EncryptedTextField()
    address = models.CharField(max_length=200)
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    registered_capital = models.DecimalField(max_digits=16, decimal_places=2)
    founded_on = models.DateField()
    business_scope = models.TextField()
    phone = EncryptedTextField(blank=True)
    as_of = models.DateField()
    is_demo = models.BooleanField(default=False)


class AttributeSource(models.Model):
    """Which department answers for one attribute (一数一源), e.g. `person.address` → 公安."""

    field = models.CharField(max_length=60, primary_key=True)
    label = models.CharField(max_length=60)
    department = models.CharField(max_length=120)


class AccessLog(models.Model):
    """Someone looked something up: who, whose data, which fields, why. The person concerned can read it."""

    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200)
    subject_digest = models.CharField(max_length=64)
    fields = ArrayField(models.CharField(max_length=60))

    class Meta:
        indexes = [models.Index(fields=["subject_digest", "at"], name="access_log_by_subject")]
