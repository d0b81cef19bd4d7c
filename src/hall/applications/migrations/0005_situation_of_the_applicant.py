"""The applicant's situation is kept with her answers: sealed like them, and frozen like them once filed."""

from django.db import migrations

import hall.applications.models.sealed

ARROWS = [
    ("draft", "expired"),
    ("draft", "submitted"),
    ("draft", "withdrawn"),
    ("submitted", "concluded"),
    ("submitted", "withdrawn"),
]
ALLOWED = ", ".join(f"('{start}', '{end}')" for start, end in ARROWS)
FILED = ("answers", "provenance", "held_papers", "asked_id", "party_id", "item_id", "hall_id")


def guard(*columns: str) -> str:
    old, new = (", ".join(f"{which}.{column}" for column in columns) for which in ("OLD", "NEW"))
    return f"""
CREATE OR REPLACE FUNCTION applications_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({ALLOWED}) THEN
        RAISE EXCEPTION 'An application never goes from % to %.', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'draft' AND (
        ({old}) IS DISTINCT FROM ({new})
        OR (OLD.receipt_number, OLD.submitted_at) IS DISTINCT FROM (NEW.receipt_number, NEW.submitted_at)
    ) THEN
        RAISE EXCEPTION 'What was filed stays as it was filed.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_guide_of_the_application")]
    operations = [
        migrations.AddField(
            model_name="application",
            name="situation",
            field=hall.applications.models.sealed.SealedJSONField(default=dict),
        ),
        migrations.RunSQL(guard(*FILED, "situation"), guard(*FILED)),
    ]
