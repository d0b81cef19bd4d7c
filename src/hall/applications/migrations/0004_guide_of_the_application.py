"""The guide belongs to the application; the edition only keeps what it asked."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

GUIDE: dict[str, Any] = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "catalogue.guide"}


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_supplement_note"), ("catalogue", "0002_items_guides_forms")]
    operations = [
        migrations.AddField("application", "guide", models.ForeignKey(null=True, **GUIDE)),
        migrations.RunSQL(
            """
            UPDATE applications_application AS application SET guide_id = asked.guide_id
            FROM applications_askedguide AS asked WHERE asked.id = application.asked_id
            """,
            "SELECT 1",
        ),
        migrations.AlterField("application", "guide", models.ForeignKey(**GUIDE)),
        migrations.RemoveField("askedguide", "guide"),
    ]
